import { euros, frenchMoment, type Letter, letter, list, type Moment, type Writer } from "./letter.ts";

export interface Amounts {
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
}

/** A sale whose price is not the grid's (R7.2). */
export interface PriceGapFacts {
  show: { title: string; showNumber: number };
  performance: Moment & { performanceNumber: number };
  /** Without its barcode: whoever reads it could pass the door. */
  sale: Amounts & {
    sequence: number;
    place: string | null;
    soldAt: Moment;
    priceType: string;
    seatCategory: string;
  };
  /** Null where the grid has no such price. */
  grid: Amounts | null;
}

export function priceGapLetter(writer: Writer, { show, performance, sale, grid }: PriceGapFacts): Letter {
  return letter(writer, `Écart de prix : ${show.title}`, [
    `L’intégration d’une de vos ventes est arrêtée : son prix n’est pas celui de notre grille.`,
    saleLines(show, performance, sale),
    `Prix de la vente : ${amounts(sale)}\n${grid ? `Prix de notre grille : ${amounts(grid)}` : "Notre grille n’a pas de prix pour ce tarif et cette catégorie."}`,
    "Pouvez-vous vérifier le type de tarif et les montants de votre côté, et nous dire lequel des deux prix est le bon ? La vente reste en attente jusque-là ; le billet, lui, est valable.",
  ]);
}

/** A performance whose date or time differs between the two sides (17, 18). */
export interface DateGapFacts {
  show: { title: string; showNumber: number };
  performance: Moment & { performanceNumber: number };
  /** The date as the network's sale tells it; absent where only its refusal (17, 18) is known. */
  theirs: Moment | null;
}

export function dateGapLetter(writer: Writer, { show, performance, theirs }: DateGapFacts): Letter {
  return letter(writer, `Date ou heure différente : ${show.title}`, [
    `La date ou l’heure d’une séance de la manifestation « ${show.title} » (n°${"\u00a0"}${show.showNumber}) n’est pas la même de nos deux côtés (séance n°${"\u00a0"}${performance.performanceNumber}).`,
    [
      `Chez nous : ${frenchMoment(performance)}`,
      theirs ? `Chez vous, d’après votre vente : ${frenchMoment(theirs)}` : "",
    ]
      .filter((line) => line !== "")
      .join("\n"),
    "Pouvez-vous vérifier cette séance et nous dire quelle date est la bonne ? S’il s’agit d’un report, la séance garde son numéro des deux côtés.",
  ]);
}

/** The reseller accepts the venue's public address only; it has changed, or calls stay without an answer (R3.1). */
export function newAddressLetter(writer: Writer, { address }: { address: string | null }): Letter {
  return letter(writer, "Changement de notre adresse IP publique", [
    address === null
      ? "Votre serveur d’allotement ne nous répond plus. Notre adresse IP publique a peut-être changé ; la nouvelle est :"
      : `Votre serveur d’allotement refuse notre adresse IP publique, qui a changé. La nouvelle est : ${address}`,
    "Merci de l’autoriser à la place de l’ancienne, ou de nous dire si votre serveur est en maintenance.",
  ]);
}

function saleLines(
  show: PriceGapFacts["show"],
  performance: PriceGapFacts["performance"],
  sale: PriceGapFacts["sale"],
): string {
  return list([
    `manifestation : « ${show.title} » (n°${"\u00a0"}${show.showNumber})`,
    `séance : ${frenchMoment(performance)} (n°${"\u00a0"}${performance.performanceNumber})`,
    `vente n°${"\u00a0"}${sale.sequence} du ${frenchMoment(sale.soldAt)}${sale.place === null ? "" : `, ${sale.place}`}`,
    `tarif : ${sale.priceType}, catégorie : ${sale.seatCategory}`,
  ]);
}

function amounts({ faceValueCents, venueFeeCents, organizerFeeCents }: Amounts): string {
  return `montant ${euros(faceValueCents)}, frais ${euros(venueFeeCents + organizerFeeCents)}`;
}

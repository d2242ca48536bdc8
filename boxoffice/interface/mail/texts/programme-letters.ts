import { frenchCount, frenchMoment, type Letter, letter, list, type Moment, type Writer } from "./letter.ts";

interface OfPerformance {
  show: { title: string; showNumber: number };
  performance: Moment & { performanceNumber: number };
  /** Empty: none is told. */
  reason: string;
}

/** A performance that moves to another date, and keeps its number (R11.3). */
export interface RescheduleFacts extends OfPerformance {
  to: Moment;
  /** How many seats the network has sold of it. */
  soldThere: number;
  /** asked: the network's server has not acknowledged it yet. */
  state: "asked" | "moved";
}

/** A seat that the network has sold. Without its barcode: whoever reads it could pass the door. */
export interface SoldThere {
  place: string;
  orderId: string | null;
  pointOfSale: string | null;
}

export interface CancellationFacts extends OfPerformance {
  sold: readonly SoldThere[];
}

/** A letter has an end: beyond this many seats the list is to be asked for. */
const listedMax = 150;

export function rescheduleLetter(writer: Writer, facts: RescheduleFacts): Letter {
  const { show, performance, to, reason, soldThere, state } = facts;
  return letter(writer, `Report de date : ${show.title}`, [
    `La séance n°${"\u00a0"}${performance.performanceNumber} de la manifestation « ${show.title} » (n°${"\u00a0"}${show.showNumber}) est reportée.`,
    [`Date prévue : ${frenchMoment(performance)}`, `Nouvelle date : ${frenchMoment(to)}`].join("\n"),
    reason === "" ? undefined : `Motif : ${reason}`,
    state === "moved"
      ? "Votre serveur d’allotement a déjà enregistré la nouvelle date. La séance garde son numéro des deux côtés, et les codes-barres vendus restent valables."
      : "La nouvelle date a été demandée à votre serveur d’allotement, qui ne l’a pas encore confirmée. La séance garde son numéro des deux côtés, et les codes-barres vendus restent valables.",
    soldThere === 0
      ? "Vous n’en avez vendu aucune place."
      : `Vous en avez vendu ${frenchCount(soldThere, "place", "places")} : merci de prévenir ces clients.`,
  ]);
}

export function cancellationLetter(writer: Writer, facts: CancellationFacts): Letter {
  const { show, performance, reason, sold } = facts;
  const listed = sold
    .slice(0, listedMax)
    .map(({ place, orderId, pointOfSale }) =>
      [orderId === null ? undefined : `commande ${orderId}`, pointOfSale ?? undefined, place]
        .filter((part) => part !== undefined)
        .join(", "),
    );
  const more = sold.length - listed.length;
  return letter(writer, `Séance annulée : ${show.title}`, [
    `La séance du ${frenchMoment(performance)} (n°${"\u00a0"}${performance.performanceNumber}) de la manifestation « ${show.title} » (n°${"\u00a0"}${show.showNumber}) est annulée.`,
    reason === "" ? undefined : `Motif : ${reason}`,
    "Nous reprenons les places invendues par l’interface. Merci de fermer la séance à la vente.",
    sold.length === 0
      ? "Vous n’en avez vendu aucune place."
      : `Vous en avez vendu ${frenchCount(sold.length, "place", "places")}. Merci d’annuler ces ventes et de rembourser vos clients ; les annulations nous reviendront par l’interface.`,
    listed.length === 0 ? undefined : list(listed),
    more > 0 ? `… et ${frenchCount(more, "autre place", "autres places")}.` : undefined,
  ]);
}

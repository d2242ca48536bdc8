import {
  type AttachmentKey,
  frenchCount,
  frenchMoment,
  type Letter,
  letter,
  list,
  type Moment,
  type Writer,
} from "./letter.ts";

/** What the contact is told of a run that created something at the network (R2.2). */
export interface OnSaleFacts {
  show: { title: string; showNumber: number };
  hall: { name: string; hallCode: number };
  performances: readonly (Moment & { performanceNumber: number; seatCount: number })[];
  attached: readonly AttachmentKey[];
}

/** The network has no other way to hear of a first allotment, and its seats stand still until it has prepared the show. */
export function firstAllotmentLetter(writer: Writer, facts: OnSaleFacts): Letter {
  const { show, hall, performances, attached } = facts;
  return letter(writer, `Mise en vente d’une nouvelle manifestation : ${show.title}`, [
    `Nous venons de vous allouer les premières places d’une nouvelle manifestation : « ${show.title} » (n°${"\u00a0"}${show.showNumber}), salle ${hall.name} (${hall.hallCode}).`,
    linesOf(performances),
    attached.includes("onSaleDocument")
      ? "Vous trouverez ci-joint le document de mise en vente : montants, catégories, réserves et tarifs avec leurs codes."
      : undefined,
    "Ces places sont bloquées chez nous dès maintenant. Merci de préparer la manifestation, de nous envoyer un billet à valider (BAT), puis de l’ouvrir à la vente après notre accord.",
  ]);
}

export function addedPerformancesLetter(writer: Writer, facts: OnSaleFacts): Letter {
  const { show, hall, performances } = facts;
  const many = performances.length > 1;
  return letter(writer, `${many ? "Séances ajoutées" : "Séance ajoutée"} : ${show.title}`, [
    `${many ? "De nouvelles séances ont été ajoutées" : "Une nouvelle séance a été ajoutée"} à la manifestation « ${show.title} » (n°${"\u00a0"}${show.showNumber}), salle ${hall.name} (${hall.hallCode}). Nous venons de vous en allouer les places :`,
    linesOf(performances),
    `Ces places sont bloquées chez nous dès maintenant. Merci d’ouvrir ${many ? "ces séances" : "cette séance"} à la vente.`,
  ]);
}

function linesOf(performances: OnSaleFacts["performances"]): string {
  return list(
    performances.map(
      (one) =>
        `${frenchMoment(one)} (séance n°${"\u00a0"}${one.performanceNumber}) : ${frenchCount(one.seatCount, "place", "places")}`,
    ),
  );
}

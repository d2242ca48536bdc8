import { type AttachmentKey, frenchCount, type Letter, letter, list, type Writer } from "./letter.ts";

interface NamedCode {
  code: number;
  name: string;
}

/** A hall whose codes must be known at the network before any allotment (R11.1). */
export interface HallFacts {
  hall: { name: string; hallCode: number; capacity: number };
  categories: readonly NamedCode[];
  attached: readonly AttachmentKey[];
}

const attachedCodes =
  "Vous trouverez ci-joint les codifications de la salle : fichiers des catégories, dénominations, étages, zones, places et informations, avec l’image du plan.";

export function newHallLetter(writer: Writer, { hall, categories, attached }: HallFacts): Letter {
  return letter(writer, `Nouvelle salle : ${hall.name} (${hall.hallCode})`, [
    `Nous allons vous allouer des places dans une nouvelle salle : ${hall.name} (${hall.hallCode}), ${frenchCount(hall.capacity, "place", "places")}.`,
    attached.includes("codeLists") ? attachedCodes : undefined,
    `Catégories de la salle :\n${codesOf(categories)}`,
    "Merci de la rattacher à votre plan et de nous prévenir dès que c’est fait : nous attendrons votre réponse pour contingenter.",
  ]);
}

export function newCategoryLetter(writer: Writer, { hall, categories, attached }: HallFacts): Letter {
  return letter(writer, `Nouvelle catégorie : ${hall.name} (${hall.hallCode})`, [
    `Les catégories de la salle ${hall.name} (${hall.hallCode}) ont changé. En voici la liste à jour :`,
    codesOf(categories),
    attached.includes("codeLists") ? attachedCodes : undefined,
    "Merci d’enregistrer les nouveaux codes et de nous prévenir dès que c’est fait : nous attendrons votre réponse pour contingenter.",
  ]);
}

/** Price types and holds of the interface (R9.4, R11.2). */
export interface PriceTypeFacts {
  priceTypes: readonly NamedCode[];
  holds: readonly NamedCode[];
  attached: readonly AttachmentKey[];
}

export function newPriceTypeLetter(writer: Writer, { priceTypes, holds, attached }: PriceTypeFacts): Letter {
  return letter(writer, "Types de tarifs et réserves : mise à jour des codes", [
    "Nos types de tarifs ou nos réserves ont changé.",
    attached.includes("priceTypes") ? "Vous trouverez ci-joint la liste à jour avec les codes." : undefined,
    `Types de tarifs :\n${codesOf(priceTypes)}`,
    `Réserves :\n${codesOf(holds)}`,
    "Merci d’enregistrer les nouveaux codes et de nous prévenir dès que c’est fait : une vente faite à un tarif inconnu de l’un des deux côtés ne peut pas être intégrée.",
  ]);
}

function codesOf(codes: readonly NamedCode[]): string {
  return list(codes.map(({ code, name }) => `${code} ${name}`));
}

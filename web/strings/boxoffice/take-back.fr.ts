import { frenchCount } from "../counts.ts";

const places = (count: number) => frenchCount(count, "place", "places");

/** The plan to take seats back from, and what happens to a choice that others change, in French. */
export const takeBackFr = {
  takeBack: {
    countOf: (category: string) => `Décont, ${category}`,
    countHint: "Tapez un nombre : les rangs du fond partent d’abord, sans laisser de place isolée.",
    undoHint: "Revenir au choix précédent (Ctrl+Z)",
    undo: "Défaire",
    deselect: "Désélectionner",
    none: "Choisissez des places sur le plan, ou tapez un nombre dans le tableau.",
    inHold: "en réserve, pas contingentée",
    biography: "Biographie",
    staySold: (count: number) =>
      `${places(count)} déjà ${count > 1 ? "vendues" : "vendue"} par le réseau ne ${count > 1 ? "reviennent" : "revient"} pas : « Intégrer les ventes » les enregistre.`,
    stayMoving: (count: number) =>
      `${places(count)} en cours d’échange ne ${count > 1 ? "sont pas concernées" : "est pas concernée"}.`,
    refused: "Rien n’a été repris : le plan a changé",
    refusedText: (count: number): string =>
      count > 1 ? "Ces places ne sont plus à reprendre :" : "Cette place n’est plus à reprendre :",
    goOnWithout: "Continuer sans elles",
    lost: (count: number) =>
      frenchCount(count, "place a quitté votre choix", "places ont quitté votre choix"),
    more: (count: number) => frenchCount(count, "autre place", "autres places"),
    understood: "Compris",
    otherShow: "Choisir une autre manifestation…",
    putBack: "Remettre dans la réserve",
    putBackDone: (count: number) => `${frenchCount(count, "place remise", "places remises")} dans la réserve`,
  },
};

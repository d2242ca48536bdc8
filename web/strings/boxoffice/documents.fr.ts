/** The screens that show and save documents: in French. */
export const documentsFr = {
  documents: {
    title: "Documents",
    savePdf: "Enregistrer en PDF",
    statement: "Relevé de la séance",
    statementOf: (number: string) => `Séance n° ${number}`,
    statementText: "Les places par état et les ventes par type de tarif, celles du réseau comprises.",
    priceTypesAndHolds: "Exporter tarifs/réserves",
    priceTypesAndHoldsText:
      "À envoyer pour un nouveau type de tarif, avant tout contingentement : le réseau doit en connaître le code.",
    asSent: "Tel que le contact du réseau le recevra.",
  },
  newPriceTypes: {
    title: (count: number, names: string) =>
      count < 2 ? `Nouveau type de tarif : ${names}` : `Nouveaux types de tarif : ${names}`,
    notAllotted:
      "Une manifestation qui n’est pas encore sur le réseau ne pourra pas être contingentée à ce tarif tant que le réseau n’en connaît pas le code (erreur 19).",
    allotted: (titles: string) =>
      `Déjà sur le réseau : ${titles}. Leurs places partent et reviennent comme avant, mais une vente à un code que l’un des deux côtés ne connaît pas arrêterait leur intégration.`,
    remedy: "Envoyez d’abord les tarifs et réserves à votre contact",
    known: "Le réseau connaît ces codes",
  },
  printedPlan: {
    open: "Plan graphique (PDF)",
    title: "Plan graphique",
    intro: "Le plan de la salle sur une ou plusieurs feuilles A4, à couper sur les repères et à coller.",
    layout: "Mise en page",
    columns: "Feuilles en largeur",
    rows: "Feuilles en hauteur",
    orientation: "Orientation",
    landscape: "Paysage",
    portrait: "Portrait",
    content: "Contenu",
    withStates: "État des places",
    blank: "Plan vierge",
    rowOnSeats: "Étiquettes de rang sur les places",
    refresh: "Actualiser l’aperçu",
    save: "Enregistrer le PDF",
    preview: "Aperçu",
    stale: "L’aperçu montre la mise en page précédente.",
    newTab: "Ouvrir l’aperçu dans un nouvel onglet",
  },
};

export type DocumentsStrings = typeof documentsFr;

/** Tickets on paper and proofs, in French. */
export const proofFr = {
  tickets: {
    print: "Imprimer les billets",
    printAtHome: "Billets A4 (print@home)",
    heading: "Mentions des billets",
    headingText: "Ce que chaque billet dit du lieu. Vide, le nom de l’institution le remplace.",
    theatreName: "Nom du théâtre",
    theatreAddress: "Adresse",
    theatreTown: "Code postal et ville",
    licence: "N° de licence",
  },
  proof: {
    title: "BAT",
    none: "Aucun BAT",
    noneText:
      "Le lieu valide un billet réel avant la mise en vente : vendez une place, puis faites le BAT depuis sa commande. Une maquette montre la mise en page, sans valeur.",
    kinds: { sale: "Vente réelle", mockUp: "Maquette" },
    kind: "Billet",
    made: "Fait le",
    madeBy: (moment: string, user: string) => `${moment} par ${user}`,
    state: "État",
    draft: "À envoyer",
    sentAt: (moment: string) => `Envoyé le ${moment}, attend la validation du lieu`,
    approvedAt: (moment: string) => `Validé par le lieu le ${moment}`,
    refusedAt: (moment: string) => `Refusé par le lieu le ${moment}`,
    action: "Action",
    see: "Télécharger le PDF",
    send: "Envoyer au lieu",
    makeMockUp: "Faire une maquette",
    sell: "Vendre une place pour le BAT…",
    make: "Faire le BAT de ce billet",
    done: "BAT fait",
    approved: "BAT validé",
    waiting: "BAT envoyé",
    notApproved: "Aucun BAT d’une vente réelle n’a été validé par le lieu.",
    isApproved: (moment: string) => `Le lieu a validé le BAT le ${moment}.`,
    toShow: "Voir la manifestation",
  },
};

export type ProofStrings = typeof proofFr;

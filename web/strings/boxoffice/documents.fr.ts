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
};

export type DocumentsStrings = typeof documentsFr;

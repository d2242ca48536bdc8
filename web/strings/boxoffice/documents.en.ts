import type { DocumentsStrings } from "./documents.fr.ts";

/** Documents: in English, on the screens that show them; the documents themselves are French. */
export const documentsEn: DocumentsStrings = {
  documents: {
    title: "Documents",
    savePdf: "Save as PDF",
    statement: "Statement of the performance",
    statementOf: (number) => `Performance no. ${number}`,
    statementText: "Seats by state and sales by price type, the network's included.",
    priceTypesAndHolds: "Export price types and holds",
    priceTypesAndHoldsText:
      "To be sent for a new price type, before any allotment: the network must know its code.",
    asSent: "As the network's contact will receive it.",
  },
};

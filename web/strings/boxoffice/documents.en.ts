import type { DocumentsStrings } from "./documents.fr.ts";

/** Documents: in English, on the screens that show them; the documents themselves are French. */
export const documentsEn: DocumentsStrings = {
  documents: {
    savePdf: "Save as PDF",
    asSent: "As the network's contact will receive it.",
  },
};

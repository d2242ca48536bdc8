/** The screens that show and save documents: in French. */
export const documentsFr = {
  documents: {
    savePdf: "Enregistrer en PDF",
    asSent: "Tel que le contact du réseau le recevra.",
  },
};

export type DocumentsStrings = typeof documentsFr;

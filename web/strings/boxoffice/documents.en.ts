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
  newPriceTypes: {
    title: (count, names) => (count < 2 ? `New price type: ${names}` : `New price types: ${names}`),
    notAllotted:
      "A show that is not with the network yet cannot be allotted at this price as long as the network does not know its code (error 19).",
    allotted: (titles) =>
      `Already with the network: ${titles}. Their seats leave and come back as before, but a sale at a code that one side does not know would stop their import.`,
    remedy: "Send price types and holds to your contact first",
    known: "The network knows these codes",
  },
  printedPlan: {
    open: "Graphic plan (PDF)",
    title: "Graphic plan",
    intro: "The hall's plan on one or many A4 sheets, to be cut along the marks and glued together.",
    layout: "Layout",
    columns: "Sheets across",
    rows: "Sheets down",
    orientation: "Orientation",
    landscape: "Landscape",
    portrait: "Portrait",
    content: "Content",
    withStates: "State of the seats",
    blank: "Blank plan",
    rowOnSeats: "Row labels on the seats",
    refresh: "Refresh the preview",
    save: "Save the PDF",
    preview: "Preview",
    stale: "The preview shows the layout of before.",
    newTab: "Open the preview in a new tab",
  },
};

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

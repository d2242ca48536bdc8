import type { SalesStatementData } from "./sales-statement.ts";

const sold = { seatCategoryName: "CARRE OR", resellerName: "", feesCents: 100 };

export const statement: SalesStatementData = {
  printedAt: { instant: new Date("2020-03-03T22:10:00.000Z"), local: "2020-03-03T23:10:00" },
  organizerName: "SOCIETE D'EXPLOITATION DE L'EMPIRE",
  show: { number: 4, title: "ORPHEE ET EURYDICE" },
  performance: { number: 41, localDate: "2020-03-03", localTime: "19:00" },
  hall: { name: "THEATRE DE L'EMPIRE GRANDE SALLE", capacity: 812 },
  categories: [
    {
      name: "CARRE OR",
      total: 100,
      free: 20,
      held: 10,
      allotted: 30,
      soldByReseller: 25,
      soldAtCounter: 12,
      other: 3,
    },
    {
      name: "CATEGORIE 4 VISIBILITE REDUITE",
      total: 712,
      free: 712,
      held: 0,
      allotted: 0,
      soldByReseller: 0,
      soldAtCounter: 0,
      other: 0,
    },
  ],
  sales: [
    { ...sold, soldThrough: "counter", priceTypeName: "PLEIN TARIF", count: 10, faceValueCents: 48_000 },
    { ...sold, soldThrough: "counter", priceTypeName: "ENFANT", count: 2, faceValueCents: 4_000 },
    {
      ...sold,
      soldThrough: "reseller",
      resellerName: "TICKETNET",
      priceTypeName: "TICKETNET PLEIN TARIF",
      count: 25,
      faceValueCents: 120_000,
      feesCents: 7_500,
    },
  ],
  tickets: [
    {
      seatCategoryName: "CARRE OR",
      firstTicket: 1_201,
      lastTicket: 1_260,
      standing: 37,
      void: 2,
      amountCents: 179_700,
    },
  ],
  vat: [{ vatRate: 210, amountCents: 179_700, netCents: 176_004, vatCents: 3_696 }],
};

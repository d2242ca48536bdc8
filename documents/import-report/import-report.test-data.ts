import type { BlockedReason, ImportReportData } from "./import-report.ts";

const grid = { faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180 };
const reasons: BlockedReason[] = [
  { kind: "priceMismatch", sale: { ...grid, faceValueCents: 4700 }, grid },
  { kind: "priceMismatch", sale: grid, grid: null },
  { kind: "unknownPriceType", priceTypeCode: 6690099 },
  { kind: "unknownPerformance", performanceNumber: 77 },
  { kind: "dateMismatch", sale: "2020-03-04", ours: "2020-03-03" },
  { kind: "timeMismatch", sale: "20:00", ours: "19:00" },
  { kind: "saleNotIntegrated" },
  { kind: "unknownSale" },
  { kind: "unknownSeat", seatCode: 4711 },
  { kind: "barcodeTaken", barcode: "02123456789012" },
];

/** A run of two shows, the second of which stopped; every reason a sale may wait for stands among `blocked` sales. */
export const importRun = (blocked = reasons.length): ImportReportData => ({
  printedAt: { instant: new Date("2020-03-03T09:10:00.000Z"), local: "2020-03-03T10:10:00" },
  organizerName: "SOCIETE D'EXPLOITATION DE L'EMPIRE",
  resellerName: "TICKETNET",
  operatorName: "Camille",
  startedAt: "2020-03-03T10:00:00",
  finishedAt: "2020-03-03T10:01:12",
  shows: [
    {
      showTitle: "ORPHEE ET EURYDICE",
      integrated: 1200,
      cancelled: 3,
      amountCents: 5_866_700,
      blocked: 0,
      pending: 0,
    },
    { showTitle: "LA LYRE", integrated: 2, cancelled: 0, amountCents: 10_200, blocked, pending: 40 },
  ],
  sales: [
    {
      showTitle: "ORPHEE ET EURYDICE",
      priceTypeName: "TICKETNET PLEIN TARIF",
      seatCategoryName: "CARRE OR",
      count: 1197,
      amountCents: 5_866_700,
    },
  ],
  blocked: Array.from({ length: blocked }, (_, index) => ({
    showTitle: "LA LYRE",
    localDate: "2020-03-03",
    localTime: "19:00",
    row: "C",
    number: String(index + 1),
    priceTypeName: "TICKETNET PLEIN TARIF",
    holder: "DURAND Zoé",
    reason: reasons[index % reasons.length] ?? { kind: "unknownSale" },
  })),
});

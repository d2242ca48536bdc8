import type { SeatsReportData } from "./seats-report.ts";

const errors = [40, 19, null] as const;
const printedAt = { instant: new Date("2020-03-03T09:10:00.000Z"), local: "2020-03-03T10:10:00" };
const head = {
  printedAt,
  organizerName: "SOCIETE D'EXPLOITATION DE L'EMPIRE",
  resellerName: "TICKETNET",
  operatorName: "Camille",
  startedAt: "2020-03-03T10:00:00",
  finishedAt: "2020-03-03T10:01:12",
};
const one = { showTitle: "ORPHEE ET EURYDICE", waiting: 0, skipped: 0, awaitingFence: 0 };

/** An allotment of two performances; of the first `refused` seats came back with a reason. */
export const allotReport = (refused: number): SeatsReportData => ({
  ...head,
  kind: "allot",
  performances: [
    {
      ...one,
      performanceNumber: 1,
      localDate: "2020-03-03",
      localTime: "19:00",
      accepted: 1234,
      refused,
      byCategory: [
        { shortName: "OR", accepted: 34 },
        { shortName: "CAT.1", accepted: 1200 },
      ],
    },
    {
      ...one,
      performanceNumber: 2,
      localDate: "2020-03-08",
      localTime: "13:00",
      accepted: 12,
      refused: 0,
      skipped: 2,
      awaitingFence: 3,
      byCategory: [
        { shortName: "OR", accepted: 6 },
        { shortName: "CAT.1", accepted: 6 },
      ],
    },
  ],
  refusals: Array.from({ length: refused }, (_, index) => ({
    performanceNumber: 1,
    floor: "ORCHESTRE",
    zone: "PAIR",
    row: "A",
    number: String(index + 1),
    seatCategoryName: "CARRE OR",
    error: errors[index % errors.length] ?? null,
  })),
});

/** The manual's take-back table (R6.2): OR 0, CAT.1 28, CAT.2 14, CAT.3 17. */
export const recallReport: SeatsReportData = {
  ...head,
  kind: "recall",
  performances: [
    {
      ...one,
      performanceNumber: 1,
      localDate: "2020-03-03",
      localTime: "19:00",
      accepted: 59,
      refused: 1,
      byCategory: [
        { shortName: "OR", accepted: 0 },
        { shortName: "CAT.1", accepted: 28 },
        { shortName: "CAT.2", accepted: 14 },
        { shortName: "CAT.3", accepted: 17 },
      ],
    },
  ],
  refusals: [
    {
      performanceNumber: 1,
      floor: "ORCHESTRE",
      zone: "ORCHESTRE",
      row: "B",
      number: "12",
      seatCategoryName: "CATEGORIE 1",
      error: 43,
    },
  ],
};

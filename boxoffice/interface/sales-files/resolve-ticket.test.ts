import type { FileTicket } from "@allotement/documents/sales-files/file-ticket.ts";
import { expect, test } from "vitest";
import {
  type FileHouse,
  type FilePerformance,
  type FileSeat,
  resolveTicket,
  seatsByPlace,
} from "./resolve-ticket.ts";

const performance = (performanceNumber: number, change: Partial<FilePerformance> = {}): FilePerformance => ({
  performanceNumber,
  showNumber: 50,
  title: "RICHARD III",
  hallCode: 7,
  hallName: "GRANDE SALLE",
  localDate: "2026-12-23",
  localTime: "19:00",
  timeZone: "Europe/Paris",
  withReseller: true,
  ...change,
});
const seat = (seatCode: number, row: string, number: string, change: Partial<FileSeat> = {}): FileSeat => ({
  hallCode: 7,
  seatCode,
  zoneCode: 1,
  seatCategoryCode: 31,
  row,
  number,
  ...change,
});

function houseOf(
  performances: FilePerformance[],
  seats: FileSeat[],
  told: [string, number][] = [],
): FileHouse {
  return {
    performances,
    seats: seatsByPlace(seats),
    codes: {
      priceType: [{ hallCode: 0, code: 6690014, names: ["TICKETNET PLEIN TARIF"] }],
      seatCategory: [{ hallCode: 0, code: 31, names: ["CARRE OR", "OR"] }],
      zone: [7, 8].map((hallCode) => ({ hallCode, code: 1, names: ["ORCH"] })),
    },
    told: new Map(told),
  };
}

const ticket: FileTicket = {
  kind: "sale",
  localDate: "2026-12-23",
  localTime: "19:00",
  ticketId: "02123456789012",
  priceTypeCode: "6690014",
  categoryCode: "",
  clientCategory: "",
  zoneCode: "1",
  row: "A",
  seat: "7",
  priceCents: 5100,
  holder: null,
};
const resolve = (house: FileHouse, change: Partial<FileTicket> = {}) =>
  resolveTicket({ ...ticket, ...change }, house, "2026-12-01T10:00:00.000Z");

test("a line is a seat of a performance by civil date and time, zone, row and number", () => {
  const house = houseOf([performance(501)], [seat(1, "A", "07")]);
  expect(resolve(house)).toEqual({
    line: expect.objectContaining({
      performanceNumber: 501,
      seatCode: 1,
      seatCategoryCode: 31,
      totalCents: 5100,
    }),
  });
  expect(resolve(house, { localTime: "19:30" })).toMatchObject({ reason: "unknownPerformance" });
  expect(resolve(house, { seat: "8" })).toMatchObject({ reason: "unknownSeat", detail: "A 8" });
  expect(resolve(house, { ticketId: "0112345678901234" })).toMatchObject({ reason: "wrongBarcode" });
});

test("what fits twice is refused with the candidates: two halls at the same hour, two seats of the same words", () => {
  const both = [
    performance(501),
    performance(601, { hallCode: 8, hallName: "PETITE SALLE", title: "LE CID" }),
  ];
  const seats = [seat(1, "A", "7"), seat(1, "A", "7", { hallCode: 8 }), seat(2, "B", "7", { hallCode: 8 })];
  expect(resolve(houseOf(both, seats))).toEqual({
    reason: "ambiguousPerformance",
    detail: "501 RICHARD III (GRANDE SALLE), 601 LE CID (PETITE SALLE)",
  });
  // The seat stands in one of them alone; or one alone was ever sent.
  expect(resolve(houseOf(both, seats), { row: "B" })).toMatchObject({ line: { performanceNumber: 601 } });
  const [first, second] = both;
  const sent = [first, second && { ...second, withReseller: false }].flatMap((one) => one ?? []);
  expect(resolve(houseOf(sent, seats))).toMatchObject({ line: { performanceNumber: 501 } });
  const twins = [seat(1, "A", "7"), seat(2, "A", "07")];
  expect(resolve(houseOf([performance(501)], twins))).toEqual({
    reason: "ambiguousSeat",
    detail: "A 7 (1), A 07 (2)",
  });
});

test("a code is the venue's own code or name, or what was told of it; else it is named as unknown", () => {
  const house = houseOf([performance(501)], [seat(1, "A", "7")]);
  expect(resolve(house, { priceTypeCode: "PT", categoryCode: "OR" })).toMatchObject({
    reason: "unknownCode",
    unknown: { kind: "priceType", hallCode: 0, fileCode: "PT" },
  });
  const told = houseOf([performance(501)], [seat(1, "A", "7")], [["priceType/0/PT", 6690014]]);
  expect(resolve(told, { priceTypeCode: "PT", categoryCode: "OR" })).toMatchObject({
    line: { priceTypeCode: 6690014, seatCategoryCode: 31 },
  });
});

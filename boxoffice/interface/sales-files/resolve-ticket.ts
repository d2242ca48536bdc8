import type { FileTicket } from "@allotement/documents/sales-files/file-ticket.ts";
import { isBarcode } from "@allotement/protocol/barcode.ts";
import type { CodeKind, LineReason } from "../../api/interface-sales-files.ts";
import type { FileLine } from "../import-sales/judge-line.ts";

/** What the venue's books have for the performances that a file names. */
export interface FileHouse {
  performances: readonly FilePerformance[];
  /** By `placeKey`: more than one where two seats have the same words. */
  seats: ReadonlyMap<string, readonly FileSeat[]>;
  /** The interface's price types, the seat categories, the zones (with their hall). */
  codes: Readonly<Record<CodeKind, readonly KnownCode[]>>;
  /** What people have told of the layout's codes, by `codeKey`. */
  told: ReadonlyMap<string, number>;
}

export interface FilePerformance {
  performanceNumber: number;
  showNumber: number;
  title: string;
  hallCode: number;
  hallName: string;
  localDate: string;
  localTime: string;
  timeZone: string;
  withReseller: boolean;
}

export interface FileSeat {
  hallCode: number;
  seatCode: number;
  zoneCode: number;
  seatCategoryCode: number;
  row: string;
  number: string;
}

export interface KnownCode {
  /** 0 where the code is of no hall. */
  hallCode: number;
  code: number;
  names: readonly string[];
}

export interface UnknownCode {
  kind: CodeKind;
  hallCode: number;
  fileCode: string;
}

export type Resolution = { line: FileLine } | { reason: LineReason; detail: string; unknown?: UnknownCode };

export const codeKey = ({ kind, hallCode, fileCode }: UnknownCode) => `${kind}/${hallCode}/${fileCode}`;

/**
 * Finds the performance by its civil date and time (R12), the seat by zone, row and number, the price type by what was
 * told of its code. What fits twice is refused with the candidates, never guessed.
 */
export function resolveTicket(ticket: FileTicket, house: FileHouse, writtenAt: string): Resolution {
  if (!isBarcode(ticket.ticketId)) return { reason: "wrongBarcode", detail: ticket.ticketId };
  const performance = performanceOf(ticket, house);
  if ("reason" in performance) return performance;
  const { hallCode, showNumber, performanceNumber, timeZone } = performance;
  const priceType = codeOf({ kind: "priceType", hallCode: 0, fileCode: ticket.priceTypeCode }, house);
  if (typeof priceType !== "number") return priceType;
  const zone = codeOf({ kind: "zone", hallCode, fileCode: ticket.zoneCode }, house);
  if (typeof zone !== "number") return zone;
  const seat = seatOf(ticket, hallCode, zone, house);
  if ("reason" in seat) return seat;
  const category =
    ticket.categoryCode === ""
      ? seat.seatCategoryCode
      : codeOf({ kind: "seatCategory", hallCode: 0, fileCode: ticket.categoryCode }, house);
  if (typeof category !== "number") return category;
  const { kind, ticketId: barcode, localDate, localTime, priceCents, holder } = ticket;
  return {
    line: {
      kind,
      barcode,
      ...{ showNumber, performanceNumber, localDate, localTime, timeZone },
      seatCode: seat.seatCode,
      priceTypeCode: priceType,
      seatCategoryCode: category,
      totalCents: priceCents,
      holder: holder && { surname: holder.surname, firstName: holder.firstName },
      soldAt: writtenAt,
    },
  };
}

function performanceOf(
  ticket: FileTicket,
  house: FileHouse,
): FilePerformance | (Resolution & { reason: LineReason }) {
  const { localDate, localTime } = ticket;
  const same = house.performances.filter((one) => one.localDate === localDate && one.localTime === localTime);
  const sent = same.filter(({ withReseller }) => withReseller);
  const candidates = sent.length > 0 ? sent : same;
  const [only] = candidates;
  if (!only) return { reason: "unknownPerformance", detail: `${localDate} ${localTime}` };
  if (candidates.length === 1) return only;
  const fitting = candidates.filter(({ hallCode }) => {
    const zone = codeOf({ kind: "zone", hallCode, fileCode: ticket.zoneCode }, house);
    return typeof zone === "number" && !("reason" in seatOf(ticket, hallCode, zone, house));
  });
  const [one] = fitting;
  if (one && fitting.length === 1) return one;
  const names = (fitting.length > 0 ? fitting : candidates).map(
    ({ performanceNumber, title, hallName }) => `${performanceNumber} ${title} (${hallName})`,
  );
  return { reason: "ambiguousPerformance", detail: names.join(", ") };
}

function seatOf(
  { row, seat }: FileTicket,
  hallCode: number,
  zoneCode: number,
  house: FileHouse,
): FileSeat | (Resolution & { reason: LineReason }) {
  const found = house.seats.get(placeKey({ hallCode, zoneCode, row, number: seat })) ?? [];
  const [only] = found;
  if (only && found.length === 1) return only;
  return only
    ? {
        reason: "ambiguousSeat",
        detail: found.map((one) => `${one.row} ${one.number} (${one.seatCode})`).join(", "),
      }
    : { reason: "unknownSeat", detail: `${row} ${seat}` };
}

export function seatsByPlace(seats: readonly FileSeat[]): FileHouse["seats"] {
  const places = new Map<string, FileSeat[]>();
  for (const seat of seats) {
    const key = placeKey(seat);
    places.set(key, [...(places.get(key) ?? []), seat]);
  }
  return places;
}

const placeKey = ({ hallCode, zoneCode, row, number }: Omit<FileSeat, "seatCode" | "seatCategoryCode">) =>
  `${hallCode}/${zoneCode}/${bare(row)}/${bare(number)}`;

/** The files pad with zeros and know no small letters' difference. */
const bare = (text: string) =>
  text
    .trim()
    .toUpperCase()
    .replace(/^0+(?=.)/, "");

/** What was told of a code; else the venue's own code or name, where the file uses it. */
function codeOf(asked: UnknownCode, house: FileHouse): number | (Resolution & { reason: LineReason }) {
  const told = house.told.get(codeKey(asked));
  if (told !== undefined) return told;
  const fileCode = bare(asked.fileCode);
  const same = house.codes[asked.kind].filter(
    ({ hallCode, code, names }) =>
      hallCode === asked.hallCode &&
      (String(code) === fileCode || names.some((name) => bare(name) === fileCode)),
  );
  const [only] = same;
  if (only && same.length === 1) return only.code;
  return { reason: "unknownCode", detail: asked.fileCode, unknown: asked };
}

/**
 * The likeliest meaning of a code that nobody has told yet: a zone that has every seat the file names under it; a price type
 * or category where it is the only one.
 */
export function proposeCode(
  unknown: UnknownCode,
  tickets: readonly FileTicket[],
  house: FileHouse,
): number | null {
  const choices = house.codes[unknown.kind].filter(({ hallCode }) => hallCode === unknown.hallCode);
  const fitting =
    unknown.kind === "zone"
      ? choices.filter(({ code }) =>
          tickets.every((ticket) => !("reason" in seatOf(ticket, unknown.hallCode, code, house))),
        )
      : choices;
  const [only] = fitting;
  return only && fitting.length === 1 ? only.code : null;
}

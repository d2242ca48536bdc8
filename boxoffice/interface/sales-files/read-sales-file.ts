import type { FileTicket } from "@allotement/documents/sales-files/file-ticket.ts";
import { type LayoutName, readSalesFile } from "@allotement/documents/sales-files/layouts.ts";
import type { TooLarge } from "@allotement/documents/sales-files/read-lines.ts";
import type { LineNotTaken, LineReason } from "../../api/interface-sales-files.ts";
import type { FileLine, LineRefusal } from "../import-sales/judge-line.ts";
import { linesAtOnce, receiveLines } from "../import-sales/receive-lines.ts";
import type { LineOutcome } from "../import-sales/take-lines.ts";
import type { InterfaceStore } from "../store.ts";
import { codeKey, type FileHouse, resolveTicket, type UnknownCode } from "./resolve-ticket.ts";

/** What became of a file's lines. */
export interface Reading {
  sales: number;
  cancellations: number;
  taken: number;
  known: number;
  notTaken: LineNotTaken[];
  /** Each code that nobody has told the meaning of, with the tickets that bear it. */
  unknown: Map<string, UnknownCode & { tickets: FileTicket[] }>;
}

export type ReadOutcome = { reading: Reading } | { refused: TooLarge | "nothingExchanged" };

interface NumberedLine {
  number: number;
  line: FileLine;
}

/** Where a file names days: what must be known of the house. */
export function daysOf(layout: LayoutName, bytes: Uint8Array): string[] {
  const days = new Set<string>();
  for (const line of readSalesFile(layout, [bytes])) if ("ticket" in line) days.add(line.ticket.localDate);
  return [...days];
}

/**
 * Reads a file line by line and receives its sales, seat by seat: all that is said of a seat goes into one transaction,
 * whatever the order of the lines. `dryRun`: says what would become of them and writes nothing.
 */
export async function readFile(
  store: InterfaceStore,
  file: { layout: LayoutName; bytes: Uint8Array; writtenAt: Date },
  house: FileHouse,
  {
    at,
    dryRun,
    onProgress,
  }: { at: Date; dryRun: boolean; onProgress: (done: number, lines: number) => void },
): Promise<ReadOutcome> {
  const reading: Reading = {
    sales: 0,
    cancellations: 0,
    taken: 0,
    known: 0,
    notTaken: [],
    unknown: new Map(),
  };
  const found = resolveAll(file, house, reading);
  if ("refused" in found) return found;
  const lines = found.lines.sort(
    (one, other) => place(one.line) - place(other.line) || one.number - other.number,
  );
  for (let from = 0; from < lines.length; ) {
    const batch = batchFrom(lines, from);
    const outcomes = await receiveLines(
      store,
      batch.map(({ line }) => line),
      at,
      dryRun,
    );
    if (!outcomes) return { refused: "nothingExchanged" };
    for (const [index, outcome] of outcomes.entries()) count(reading, batch[index], outcome);
    from += batch.length;
    onProgress(from, lines.length);
  }
  reading.notTaken.sort((one, other) => one.number - other.number);
  return { reading };
}

function resolveAll(
  { layout, bytes, writtenAt }: { layout: LayoutName; bytes: Uint8Array; writtenAt: Date },
  house: FileHouse,
  reading: Reading,
): { lines: NumberedLine[] } | { refused: TooLarge } {
  const lines: NumberedLine[] = [];
  const rejected = (number: number, reason: LineReason, detail: string, ticketId: string) =>
    reading.notTaken.push({ number, outcome: "rejected", reason, detail, ticketId });
  const read = readSalesFile(layout, [bytes]);
  for (;;) {
    const next = read.next();
    if (next.done) return next.value ? { refused: next.value } : { lines };
    const one = next.value;
    if (!("ticket" in one)) {
      rejected(one.number, one.fault, one.field ?? "", "");
      continue;
    }
    const { number, ticket } = one;
    if (ticket.kind === "sale") reading.sales += 1;
    else reading.cancellations += 1;
    const resolution = resolveTicket(ticket, house, writtenAt.toISOString());
    if ("line" in resolution) lines.push({ number, line: resolution.line });
    else {
      rejected(number, resolution.reason, resolution.detail, ticket.ticketId);
      if (resolution.unknown) note(reading, resolution.unknown, ticket);
    }
  }
}

function note({ unknown }: Reading, code: UnknownCode, ticket: FileTicket): void {
  const known = unknown.get(codeKey(code));
  if (known) known.tickets.push(ticket);
  else unknown.set(codeKey(code), { ...code, tickets: [ticket] });
}

/** Lines of one seat stand side by side, and are not cut. */
const place = ({ performanceNumber, seatCode }: FileLine) => performanceNumber * 1_000_000 + seatCode;

function batchFrom(lines: readonly NumberedLine[], from: number): NumberedLine[] {
  let to = Math.min(lines.length, from + linesAtOnce);
  const sameSeat = (one: NumberedLine | undefined, other: NumberedLine | undefined) =>
    one !== undefined && other !== undefined && place(one.line) === place(other.line);
  while (sameSeat(lines[to - 1], lines[to])) to += 1;
  return lines.slice(from, to);
}

function count(reading: Reading, numbered: NumberedLine | undefined, outcome: LineOutcome): void {
  if (!numbered) throw new Error("more lines were answered than asked for");
  const { number, line } = numbered;
  const ticketId = line.barcode;
  if (outcome.outcome === "taken") reading.taken += 1;
  else if (outcome.outcome === "known") reading.known += 1;
  else if (outcome.outcome === "waiting")
    reading.notTaken.push({ number, outcome: "waiting", reason: outcome.reason, detail: "", ticketId });
  else {
    const { refusal } = outcome;
    reading.notTaken.push({
      ...{ number, outcome: "rejected", reason: refusal.reason, detail: detailOf(refusal), ticketId },
    });
  }
}

function detailOf(refusal: LineRefusal): string {
  switch (refusal.reason) {
    case "notWithReseller":
      return "";
    case "otherSeat":
      return `${refusal.performanceNumber}/${refusal.seatCode}`;
    case "otherPrice":
      return `${euros(refusal.fileCents)} / ${euros(refusal.cents)}`;
  }
}

const euros = (cents: number) => `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, "0")} €`;

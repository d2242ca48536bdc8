import { hash } from "node:crypto";
import type { LayoutName } from "@allotement/documents/sales-files/layouts.ts";
import { linesCsv } from "@allotement/documents/sales-files/lines-csv.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { SalesFileReport } from "../../api/interface-sales-files.ts";
import { appendAudit } from "../../house/audit/audit.store.ts";
import { type Scope, sqlInterfaceStore } from "../store.ts";
import { readFeedFile, readPages } from "./read-feed-file.ts";
import { daysOf, type Reading, type ReadOutcome, readFile } from "./read-sales-file.ts";
import { type FileHouse, proposeCode } from "./resolve-ticket.ts";
import { keepFile, keepReport } from "./sales-files.store.ts";
import { fileHouse, readBefore } from "./sales-files.views.ts";

export interface FileToRead {
  fileName: string;
  bytes: Uint8Array;
  writtenAt: Date;
}

export interface TakeInNeeds {
  database: Database;
  scope: Scope;
  clock: Clock;
  onProgress: (done: number, lines: number) => void;
}

export type FileRefusal = Extract<ReadOutcome, { refused: unknown }>["refused"] | "noSalesFile" | "empty";
export type FileOutcome = { report: SalesFileReport } | { refused: FileRefusal };

/** Lines not taken that a page shows; the table has all. */
const linesShown = 500;

/** What the file would come to; nothing is written. */
export async function analyseFile(needs: TakeInNeeds, file: FileToRead): Promise<FileOutcome> {
  return read(needs, file, true);
}

/**
 * Receives the sales of a file (R8.4): the file is kept first, with its hash and who read it, then its lines, then what
 * became of them. Cut off anywhere, it is read once more. The same bytes with nothing left to take change nothing.
 */
export async function takeInFile(
  needs: TakeInNeeds,
  file: FileToRead,
  operatorId: number,
): Promise<FileOutcome> {
  const { database, scope, clock } = needs;
  const foreseen = await read(needs, file, true);
  if ("refused" in foreseen) return foreseen;
  const { sha256, layout, readBefore: before, taken } = foreseen.report;
  if (before && taken === 0 && (await isFinished(database, scope, sha256))) return foreseen;
  await database.transaction(async (transaction) => {
    const { fileName, bytes } = file;
    const writtenAt = file.writtenAt.toISOString();
    await keepFile(
      transaction,
      scope,
      { sha256, layout, fileName, bytes, writtenAt, operatorId },
      clock.now(),
    );
    await appendAudit(transaction, scope.organizerId, clock.now(), {
      action: "readSalesFile",
      ...{ operatorId, secondOperatorId: null, subject: { sha256, fileName, layout } },
    });
  });
  const done = await read(needs, file, false);
  if ("refused" in done) return done;
  const { report } = done;
  const { waiting, rejected, known } = report;
  const result = { taken: report.taken, known, waiting, rejected };
  await database.transaction((transaction) => keepReport(transaction, scope, sha256, result, clock.now()));
  return { report: { ...report, readBefore: before } };
}

async function isFinished(database: Database, { organizerId, resellerId }: Scope, sha256: string) {
  const row = await database.first<{ finished: boolean }>(sql`
    select report <> 'null'::jsonb as finished from sales_files
    where organizer_id = ${organizerId} and reseller_id = ${resellerId} and sha256 = ${sha256}`);
  return row?.finished === true;
}

async function read(
  { database, scope, clock, onProgress }: TakeInNeeds,
  { fileName, bytes, writtenAt }: FileToRead,
  dryRun: boolean,
): Promise<FileOutcome> {
  const store = sqlInterfaceStore(database, scope);
  const at = clock.now();
  const layout = layoutOf(bytes);
  const sha256 = hash("sha256", bytes, "hex");
  const before = (await readBefore(database, scope, sha256)) ?? null;
  const head = { sha256, fileName, layout, sizeBytes: bytes.length, readBefore: before };
  if (layout === "feed") {
    const pages = readPages(bytes);
    if (!pages) return { refused: "noSalesFile" };
    const outcome = await readFeedFile(store, pages, at, dryRun);
    return "refused" in outcome ? outcome : { report: reportOf(head, outcome.reading, undefined) };
  }
  const house = await fileHouse(database, scope, layout, daysOf(layout, bytes));
  const outcome = await readFile(store, { layout, bytes, writtenAt }, house, { at, dryRun, onProgress });
  if ("refused" in outcome) return outcome;
  const { reading } = outcome;
  // Not one line of it can be read: some other file was dropped.
  if (reading.sales + reading.cancellations === 0)
    return { refused: reading.notTaken.length > 0 ? "noSalesFile" : "empty" };
  return { report: reportOf(head, reading, house) };
}

/** Our own begins as JSON does; semicolons stand in no line of fixed width before its names. */
export function layoutOf(bytes: Uint8Array): LayoutName | "feed" {
  const start = Buffer.from(bytes.subarray(0, 100)).toString("latin1");
  if (/^(?:\xef\xbb\xbf)?\s*[[{]/.test(start)) return "feed";
  return /^[^\n]*;/.test(start) ? "france-billet" : "ticketnet";
}

function reportOf(
  head: Pick<SalesFileReport, "sha256" | "fileName" | "layout" | "sizeBytes" | "readBefore">,
  { sales, cancellations, taken, known, notTaken, unknown }: Reading,
  house: FileHouse | undefined,
): SalesFileReport {
  const waiting = notTaken.filter(({ outcome }) => outcome === "waiting").length;
  return {
    ...head,
    ...{ sales, cancellations, taken, known, waiting },
    rejected: notTaken.length - waiting,
    notTaken: notTaken.slice(0, linesShown),
    unknownCodes: house ? [...unknown.values()].map((code) => unknownCodeOf(code, house)) : [],
    csv: new TextDecoder("utf-8", { ignoreBOM: true }).decode(linesCsv(notTaken)),
  };
}

function unknownCodeOf(
  { tickets, ...code }: Reading["unknown"] extends Map<string, infer One> ? One : never,
  house: FileHouse,
): SalesFileReport["unknownCodes"][number] {
  const choices = house.codes[code.kind].filter(({ hallCode }) => hallCode === code.hallCode);
  const hall = house.performances.find(({ hallCode }) => hallCode === code.hallCode);
  return {
    ...code,
    hallName: hall?.hallName ?? "",
    lines: tickets.length,
    proposal: proposeCode(code, tickets, house),
    choices: choices.map(({ code: number, names }) => ({ code: number, name: names[0] ?? String(number) })),
  };
}

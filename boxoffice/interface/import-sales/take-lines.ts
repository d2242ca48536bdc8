import { chainStart } from "@allotement/protocol/feed-chain.ts";
import type { InterfaceTransaction, Scope } from "../store.ts";
import type { CursorRow } from "./feed.store.ts";
import { cancellationEvent, fileStreamId, saleEvent } from "./file-events.ts";
import type { SeatName, ToldRow } from "./file-lines.store.ts";
import type { GridAmounts } from "./integrate.store.ts";
import {
  type FileLine,
  judgeLine,
  type KeptReason,
  type LineRefusal,
  type Verdict,
  type WaitReason,
} from "./judge-line.ts";
import { type Arrival, lockNamedSeats, receiveWave, seatKey } from "./receive-wave.ts";

export type LineOutcome =
  | { outcome: "taken" }
  | { outcome: "known"; source: "feed" | "file" }
  | { outcome: "waiting"; reason: WaitReason }
  | { outcome: "rejected"; refusal: LineRefusal };

interface Taking {
  transaction: InterfaceTransaction;
  scope: Scope;
  at: Date;
  /** The head of the files' stream, as it moves. */
  head: { sequence: number; hash: string | null };
  told: Map<string, ToldRow>;
  grids: Map<string, Promise<GridAmounts | undefined>>;
}

/**
 * Takes lines of a sales file into the inbox, whatever their order, as far as they can be taken: round by round, for a
 * sale may wait for the cancellation that stands after it. Lines that wait from before on the same seats take part, and
 * what cannot be taken yet is kept. Answers what became of each line, in their order. The cursor is locked by then.
 */
export async function takeLines(
  transaction: InterfaceTransaction,
  scope: Scope,
  cursor: Pick<CursorRow, "fileSequence" | "fileHash">,
  lines: readonly FileLine[],
  at: Date,
): Promise<LineOutcome[]> {
  const { fileSequence: sequence, fileHash: hash } = cursor;
  const waiting = await transaction.waitingLines(lines);
  const all = [...lines, ...waiting];
  const told = new Map<string, ToldRow>();
  const taking: Taking = { transaction, scope, at, head: { sequence, hash }, told, grids: new Map() };
  await lookUp(taking, all);
  const outcomes = await takeRounds(taking, all);
  await keepWhatWaits(transaction, waiting, outcomes, at);
  // The first file begins the stream, though all of its lines wait: from now on the feed looks for them.
  if (taking.head.hash !== hash || hash === null)
    await transaction.moveFileHead(taking.head.sequence, taking.head.hash ?? chainStart);
  return lines.map((line) => outcomes.get(line) ?? { outcome: "known", source: "file" });
}

/** Tries the lines that wait on these seats once more: something was told of them. */
export async function takeWaitingLines(
  transaction: InterfaceTransaction,
  scope: Scope,
  cursor: Pick<CursorRow, "fileSequence" | "fileHash">,
  seats: readonly SeatName[],
  at: Date,
): Promise<void> {
  const waiting = await transaction.waitingLines(seats);
  if (waiting.length > 0) await takeLines(transaction, scope, cursor, waiting, at);
}

async function lookUp({ transaction, told }: Taking, lines: readonly FileLine[]): Promise<void> {
  const barcodes = [...new Set(lines.map(({ barcode }) => barcode))];
  for (const row of await transaction.toldOf(barcodes)) {
    const key = keyOf(row.event);
    // A barcode told twice has one ticket: that event is the one meant.
    if (!told.has(key) || row.ticketId !== null) told.set(key, row);
  }
}

const keyOf = ({ kind, barcode }: { kind: string; barcode: string }) => `${kind} ${barcode}`;

/** Each round takes one line of a seat at most; without any the rest is judged for good. */
async function takeRounds(taking: Taking, lines: readonly FileLine[]): Promise<Map<FileLine, LineOutcome>> {
  const outcomes = new Map<FileLine, LineOutcome>();
  const cancelled = new Set(
    lines.filter(({ kind }) => kind === "cancellation").map(({ barcode }) => barcode),
  );
  // History first: a ticket that was cancelled again leaves its seat to the next.
  const ended = ({ kind, barcode }: FileLine) => (kind === "cancellation" || cancelled.has(barcode) ? 0 : 1);
  let open = [...lines].sort((one, other) => ended(one) - ended(other));
  for (;;) {
    const judged = await judgeAll(taking, open, cancelled);
    const wave = new Map<string, { line: FileLine; verdict: Extract<Verdict, { verdict: "take" }> }>();
    for (const { line, verdict } of judged) {
      const seat = seatKey(line.performanceNumber, line.seatCode);
      if (verdict.verdict === "take" && !wave.has(seat)) wave.set(seat, { line, verdict });
    }
    if (wave.size === 0) {
      for (const { line, verdict } of judged) outcomes.set(line, outcomeOf(verdict));
      return outcomes;
    }
    const taken = await takeWave(taking, [...wave.values()]);
    for (const line of taken) outcomes.set(line, { outcome: "taken" });
    await lookUp(taking, taken);
    const done = new Set(taken);
    open = open.filter((line) => !done.has(line));
  }
}

async function judgeAll(
  { transaction, told }: Taking,
  lines: readonly FileLine[],
  cancelled: ReadonlySet<string>,
): Promise<{ line: FileLine; verdict: Verdict }[]> {
  const seats = await lockNamedSeats(transaction, lines);
  const sold = [...seats].filter(([, seat]) => seat.state === "sold").map(([key]) => key);
  const named = lines.filter((line) => sold.includes(seatKey(line.performanceNumber, line.seatCode)));
  const standing = named.length > 0 ? await transaction.standingSales(named.map(seatNameOf)) : [];
  const standingAt = new Map(
    standing.map((one) => [seatKey(one.performanceNumber, one.seatCode), one.eventId]),
  );
  return lines.map((line) => {
    const key = seatKey(line.performanceNumber, line.seatCode);
    const verdict = judgeLine(line, {
      seat: seats.get(key),
      sale: told.get(keyOf({ kind: "sale", barcode: line.barcode })),
      cancellation: told.get(keyOf({ kind: "cancellation", barcode: line.barcode })),
      cancelledToo: cancelled.has(line.barcode),
      standing: standingAt.get(key),
    });
    return { line, verdict };
  });
}

const seatNameOf = ({ performanceNumber, seatCode }: FileLine): SeatName => ({ performanceNumber, seatCode });

async function takeWave(
  taking: Taking,
  wave: readonly { line: FileLine; verdict: Extract<Verdict, { verdict: "take" }> }[],
): Promise<FileLine[]> {
  const { transaction, scope, at, head, told } = taking;
  const overtaken = new Map<string, string>();
  const events = [];
  for (const { line, verdict } of wave) {
    const sale = told.get(keyOf({ kind: "sale", barcode: line.barcode }));
    const event =
      line.kind === "cancellation" && sale
        ? cancellationEvent(scope, line, sale.event, head)
        : saleEvent(scope, line, verdict.grant, await gridOf(taking, line, verdict.grant), head);
    Object.assign(head, { sequence: event.sequence, hash: event.hash });
    if (verdict.overtakenBy !== undefined) overtaken.set(event.eventId, verdict.overtakenBy);
    events.push(event);
  }
  const arrival: Arrival = {
    streamId: fileStreamId(scope),
    source: "file",
    resellerId: scope.resellerId,
    at,
    told: new Map(),
    overtaken,
    files: true,
  };
  await receiveWave(transaction, events, arrival);
  return wave.map(({ line }) => line);
}

function gridOf({ transaction, grids, scope, head }: Taking, line: FileLine, grant: number) {
  const { showNumber, performanceNumber, priceTypeCode, seatCategoryCode, soldAt } = line;
  const key = JSON.stringify([showNumber, performanceNumber, priceTypeCode, seatCategoryCode, soldAt]);
  const found =
    grids.get(key) ??
    transaction.saleContext(saleEvent(scope, line, grant, undefined, head)).then(({ grid }) => grid);
  grids.set(key, found);
  return found;
}

function outcomeOf(verdict: Verdict): LineOutcome {
  switch (verdict.verdict) {
    case "take":
      return { outcome: "taken" };
    case "known":
      return { outcome: "known", source: verdict.source };
    case "wait":
      return { outcome: "waiting", reason: verdict.reason };
    case "reject":
      return { outcome: "rejected", refusal: verdict.refusal };
  }
}

/** A line that had waited and is refused now goes on waiting, with that reason: a person may want to know of it. */
async function keepWhatWaits(
  transaction: InterfaceTransaction,
  waitedBefore: readonly FileLine[],
  outcomes: ReadonlyMap<FileLine, LineOutcome>,
  at: Date,
): Promise<void> {
  const before = new Set(waitedBefore);
  const over: FileLine[] = [];
  const waits: { line: FileLine; reason: KeptReason }[] = [];
  for (const [line, outcome] of outcomes) {
    if (outcome.outcome === "waiting") waits.push({ line, reason: outcome.reason });
    else if (!before.has(line)) continue;
    else if (outcome.outcome === "rejected") waits.push({ line, reason: outcome.refusal.reason });
    else over.push(line);
  }
  if (over.length > 0) await transaction.dropWaitingLines(over);
  if (waits.length > 0) await transaction.keepWaitingLines(waits, at);
}

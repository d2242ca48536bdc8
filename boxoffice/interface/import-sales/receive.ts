import type { Clock } from "@allotement/platform/ports.ts";
import { type ChainFault, faultOfPage } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent, SalesPage } from "@allotement/protocol/messages/sales.ts";
import type { InterfaceStore, InterfaceTransaction, Scope } from "../store.ts";
import type { CursorRow } from "./feed.store.ts";
import { type Arrival, lockNamedSeats, receiveWave, tellingKey } from "./receive-wave.ts";
import { takeWaitingLines } from "./take-lines.ts";

export type PageReceipt =
  | { outcome: "received"; count: number; sequence: number; hash: string }
  | { outcome: "stopped"; fault: ChainFault };

/**
 * Receives one page of the feed: seats move, tickets and inbox rows are written and the cursor advances in one
 * transaction (rule 5), so that a second copy of the page changes nothing. On a fault nothing of the page is taken, the
 * fault is kept and receiving stops until a person has looked. `askedAfter` is the sequence after which the page was
 * asked for: where another worker has received more since, this page is only old. `looked`: a person has, so a page
 * without a fault, from the cursor on, takes the kept fault away.
 * @throws where no cursor stands: a session begins the stream first.
 */
export async function receivePage(
  store: InterfaceStore,
  page: SalesPage,
  clock: Clock,
  askedAfter = Number.POSITIVE_INFINITY,
  looked = false,
): Promise<PageReceipt> {
  return store.transaction(async (transaction) => {
    const cursor = await transaction.lockCursor();
    if (!cursor) throw new Error("a page was received before the stream had begun");
    if (cursor.fault && !looked) return { outcome: "stopped", fault: cursor.fault };
    const fresh = page.events.filter((event) => event.sequence > cursor.sequence);
    const overtaken = askedAfter < cursor.sequence && page.head < cursor.sequence && fresh.length === 0;
    const head = overtaken ? cursor.sequence : page.head;
    const fault = await faultOfFresh(transaction, cursor, { ...page, head, events: fresh });
    if (fault) {
      await transaction.stopReceiving(fault);
      return { outcome: "stopped", fault };
    }
    if (cursor.fault) await transaction.stopReceiving(null);
    return receiveFresh(transaction, store.scope, cursor, fresh, clock.now());
  });
}

/**
 * Receives a page of the feed that came as a file, where it continues what was received: the same stream, the same chain.
 * One that does not is refused and changes nothing, for the feed itself is not at fault.
 */
export async function receivePageOfFile(
  transaction: InterfaceTransaction,
  scope: Scope,
  page: SalesPage,
  at: Date,
): Promise<PageReceipt | { outcome: "nothingExchanged" }> {
  const cursor = await transaction.lockCursor();
  if (!cursor) return { outcome: "nothingExchanged" };
  if (cursor.fault) return { outcome: "stopped", fault: cursor.fault };
  const fresh = page.events.filter((event) => event.sequence > cursor.sequence);
  const head = Math.max(page.head, cursor.sequence);
  const fault = await faultOfFresh(transaction, cursor, { ...page, head, events: fresh });
  return fault ? { outcome: "stopped", fault } : receiveFresh(transaction, scope, cursor, fresh, at);
}

async function faultOfFresh(
  transaction: InterfaceTransaction,
  cursor: CursorRow,
  page: SalesPage,
): Promise<ChainFault | undefined> {
  return faultOfPage(cursor, page) ?? (await faultOfIdentities(transaction, page.events));
}

async function receiveFresh(
  transaction: InterfaceTransaction,
  scope: Scope,
  cursor: CursorRow,
  fresh: readonly FeedEvent[],
  at: Date,
): Promise<PageReceipt> {
  // All seats of the page first, in order: a later wave may name a lower seat than an earlier one.
  await lockNamedSeats(transaction, fresh);
  const files = cursor.fileHash !== null;
  const { streamId } = cursor;
  const { resellerId } = scope;
  const told = files ? await toldByFiles(transaction, fresh) : new Map();
  const arrival: Arrival = { streamId, source: "feed", resellerId, at, files, told, overtaken: new Map() };
  for (const wave of wavesOf(fresh)) await receiveWave(transaction, wave, arrival);
  const last = fresh.at(-1);
  if (!last) return { outcome: "received", count: 0, sequence: cursor.sequence, hash: cursor.hash };
  await transaction.moveCursor(last.sequence, last.hash, at);
  if (files) await takeWaitingLines(transaction, scope, cursor, fresh, at);
  return { outcome: "received", count: fresh.length, sequence: last.sequence, hash: last.hash };
}

/** What files told of the same tickets, and the feed has not yet. */
async function toldByFiles(
  transaction: InterfaceTransaction,
  events: readonly FeedEvent[],
): Promise<Arrival["told"]> {
  const rows = await transaction.toldOf([...new Set(events.map(({ barcode }) => barcode))]);
  return new Map(
    rows
      .filter(({ source, confirmed }) => source === "file" && !confirmed)
      .map((row) => [tellingKey(row.event), row]),
  );
}

/** An event that the inbox cannot hold beside another has no place in the chain: said before the database would refuse. */
async function faultOfIdentities(
  transaction: InterfaceTransaction,
  events: readonly FeedEvent[],
): Promise<ChainFault | undefined> {
  if (events.length === 0) return undefined;
  const sequence = await transaction.firstRepetition(events);
  return sequence === undefined ? undefined : { fault: "brokenChain", sequence };
}

/** Cuts a page so that no seat stands twice in one part: a sale, its cancellation and a new sale come one by one. */
function wavesOf(events: readonly FeedEvent[]): FeedEvent[][] {
  const waves: FeedEvent[][] = [];
  let seen = new Set<string>();
  for (const event of events) {
    const seat = `${event.performanceNumber}/${event.seatCode}`;
    const current = waves.at(-1);
    if (!current || seen.has(seat)) {
      waves.push([event]);
      seen = new Set([seat]);
    } else {
      current.push(event);
      seen.add(seat);
    }
  }
  return waves;
}

import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { SeatRow } from "../../house/inventory/inventory.store.ts";
import type { InterfaceTransaction } from "../store.ts";
import { amountsOf, type BlockReason } from "./compare-price.ts";
import type { InboxRow, ReceivedTicket, RowToReceive } from "./feed.store.ts";
import { sameOwed } from "./file-events.ts";
import { receiveCancellation, receiveSale, type SeatReceipt, undoes } from "./receipt.ts";

/** By which way events come, and what files and feed know of each other. */
export interface Arrival {
  streamId: string;
  source: "feed" | "file";
  resellerId: number;
  at: Date;
  /** Whether a sales file was ever read here: without one there is nothing to look for. */
  files: boolean;
  /** What files told before the feed, by `tellingKey`; one that is met is taken out. */
  told: Map<string, InboxRow>;
  /** Sales whose seat was sold on by then, and the sale that shows it. */
  overtaken: ReadonlyMap<string, string>;
}

export const tellingKey = ({
  kind,
  barcode,
  performanceNumber,
  seatCode,
}: Pick<FeedEvent, "kind" | "barcode" | "performanceNumber" | "seatCode">) =>
  `${kind} ${barcode} ${performanceNumber}/${seatCode}`;

interface Received {
  tickets: ReceivedTicket[];
  rows: RowToReceive[];
  receipts: { event: FeedEvent; receipt: SeatReceipt; ticketId: number | null }[];
}

/** Receives events of which no two are of the same seat: seats move, tickets and inbox rows are written (rule 5). */
export async function receiveWave(
  transaction: InterfaceTransaction,
  events: readonly FeedEvent[],
  arrival: Arrival,
): Promise<void> {
  const seats = await lockNamedSeats(transaction, events);
  const ticketIds = await transaction.drawTicketIds(events.length);
  const overtaken = await overtakenSales(transaction, events, seats, arrival);
  const received: Received = { tickets: [], rows: [], receipts: [] };
  for (const [index, event] of events.entries()) {
    const { performanceNumber, seatCode } = event;
    const seat = seats.get(seatKey(performanceNumber, seatCode));
    const told = arrival.told.get(tellingKey(event));
    if (told) {
      arrival.told.delete(tellingKey(event));
      received.rows.push({ event, ticketId: null, ...toldBefore(event, told.event) });
    } else if (!seat) {
      const blockReason = { kind: "unknownSeat" as const, performanceNumber, seatCode };
      received.rows.push({ event, ticketId: null, blockReason });
    } else if (event.kind === "sale") {
      const ticketId = ticketIds[index];
      if (ticketId === undefined) throw new Error("fewer ticket numbers were drawn than asked for");
      receiveSaleOf(seat, event, ticketId, overtaken.get(event.eventId), arrival, received);
    } else await receiveCancellationOf(transaction, seat, event, received);
  }
  await write(transaction, received, arrival);
}

function receiveSaleOf(
  seat: SeatRow,
  event: FeedEvent,
  ticketId: number,
  overtakenBy: string | undefined,
  { resellerId, at }: Arrival,
  { tickets, rows, receipts }: Received,
): void {
  const { performanceNumber, seatCode } = event;
  const receipt = overtakenBy === undefined ? receiveSale(seat, event.grant, ticketId, resellerId) : {};
  tickets.push({
    ticketId,
    performanceNumber,
    seatCode,
    event,
    inConflict: receipt.conflict !== undefined,
    ...(overtakenBy === undefined ? {} : { cancelledAt: at }),
  });
  rows.push({ event, ticketId, blockReason: null, ...(overtakenBy === undefined ? {} : { overtakenBy }) });
  receipts.push({ event, receipt, ticketId });
}

async function receiveCancellationOf(
  transaction: InterfaceTransaction,
  seat: SeatRow,
  event: FeedEvent,
  { rows, receipts }: Received,
): Promise<void> {
  const sale = event.refersTo === undefined ? undefined : await transaction.inboxEvent(event.refersTo);
  const recallOpen = seat.operationId !== null && (await transaction.isUnfinished(seat.operationId));
  const undone = sale && undoes(event, sale.event) ? await toldFirst(transaction, sale) : undefined;
  // The grant that the sale was received under is the seat's, whichever way it came.
  const receipt = undone?.overtakenBy
    ? {}
    : receiveCancellation(seat, undone?.event ?? event, undone?.event, recallOpen);
  const ticketId = undone?.ticketId ?? null;
  if (ticketId !== null) await transaction.cancelTickets([{ ticketId, at: event.soldAt }]);
  rows.push({
    event,
    ticketId,
    blockReason: undone ? null : { kind: "unknownSale", refersTo: event.refersTo },
  });
  receipts.push({ event, receipt, ticketId });
}

/** The row that bears the ticket and is booked: the file's, where a file had told the sale before the feed did. */
async function toldFirst(transaction: InterfaceTransaction, row: InboxRow): Promise<InboxRow> {
  const first = row.sameAs === null ? undefined : await transaction.inboxEvent(row.sameAs);
  return first ?? row;
}

/** A file told it before: nothing is counted twice; where both name other amounts, two people see to it. */
function toldBefore(event: FeedEvent, file: FeedEvent): Pick<RowToReceive, "sameAs" | "blockReason"> {
  const blockReason: BlockReason | null = sameOwed(event, file)
    ? null
    : { kind: "fileDiffers", sale: amountsOf(event), file: amountsOf(file) };
  return { sameAs: file.eventId, blockReason };
}

/**
 * Sales that the feed tells after a file has told the next one of the same seat: history that the file skipped. The feed
 * goes on to tell how it ended; until then its ticket must not contest the seat.
 */
async function overtakenSales(
  transaction: InterfaceTransaction,
  events: readonly FeedEvent[],
  seats: ReadonlyMap<string, SeatRow>,
  { source, files, told, overtaken }: Arrival,
): Promise<ReadonlyMap<string, string>> {
  if (source === "file" || !files) return overtaken;
  const late = events.filter((event) => {
    const seat = seats.get(seatKey(event.performanceNumber, event.seatCode));
    const sold = seat?.state === "sold" && seat.grantCommand === event.grant;
    return event.kind === "sale" && sold && !told.has(tellingKey(event));
  });
  if (late.length === 0) return overtaken;
  const standing = await transaction.standingSales(late);
  const byFile = new Map(
    standing
      .filter(({ byFileAlone }) => byFileAlone)
      .map((sale) => [seatKey(sale.performanceNumber, sale.seatCode), sale.eventId]),
  );
  return new Map(
    late.flatMap(({ eventId, performanceNumber, seatCode }) => {
      const next = byFile.get(seatKey(performanceNumber, seatCode));
      return next === undefined ? [] : [[eventId, next] as const];
    }),
  );
}

async function write(
  transaction: InterfaceTransaction,
  { tickets, rows: read, receipts }: Received,
  { streamId, source, at }: Arrival,
): Promise<void> {
  const refused = new Set(await transaction.insertReceivedTickets(tickets));
  const rows = read.map(
    (row): RowToReceive =>
      row.ticketId !== null && refused.has(row.ticketId)
        ? { ...row, ticketId: null, blockReason: { kind: "barcodeTaken", barcode: row.event.barcode } }
        : row,
  );
  await moveReceived(transaction, receipts, at);
  await transaction.insertInbox(rows, streamId, at, source);
  for (const { event, receipt, ticketId } of receipts) {
    const untold = ticketId !== null && refused.has(ticketId);
    // A sale whose barcode is another's has no ticket to enter with: a person must see to its customer.
    const cause = receipt.conflict ?? (untold ? "barcodeTaken" : undefined);
    if (cause === undefined) continue;
    const { performanceNumber, seatCode } = event;
    await transaction.openConflict({
      performanceNumber,
      seatCode,
      cause,
      ticketId: untold ? null : ticketId,
      at,
    });
  }
}

export const seatKey = (performanceNumber: number, seatCode: number) => `${performanceNumber}/${seatCode}`;

/** Locks every seat that is named, performance by performance in rising order. */
export async function lockNamedSeats(
  transaction: InterfaceTransaction,
  named: readonly { performanceNumber: number; seatCode: number }[],
): Promise<Map<string, SeatRow>> {
  const performances = [...new Set(named.map((one) => one.performanceNumber))].sort((a, b) => a - b);
  const seats = new Map<string, SeatRow>();
  for (const performanceNumber of performances) {
    const codes = named
      .filter((one) => one.performanceNumber === performanceNumber)
      .map((one) => one.seatCode);
    for (const seat of await transaction.lockSeats(performanceNumber, codes))
      seats.set(seatKey(performanceNumber, seat.seatCode), seat);
  }
  return seats;
}

async function moveReceived(
  transaction: InterfaceTransaction,
  receipts: readonly { event: FeedEvent; receipt: SeatReceipt }[],
  at: Date,
): Promise<void> {
  const byPerformance = new Map<number, NonNullable<SeatReceipt["change"]>[]>();
  for (const { event, receipt } of receipts) {
    if (!receipt.change) continue;
    const changes = byPerformance.get(event.performanceNumber) ?? [];
    byPerformance.set(event.performanceNumber, [...changes, receipt.change]);
  }
  for (const [performanceNumber, changes] of byPerformance)
    await transaction.moveSeats({ performanceNumber, at, operatorId: null }, changes);
}

import type { Clock, Ids } from "@allotement/platform/ports.ts";
import { faultOfPage } from "@allotement/protocol/feed-chain.ts";
import type {
  KnownSaleRefusal,
  KnownSales,
  KnownSalesAnswer,
} from "@allotement/protocol/messages/known-sales.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { type ContingentSeat, type SeatMove, stateAfterCancellation } from "../contingent/contingent.ts";
import type { SeatTransaction } from "../contingent/operations.ts";
import { numberFeed, type SequencerTransaction } from "../feed/sequencer.ts";

/** A line of an order that an event names. */
export interface KnownLine {
  performanceNumber: number;
  seatCode: number;
  grant: number;
  cancelled: boolean;
}

/** What giving back needs of the database, for one institution, in one transaction. */
export interface KnownSalesTransaction extends SeatTransaction, SequencerTransaction {
  /** The institution, locked: what is given back comes one call after the other. */
  lockInstitution(): Promise<{ streamId: string; restoring: boolean }>;
  hashAt(sequence: number): Promise<string | undefined>;
  performanceExists(performanceNumber: number): Promise<boolean>;
  lineOfSale(saleEventId: string): Promise<KnownLine | undefined>;
  barcodeTaken(barcode: string): Promise<boolean>;
  /** Keeps order and line of a sale as they were, its order's other lines beside it. */
  insertKnownSale(event: FeedEvent, basketId: string): Promise<void>;
  cancelKnownSale(saleEventId: string, cancelledAt: string): Promise<void>;
  appendEvent(event: FeedEvent): Promise<void>;
  endRestoring(): Promise<void>;
}

export interface KnownSalesStore {
  transaction<Result>(
    institutionCode: number,
    work: (transaction: KnownSalesTransaction) => Promise<Result>,
  ): Promise<Result>;
}

export interface KnownSalesNeeds {
  store: KnownSalesStore;
  clock: Clock;
  ids: Ids;
}

export type KnownSalesOutcome = KnownSalesAnswer | { error: "STREAM_DIFFERS" | "CHAIN_DIFFERS" };

/**
 * Takes back what was lost (rule 10): each event once, in the order of the feed, with the number and the hash that the
 * venue had received. A second copy changes nothing. At an event that cannot be taken it stops, and says why.
 */
export function takeKnownSales(
  { store, clock, ids }: KnownSalesNeeds,
  institutionCode: number,
  { streamId, events, complete }: KnownSales,
): Promise<KnownSalesOutcome> {
  return store.transaction<KnownSalesOutcome>(institutionCode, async (transaction) => {
    const institution = await transaction.lockInstitution();
    if (institution.streamId !== streamId) return { error: "STREAM_DIFFERS" };
    const seats = await lockNamed(transaction, events);
    const head = await numberFeed(transaction);
    for (const event of events.filter(({ sequence }) => sequence <= head.sequence))
      if ((await transaction.hashAt(event.sequence)) !== event.hash) return { error: "CHAIN_DIFFERS" };
    const fresh = events.filter(({ sequence }) => sequence > head.sequence);
    const last = fresh.at(-1)?.sequence ?? head.sequence;
    if (faultOfPage({ streamId, ...head }, { streamId, head: last, events: fresh }))
      return { error: "CHAIN_DIFFERS" };
    // Whoever was not restored has lost nothing: what is new to it is another's.
    if (fresh.length > 0 && !institution.restoring) return { error: "CHAIN_DIFFERS" };
    let upTo = head.sequence;
    for (const event of fresh) {
      const reason = await takeEvent(transaction, event, seats, clock, ids);
      if (reason) return { upTo, refused: { sequence: event.sequence, reason } };
      await transaction.appendEvent(event);
      upTo = event.sequence;
    }
    if (complete) await transaction.endRestoring();
    return { upTo };
  });
}

type Seats = Map<string, ContingentSeat>;
const keyOf = ({ performanceNumber, seatCode }: Pick<FeedEvent, "performanceNumber" | "seatCode">) =>
  `${performanceNumber}/${seatCode}`;

/** Locks every seat that the events name, performance by performance in rising order. */
async function lockNamed(transaction: KnownSalesTransaction, events: readonly FeedEvent[]): Promise<Seats> {
  const seats: Seats = new Map();
  const performances = [...new Set(events.map(({ performanceNumber }) => performanceNumber))];
  for (const performanceNumber of performances.sort((one, other) => one - other)) {
    const named = events.filter((event) => event.performanceNumber === performanceNumber);
    const codes = [...new Set(named.map(({ seatCode }) => seatCode))];
    for (const seat of (await transaction.lockSeats(performanceNumber, codes)).values())
      seats.set(keyOf({ performanceNumber, seatCode: seat.seatCode }), seat);
  }
  return seats;
}

async function takeEvent(
  transaction: KnownSalesTransaction,
  event: FeedEvent,
  seats: Seats,
  clock: Clock,
  ids: Ids,
): Promise<KnownSaleRefusal | undefined> {
  const seat = seats.get(keyOf(event));
  if (!isOurs(event)) return "notOurs";
  if (!(await transaction.performanceExists(event.performanceNumber))) return "unknownPerformance";
  const line = await transaction.lineOfSale(event.refersTo ?? event.eventId);
  const move = event.kind === "sale" ? soldAgain(seat, event) : cancelledAgain(seat, event, line);
  if (typeof move === "string") return move;
  if (event.kind === "sale" && (await transaction.barcodeTaken(event.barcode))) return "barcodeTaken";
  const movement = event.kind === "sale" ? ("giveBack" as const) : ("cancel" as const);
  const cause = { movement, at: clock.now(), orderId: event.orderId };
  await transaction.moveSeats(event.performanceNumber, cause, [move]);
  if (event.kind === "sale") await transaction.insertKnownSale(event, ids.uuid());
  else await transaction.cancelKnownSale(event.refersTo ?? "", event.soldAt);
  const { to: state, command, grant, fence, seatCode } = move;
  seats.set(keyOf(event), { seatCode, state, command, grant, fence, basketId: null, basketExpiresAt: null });
  return undefined;
}

/** Whether the order can be one of this network: its own ids are uuids, its lines are numbered. */
function isOurs({ orderId, lineId, barcode }: FeedEvent): boolean {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  return uuid.test(orderId) && /^[1-9]\d{0,6}$/.test(lineId) && /^02\d{12}$/.test(barcode);
}

/** A sale is the word of the network itself that it held the seat under this grant, whatever the backup knows. */
function soldAgain(seat: ContingentSeat | undefined, { grant }: FeedEvent): SeatMove | KnownSaleRefusal {
  if (!seat || seat.state === "none") return "neverGranted";
  if (seat.state === "sold") return "seatSold";
  if (seat.grant > grant) return "grantDiffers";
  const { seatCode, state: from, fence } = seat;
  const command = Math.max(seat.command, grant);
  return { seatCode, from, to: "sold", command, grant, fence, basketId: null };
}

function cancelledAgain(
  seat: ContingentSeat | undefined,
  { performanceNumber, seatCode, grant }: FeedEvent,
  line: KnownLine | undefined,
): SeatMove | KnownSaleRefusal {
  const fits =
    line && !line.cancelled && line.performanceNumber === performanceNumber && line.seatCode === seatCode;
  if (!fits || seat?.state !== "sold" || seat.grant !== grant) return "saleUnknown";
  const { state: from, command, fence } = seat;
  return { seatCode, from, to: stateAfterCancellation(seat), command, grant, fence, basketId: null };
}

import { empty, type Sql, sql, type Transaction } from "@allotement/platform/database/database.ts";
import { type Movement, mayMove, type SeatState } from "./seat-states.ts";

/** A seat of one performance, as locked. Nulls where the state has no such thing. */
export interface SeatRow {
  seatCode: number;
  state: SeatState;
  holdCode: number | null;
  /** Raised by one for every command that names the seat. */
  command: number;
  /** The command number of the allot under which the reseller holds the seat. */
  grantCommand: number | null;
  /** The highest grant revoked by force. */
  fence: number;
  /** How far the reseller is known to have written the fence down; until it is, the seat goes to no reseller. */
  fenceAcknowledged: number;
  resellerId: number | null;
  operationId: string | null;
  movementSerial: number | null;
}

/** Whether a fence of the seat is still on its way: the old grant could still be sold under (rule 9). */
export function awaitsFence(seat: Pick<SeatRow, "fence" | "fenceAcknowledged">): boolean {
  return seat.fenceAcknowledged < seat.fence;
}

/** What a movement makes of a seat: its new state, and of the rest only what changes. */
export interface SeatChange {
  seat: SeatRow;
  movement: Movement;
  to: SeatState;
  set?: Partial<Omit<SeatRow, "seatCode" | "state" | "movementSerial">>;
  ticketId?: number;
}

export interface MoveContext {
  organizerId: number;
  performanceNumber: number;
  at: Date;
  /** Who caused it; null where a message of the reseller did. */
  operatorId: number | null;
}

/** Seats inside one transaction, for one organizer: every rule that moves seats takes them from here. */
export interface SeatsStore {
  /** Locks seats in the order of their codes until the transaction ends. */
  lockSeats(performanceNumber: number, seatCodes: readonly number[] | "all"): Promise<SeatRow[]>;
  moveSeats(context: Omit<MoveContext, "organizerId">, changes: readonly SeatChange[]): Promise<void>;
}

export function sqlSeatsStore(transaction: Transaction, organizerId: number): SeatsStore {
  return {
    lockSeats: (performance, codes) => lockSeats(transaction, organizerId, performance, codes),
    moveSeats: (context, changes) => moveSeats(transaction, { ...context, organizerId }, changes),
  };
}

/**
 * Locks seats of one performance, always in the order of their codes, until the transaction ends (docs/inventory.md,
 * «Locking order»). The only function that locks seats. Unknown codes are left out.
 */
export async function lockSeats(
  transaction: Transaction,
  organizerId: number,
  performanceNumber: number,
  seatCodes: readonly number[] | "all",
): Promise<SeatRow[]> {
  return transaction.rows<SeatRow>(sql`
    select seat_code as "seatCode", state, hold_code as "holdCode", command, grant_command as "grantCommand", fence,
           fence_acknowledged as "fenceAcknowledged", reseller_id as "resellerId",
           operation_id as "operationId", movement_serial as "movementSerial"
    from performance_seats
    where organizer_id = ${organizerId} and performance_number = ${performanceNumber} ${amongSeats(seatCodes)}
    order by seat_code
    for no key update`);
}

/**
 * Moves locked seats and writes their movements, in one statement: neither can stand without the other. The only
 * function that changes a seat of a performance.
 * @throws where a change is not in the table of movements, or a seat is not as it was locked: both are faults of the
 * caller, never of the user.
 */
export async function moveSeats(
  transaction: Transaction,
  context: MoveContext,
  changes: readonly SeatChange[],
): Promise<void> {
  if (changes.length === 0) return;
  for (const { seat, movement, to } of changes) {
    if (!mayMove(movement, seat.state, to))
      throw new Error(`seat ${seat.seatCode}: ${movement} from ${seat.state} to ${to}`);
    if (movement === "allot" && awaitsFence(seat))
      throw new Error(`seat ${seat.seatCode}: allotted before its fence ${seat.fence} is acknowledged`);
  }
  const after = changes.map(({ seat, set, to }) => ({ ...seat, ...set, state: to }));
  const moved = await transaction.run(sql`
    with change as (
      select * from unnest(
        ${changes.map(({ seat }) => seat.seatCode)}::int[], ${changes.map(({ seat }) => seat.state)}::text[],
        ${changes.map(({ seat }) => seat.movementSerial)}::int[], ${changes.map(({ movement }) => movement)}::text[],
        ${after.map((seat) => seat.state)}::text[], ${after.map((seat) => seat.holdCode)}::int[],
        ${after.map((seat) => seat.command)}::int[], ${after.map((seat) => seat.grantCommand)}::int[],
        ${after.map((seat) => seat.fence)}::int[], ${after.map((seat) => seat.fenceAcknowledged)}::int[],
        ${after.map((seat) => seat.resellerId)}::int[],
        ${after.map((seat) => seat.operationId)}::uuid[], ${changes.map(({ ticketId }) => ticketId ?? null)}::bigint[],
        ${changes.map(({ seat, set }) => set?.operationId ?? seat.operationId)}::uuid[]
      ) as given (seat_code, from_state, from_serial, movement, to_state, hold_code, command, grant_command, fence,
                  fence_acknowledged, reseller_id, operation_id, ticket_id, cause_operation_id)
    ), movement as (
      insert into seat_movements (organizer_id, performance_number, seat_code, serial, movement, from_state, to_state,
        hold_code, command, grant_command, reseller_id, operation_id, ticket_id, operator_id, at)
      select ${context.organizerId}, ${context.performanceNumber}, seat_code, coalesce(from_serial, 0) + 1, movement,
        from_state, to_state, hold_code, command, grant_command, reseller_id, cause_operation_id, ticket_id,
        ${context.operatorId}::int, ${context.at}::timestamptz
      from change
    )
    update performance_seats as seat
    set state = to_state, hold_code = change.hold_code, command = change.command,
        grant_command = change.grant_command, fence = change.fence,
        fence_acknowledged = change.fence_acknowledged, reseller_id = change.reseller_id,
        operation_id = change.operation_id, movement_serial = coalesce(from_serial, 0) + 1
    from change
    where seat.organizer_id = ${context.organizerId} and seat.performance_number = ${context.performanceNumber}
      and seat.seat_code = change.seat_code and seat.state = change.from_state
      and seat.movement_serial is not distinct from change.from_serial`);
  if (moved !== changes.length)
    throw new Error(`${changes.length} seats to move, ${moved} were as they had been locked`);
}

/** Narrows a statement on seats to those named. */
export function amongSeats(seatCodes: readonly number[] | "all"): Sql {
  return seatCodes === "all" ? empty : sql`and seat_code = any(${[...seatCodes]}::int[])`;
}

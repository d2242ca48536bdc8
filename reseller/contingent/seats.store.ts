import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { ContingentSeat, SeatMove, SeatState } from "./contingent.ts";
import type { MovementCause, SeatFacts, SeatTransaction } from "./operations.ts";

/**
 * The seats of one institution in a transaction. `lockSeats` is the one place where seats are locked; docs/inventory.md
 * says in which order everything is locked.
 */
export function seatTransaction(transaction: Transaction, institutionCode: number): SeatTransaction {
  return {
    async lockSeats(performanceNumber, seatCodes) {
      await transaction.run(sql`
        select from contingent_seats
        where institution_code = ${institutionCode} and performance_number = ${performanceNumber}
          and seat_code = any(${seatCodes}::int[])
        order by seat_code for update`);
      // Read by a statement of its own: only that sees what was committed while the locks were waited for.
      return readSeats(transaction, institutionCode, performanceNumber, seatCodes);
    },
    moveSeats: (performanceNumber, cause, moves, facts) =>
      moveSeats(transaction, institutionCode, performanceNumber, cause, moves, facts),
  };
}

/** The seats as last committed (or as this transaction left them), by seat code. */
export async function readSeats(
  queries: Queries,
  institutionCode: number,
  performanceNumber: number,
  seatCodes: readonly number[],
): Promise<Map<number, ContingentSeat>> {
  const rows = await queries.rows<{
    seat_code: number;
    state: SeatState;
    command: number;
    grant_command: number;
    fence: number;
    basket_id: string | null;
    expires_at: Date | null;
  }>(sql`
    select s.seat_code, s.state, s.command, s.grant_command, s.fence, s.basket_id, b.expires_at
    from contingent_seats s left join baskets b using (institution_code, basket_id)
    where s.institution_code = ${institutionCode} and s.performance_number = ${performanceNumber}
      and s.seat_code = any(${seatCodes}::int[])`);
  return new Map(
    rows.map((row) => [
      row.seat_code,
      {
        seatCode: row.seat_code,
        state: row.state,
        command: row.command,
        grant: row.grant_command,
        fence: row.fence,
        basketId: row.basket_id,
        basketExpiresAt: row.expires_at,
      },
    ]),
  );
}

/** One statement: the movements are written and the seats follow them (the foreign key holds both together). */
async function moveSeats(
  transaction: Transaction,
  institutionCode: number,
  performanceNumber: number,
  cause: MovementCause,
  moves: readonly SeatMove[],
  facts: ReadonlyMap<number, SeatFacts> = new Map(),
): Promise<void> {
  if (moves.length === 0) return;
  const given = moves.map((move) => facts.get(move.seatCode));
  // Without stating the codes once more, PostgreSQL may read the whole performance to join it.
  const theSeats = sql`s.institution_code = ${institutionCode} and s.performance_number = ${performanceNumber}
    and s.seat_code = any(${moves.map((move) => move.seatCode)}::int[])`;
  const moved = await transaction.run(sql`
    with wanted as (
      select * from unnest(
        ${moves.map((move) => move.seatCode)}::int[], ${moves.map((move) => move.from)}::text[],
        ${moves.map((move) => move.to)}::text[], ${moves.map((move) => move.command)}::int[],
        ${moves.map((move) => move.grant)}::int[], ${moves.map((move) => move.fence)}::int[],
        ${moves.map((move) => move.basketId)}::uuid[], ${given.map((seat) => seat?.zoneCode ?? null)}::int[],
        ${given.map((seat) => seat?.floorCode ?? null)}::int[],
        ${given.map((seat) => seat?.seatCategoryCode ?? null)}::int[],
        ${given.map((seat) => seat?.row ?? null)}::text[], ${given.map((seat) => seat?.number ?? null)}::text[]
      ) as w(seat_code, from_state, to_state, command, grant_command, fence, basket_id, zone_code, floor_code,
             seat_category_code, row_label, seat_number)
    ), written as (
      insert into contingent_movements (institution_code, performance_number, seat_code, serial, movement,
        from_state, to_state, command, grant_command, operation_id, basket_id, order_id, at)
      select s.institution_code, s.performance_number, s.seat_code, coalesce(s.movement_serial, 0) + 1,
        ${cause.movement}, s.state, w.to_state, w.command, w.grant_command, ${cause.operationId ?? null}::uuid,
        w.basket_id, ${cause.orderId ?? null}::uuid, ${cause.at}::timestamptz
      from contingent_seats s join wanted w on w.seat_code = s.seat_code and w.from_state = s.state
      where ${theSeats}
      returning seat_code, serial
    )
    update contingent_seats s set state = w.to_state, command = w.command, grant_command = w.grant_command,
      fence = w.fence, basket_id = case when w.to_state = 'inBasket' then w.basket_id end,
      movement_serial = written.serial,
      zone_code = coalesce(w.zone_code, s.zone_code), floor_code = coalesce(w.floor_code, s.floor_code),
      seat_category_code = coalesce(w.seat_category_code, s.seat_category_code),
      row_label = coalesce(w.row_label, s.row_label), seat_number = coalesce(w.seat_number, s.seat_number)
    from wanted w join written using (seat_code)
    where ${theSeats} and s.seat_code = w.seat_code`);
  if (moved !== moves.length)
    throw new Error(`${cause.movement}: ${moved} of ${moves.length} seats moved; they were not locked`);
}

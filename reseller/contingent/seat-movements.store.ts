import { type Database, sql } from "@allotement/platform/database/database.ts";
import { movementsShown, type SeatMovements } from "@allotement/protocol/messages/seat-movements.ts";

/** What became of one seat, oldest first, with the point of sale where an order or a basket caused it. */
export async function seatMovementsOf(
  database: Database,
  institutionCode: number,
  performanceNumber: number,
  seatCode: number,
): Promise<SeatMovements> {
  type Row = Omit<SeatMovements["movements"][number], "at"> & { at: Date };
  const rows = await database.rows<Row>(sql`
    select m.movement, m.from_state as "from", m.to_state as "to", m.command, m.grant_command as "grant",
      m.operation_id as "operationId", m.order_id as "orderId",
      coalesce(o.point_of_sale, b.point_of_sale) as "pointOfSale", m.at
    from contingent_movements m
    left join orders o using (institution_code, order_id)
    left join baskets b on b.institution_code = m.institution_code and b.basket_id = m.basket_id
    where m.institution_code = ${institutionCode} and m.performance_number = ${performanceNumber}
      and m.seat_code = ${seatCode}
    order by m.serial desc limit ${movementsShown}`);
  const movements = rows.reverse().map(({ at, ...movement }) => ({ ...movement, at: at.toISOString() }));
  return { movements };
}

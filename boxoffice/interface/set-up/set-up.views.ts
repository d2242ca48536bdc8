import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { SetUpState } from "../../api/interface-set-up.ts";

type Step = SetUpState["steps"][number]["step"];

/**
 * What stands and what is still missing before the first allotment (R3): each by looking for one row. No step at all once
 * something was allotted.
 */
export async function setUpStateOf(queries: Queries, organizerId: number, now: Date): Promise<SetUpState> {
  const own = sql`organizer_id = ${organizerId}`;
  const found = await queries.first<Record<Step, boolean>>(sql`
    select exists (select from halls where ${own}) as hall,
      exists (select from price_types where ${own} and channel_kind = 'counter') as "counterPriceType",
      exists (select from price_types where ${own} and channel_kind = 'reseller') as "resellerPriceType",
      exists (select from shows where ${own}) as show,
      exists (select from price_grids grid
        join price_grid_lines line using (organizer_id, price_grid_id)
        join price_types type using (organizer_id, price_type_code)
        where grid.organizer_id = ${organizerId} and grid.valid_from <= ${now}
          and type.channel_kind = 'reseller') as "priceGrid",
      exists (select from performances where ${own} and starts_at > ${now} and cancelled_at is null) as performance,
      exists (select from holds where ${own}) as hold,
      exists (select from operators where ${own} and role = 'system')
        and exists (select from sales_channels where ${own} and kind = 'reseller')
        and exists (select from payment_methods where ${own} and kind = 'invoice') as books,
      exists (select from reseller_connections where ${own}) as connection,
      exists (select from performance_seats seat join reseller_connections c using (organizer_id, hold_code)
        where seat.organizer_id = ${organizerId} and seat.state <> 'free') as "heldSeats",
      exists (select from reseller_performances where ${own}) as allotment`);
  if (!found) throw new Error("a selection without a table answered no row");
  const order: readonly Step[] = [
    ...(["hall", "counterPriceType", "resellerPriceType", "show", "priceGrid", "performance"] as const),
    ...(["hold", "books", "connection", "heldSeats", "allotment"] as const),
  ];
  return { steps: found.allotment ? [] : order.map((step) => ({ step, done: found[step] })) };
}

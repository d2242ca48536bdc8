import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { PriceEffects } from "../../api/prices.ts";
import { takeSerials } from "../serials.ts";
import { listFeeColumns } from "./fee-columns.store.ts";
import {
  type FeeAmount,
  feesFit,
  type PriceGrid,
  type PriceGridLine,
  type SplitGridLine,
} from "./price-grid.ts";

export interface GridToWrite {
  validFrom: Date;
  lines: readonly SplitGridLine[];
}

/** In order of precedence. */
export type GridRefusal = "UNKNOWN_CODE" | "FEES_DO_NOT_FIT" | "NOT_FOUND" | "GRID_BEGAN" | "GRID_EXISTS";

/** Answers the new grid's number, or why there is none. */
export async function createPriceGrid(
  transaction: Transaction,
  organizerId: number,
  showNumber: number,
  grid: GridToWrite,
): Promise<number | GridRefusal> {
  const fault = await faultOfLines(transaction, organizerId, grid.lines);
  if (fault) return fault;
  const priceGridId = await takeSerials(transaction, organizerId, "priceGrid");
  const created = await transaction.run(sql`
    insert into price_grids (organizer_id, price_grid_id, show_number, valid_from)
    values (${organizerId}, ${priceGridId}, ${showNumber}, ${grid.validFrom})
    on conflict (organizer_id, show_number, valid_from) do nothing`);
  if (created === 0) return "GRID_EXISTS";
  await insertLines(transaction, organizerId, priceGridId, grid.lines);
  return priceGridId;
}

/** Writes a grid anew that has not begun: what has begun is what sales were made at (R7.2). Undefined: done. */
export async function changePriceGrid(
  transaction: Transaction,
  organizerId: number,
  place: { showNumber: number; priceGridId: number },
  grid: GridToWrite,
  now: Date,
): Promise<GridRefusal | undefined> {
  const { showNumber, priceGridId } = place;
  const fault = await faultOfLines(transaction, organizerId, grid.lines);
  if (fault) return fault;
  const refusal = await lockComingGrid(transaction, organizerId, place, now);
  if (refusal) return refusal;
  const other = await transaction.first(sql`
    select from price_grids where organizer_id = ${organizerId} and show_number = ${showNumber}
      and valid_from = ${grid.validFrom} and price_grid_id <> ${priceGridId}`);
  if (other) return "GRID_EXISTS";
  const own = sql`organizer_id = ${organizerId} and price_grid_id = ${priceGridId}`;
  await transaction.run(sql`update price_grids set valid_from = ${grid.validFrom} where ${own}`);
  await transaction.run(sql`delete from price_grid_lines where ${own}`);
  await insertLines(transaction, organizerId, priceGridId, grid.lines);
  return undefined;
}

/** Takes a grid back that has not begun. Undefined: done. */
export async function withdrawPriceGrid(
  transaction: Transaction,
  organizerId: number,
  place: { showNumber: number; priceGridId: number },
  now: Date,
): Promise<GridRefusal | undefined> {
  const refusal = await lockComingGrid(transaction, organizerId, place, now);
  if (refusal) return refusal;
  const own = sql`organizer_id = ${organizerId} and price_grid_id = ${place.priceGridId}`;
  await transaction.run(sql`delete from price_grid_lines where ${own}`);
  await transaction.run(sql`delete from price_grids where ${own}`);
  return undefined;
}

async function lockComingGrid(
  transaction: Transaction,
  organizerId: number,
  { showNumber, priceGridId }: { showNumber: number; priceGridId: number },
  now: Date,
): Promise<"NOT_FOUND" | "GRID_BEGAN" | undefined> {
  const grid = await transaction.first<{ validFrom: Date }>(sql`
    select valid_from as "validFrom" from price_grids where organizer_id = ${organizerId}
      and show_number = ${showNumber} and price_grid_id = ${priceGridId} for update`);
  if (!grid) return "NOT_FOUND";
  return grid.validFrom <= now ? "GRID_BEGAN" : undefined;
}

async function faultOfLines(
  transaction: Transaction,
  organizerId: number,
  lines: readonly SplitGridLine[],
): Promise<"UNKNOWN_CODE" | "FEES_DO_NOT_FIT" | undefined> {
  const unknown = await transaction.first(sql`
    select 1 from unnest(${lines.map((line) => line.priceTypeCode)}::int[],
                         ${lines.map((line) => line.seatCategoryCode)}::int[]) as line (price_type, category)
    where not exists (select from price_types where organizer_id = ${organizerId} and price_type_code = price_type)
      or not exists (select from seat_categories where organizer_id = ${organizerId} and seat_category_code = category)`);
  if (unknown) return "UNKNOWN_CODE";
  if (lines.every(({ fees }) => fees.length === 0)) return undefined;
  const columns = await listFeeColumns(transaction, organizerId);
  const belongsTo = new Map(columns.map(({ feeColumnId, belongsTo }) => [feeColumnId, belongsTo]));
  return lines.every((line) => feesFit(line, belongsTo)) ? undefined : "FEES_DO_NOT_FIT";
}

async function insertLines(
  transaction: Transaction,
  organizerId: number,
  priceGridId: number,
  lines: readonly SplitGridLine[],
): Promise<void> {
  await transaction.run(sql`
    insert into price_grid_lines (organizer_id, price_grid_id, price_type_code, seat_category_code, face_value_cents,
      venue_fee_cents, organizer_fee_cents, reseller_fee_cents)
    select ${organizerId}, ${priceGridId}, * from unnest(
      ${lines.map((line) => line.priceTypeCode)}::int[], ${lines.map((line) => line.seatCategoryCode)}::int[],
      ${lines.map((line) => line.faceValueCents)}::int[], ${lines.map((line) => line.venueFeeCents)}::int[],
      ${lines.map((line) => line.organizerFeeCents)}::int[], ${lines.map((line) => line.resellerFeeCents)}::int[])`);
  const fees = lines.flatMap(({ priceTypeCode, seatCategoryCode, fees: split }) =>
    split.map((fee) => ({ priceTypeCode, seatCategoryCode, ...fee })),
  );
  if (fees.length === 0) return;
  await transaction.run(sql`
    insert into price_grid_fees (organizer_id, price_grid_id, price_type_code, seat_category_code, fee_column_id,
      amount_cents)
    select ${organizerId}, ${priceGridId}, * from unnest(
      ${fees.map((fee) => fee.priceTypeCode)}::int[], ${fees.map((fee) => fee.seatCategoryCode)}::int[],
      ${fees.map((fee) => fee.feeColumnId)}::int[], ${fees.map((fee) => fee.amountCents)}::int[])`);
}

/** A show's grids, the earliest first, with their lines by price type and category. */
export async function readPriceGrids(
  queries: Queries,
  organizerId: number,
  showNumber: number,
): Promise<PriceGrid[]> {
  const rows = await queries.rows<PriceGridLine & { priceGridId: number; validFrom: Date }>(sql`
    select price_grid_id as "priceGridId", valid_from as "validFrom", price_type_code as "priceTypeCode",
      seat_category_code as "seatCategoryCode", face_value_cents as "faceValueCents",
      venue_fee_cents as "venueFeeCents", organizer_fee_cents as "organizerFeeCents",
      reseller_fee_cents as "resellerFeeCents"
    from price_grids join price_grid_lines using (organizer_id, price_grid_id)
    where organizer_id = ${organizerId} and show_number = ${showNumber}
    order by valid_from, price_type_code, seat_category_code`);
  const grids = new Map<number, PriceGrid>();
  for (const { priceGridId, validFrom, ...line } of rows) {
    const grid = grids.get(priceGridId) ?? { priceGridId, validFrom, lines: [] };
    grid.lines.push(line);
    grids.set(priceGridId, grid);
  }
  return [...grids.values()];
}

/** The same, with what of the fees stands in further columns: for the editor. */
export async function readSplitGrids(
  queries: Queries,
  organizerId: number,
  showNumber: number,
): Promise<(Omit<PriceGrid, "lines"> & { lines: SplitGridLine[] })[]> {
  const grids = await readPriceGrids(queries, organizerId, showNumber);
  const fees = await queries.rows<{
    priceGridId: number;
    priceTypeCode: number;
    seatCategoryCode: number;
    feeColumnId: number;
    amountCents: number;
  }>(sql`
    select price_grid_id as "priceGridId", price_type_code as "priceTypeCode",
      seat_category_code as "seatCategoryCode", fee_column_id as "feeColumnId", amount_cents as "amountCents"
    from price_grid_fees join price_grids using (organizer_id, price_grid_id)
    where organizer_id = ${organizerId} and show_number = ${showNumber} order by fee_column_id`);
  const byLine = new Map<string, FeeAmount[]>();
  for (const { priceGridId, feeColumnId, amountCents, ...line } of fees) {
    const key = keyOf(priceGridId, line);
    byLine.set(key, [...(byLine.get(key) ?? []), { feeColumnId, amountCents }]);
  }
  return grids.map(({ lines, ...grid }) => ({
    ...grid,
    lines: lines.map((line) => ({
      ...line,
      fees: byLine.get(keyOf(grid.priceGridId, line)) ?? [],
    })),
  }));
}

const keyOf = (grid: number, line: { priceTypeCode: number; seatCategoryCode: number }) =>
  `${grid}/${line.priceTypeCode}/${line.seatCategoryCode}`;

/** What a change of a show's prices meets at `now`. */
export async function readPriceEffects(
  queries: Queries,
  organizerId: number,
  showNumber: number,
  now: Date,
): Promise<PriceEffects> {
  const sold = await queries.rows<PriceEffects["sold"][number]>(sql`
    select price_type_code as "priceTypeCode", seat_category_code as "seatCategoryCode", count(*)::int as tickets
    from tickets join performances using (organizer_id, performance_number)
    where organizer_id = ${organizerId} and show_number = ${showNumber} and tickets.cancelled_at is null
      and price_type_code is not null and seat_category_code is not null
    group by 1, 2 order by 1, 2`);
  const counts = await queries.first<{ seatsAtReseller: number; performancesToCome: number }>(sql`
    select (select count(*)::int from performance_seats join performances using (organizer_id, performance_number)
        where organizer_id = ${organizerId} and show_number = ${showNumber}
          and state in ('allotting', 'allotted', 'recalling')) as "seatsAtReseller",
      (select count(*)::int from performances where organizer_id = ${organizerId}
        and show_number = ${showNumber} and starts_at > ${now} and cancelled_at is null) as "performancesToCome"`);
  return { sold, seatsAtReseller: 0, performancesToCome: 0, ...counts };
}

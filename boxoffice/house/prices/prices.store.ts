import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { ChannelKind, PriceTypeList, SeatCategoryList } from "../../api/prices.ts";
import { takeCode } from "../codes.ts";
import { takeSerials } from "../serials.ts";
import type { PriceGrid, PriceGridLine } from "./price-grid.ts";

export interface PriceType {
  priceTypeCode: number;
  name: string;
  saleType: string;
  channelKind: ChannelKind;
}

/** Answers the new code, or why there is none. */
export async function createPriceType(
  transaction: Transaction,
  organizerId: number,
  { name, channelKind, serial }: { name: string; channelKind: ChannelKind; serial?: number | undefined },
): Promise<number | "CODE_TAKEN" | "NAME_TAKEN"> {
  const code = await takeCode(transaction, organizerId, serial);
  if (code === undefined) return "CODE_TAKEN";
  const created = await transaction.run(sql`
    insert into price_types (organizer_id, price_type_code, name, channel_kind)
    values (${organizerId}, ${code}, ${name}, ${channelKind}) on conflict (organizer_id, name) do nothing`);
  return created === 1 ? code : "NAME_TAKEN";
}

export async function listPriceTypes(
  queries: Queries,
  organizerId: number,
): Promise<PriceTypeList["priceTypes"]> {
  return queries.rows(sql`
    select price_type_code as "priceTypeCode", name, sale_type as "saleType", channel_kind as "channelKind"
    from price_types where organizer_id = ${organizerId} order by price_type_code`);
}

export async function findPriceType(
  queries: Queries,
  organizerId: number,
  priceTypeCode: number,
): Promise<PriceType | undefined> {
  return queries.first(sql`
    select price_type_code as "priceTypeCode", name, sale_type as "saleType", channel_kind as "channelKind"
    from price_types where organizer_id = ${organizerId} and price_type_code = ${priceTypeCode}`);
}

export async function listSeatCategories(
  queries: Queries,
  organizerId: number,
): Promise<SeatCategoryList["seatCategories"]> {
  return queries.rows(sql`
    select seat_category_code as "seatCategoryCode", name, short_name as "shortName", colour
    from seat_categories where organizer_id = ${organizerId} order by seat_category_code`);
}

/** Answers the new grid's number, or why there is none. */
export async function createPriceGrid(
  transaction: Transaction,
  organizerId: number,
  showNumber: number,
  { validFrom, lines }: { validFrom: Date; lines: readonly PriceGridLine[] },
): Promise<number | "GRID_EXISTS" | "UNKNOWN_CODE"> {
  const unknown = await transaction.first(sql`
    select 1 from unnest(${lines.map((line) => line.priceTypeCode)}::int[],
                         ${lines.map((line) => line.seatCategoryCode)}::int[]) as line (price_type, category)
    where not exists (select from price_types where organizer_id = ${organizerId} and price_type_code = price_type)
      or not exists (select from seat_categories where organizer_id = ${organizerId} and seat_category_code = category)`);
  if (unknown) return "UNKNOWN_CODE";
  const priceGridId = await takeSerials(transaction, organizerId, "priceGrid");
  const created = await transaction.run(sql`
    insert into price_grids (organizer_id, price_grid_id, show_number, valid_from)
    values (${organizerId}, ${priceGridId}, ${showNumber}, ${validFrom})
    on conflict (organizer_id, show_number, valid_from) do nothing`);
  if (created === 0) return "GRID_EXISTS";
  await transaction.run(sql`
    insert into price_grid_lines (organizer_id, price_grid_id, price_type_code, seat_category_code, face_value_cents,
      venue_fee_cents, organizer_fee_cents, reseller_fee_cents)
    select ${organizerId}, ${priceGridId}, * from unnest(
      ${lines.map((line) => line.priceTypeCode)}::int[], ${lines.map((line) => line.seatCategoryCode)}::int[],
      ${lines.map((line) => line.faceValueCents)}::int[], ${lines.map((line) => line.venueFeeCents)}::int[],
      ${lines.map((line) => line.organizerFeeCents)}::int[], ${lines.map((line) => line.resellerFeeCents)}::int[])`);
  return priceGridId;
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

import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type {
  ChannelKind,
  PriceTypeChange,
  PriceTypeCopies,
  PriceTypeList,
  PriceTypesCopied,
  SeatCategoryChange,
  SeatCategoryList,
} from "../../api/prices.ts";
import { takeCode } from "../codes.ts";
import { takeSerials } from "../serials.ts";

export interface PriceType {
  priceTypeCode: number;
  name: string;
  saleType: string;
  channelKind: ChannelKind;
}

interface PriceTypeToCreate {
  name: string;
  channelKind: ChannelKind;
  serial?: number | undefined;
  duplicatedFrom?: number | undefined;
}

/** Answers the new code, or why there is none. */
export async function createPriceType(
  transaction: Transaction,
  organizerId: number,
  { name, channelKind, serial, duplicatedFrom }: PriceTypeToCreate,
): Promise<number | "CODE_TAKEN" | "NAME_TAKEN"> {
  const code = await takeCode(transaction, organizerId, serial);
  if (code === undefined) return "CODE_TAKEN";
  const created = await transaction.run(sql`
    insert into price_types (organizer_id, price_type_code, name, channel_kind, duplicated_from)
    values (${organizerId}, ${code}, ${name}, ${channelKind}, ${duplicatedFrom ?? null})
    on conflict (organizer_id, name) do nothing`);
  return created === 1 ? code : "NAME_TAKEN";
}

const priceTypeColumns = sql`
  price_type_code as "priceTypeCode", name, sale_type as "saleType", channel_kind as "channelKind"`;

/** All of them, retired ones as well: their tickets still bear their names. */
export async function listPriceTypes(
  queries: Queries,
  organizerId: number,
): Promise<PriceTypeList["priceTypes"]> {
  return queries.rows(sql`
    select ${priceTypeColumns}, retired_at is not null as retired, duplicated_from as "duplicatedFrom"
    from price_types where organizer_id = ${organizerId} order by price_type_code`);
}

/** A price type that may be sold; a retired one is not found. */
export async function findPriceType(
  queries: Queries,
  organizerId: number,
  priceTypeCode: number,
): Promise<PriceType | undefined> {
  return queries.first(sql`
    select ${priceTypeColumns} from price_types
    where organizer_id = ${organizerId} and price_type_code = ${priceTypeCode} and retired_at is null`);
}

/** Renames, retires or takes back into use. */
export async function changePriceType(
  transaction: Transaction,
  organizerId: number,
  priceTypeCode: number,
  { name, retired }: PriceTypeChange,
  now: Date,
): Promise<"done" | "NOT_FOUND" | "NAME_TAKEN"> {
  const taken = await transaction.first(sql`
    select from price_types where organizer_id = ${organizerId} and name = ${name}
      and price_type_code <> ${priceTypeCode}`);
  if (taken) return "NAME_TAKEN";
  const changed = await transaction.run(sql`
    update price_types set name = ${name},
      retired_at = case when ${retired} then coalesce(retired_at, ${now}) end
    where organizer_id = ${organizerId} and price_type_code = ${priceTypeCode}`);
  return changed === 1 ? "done" : "NOT_FOUND";
}

/**
 * Makes one price type into others for other channels, all or none (R3.4: ENFANT, TICKETNET ENFANT, WEB ENFANT). With
 * prices they stand in every grid in force or to come as their model does; the reseller's own fee stays open. No sale
 * is at a price type that did not exist, so that no grid is changed for what was sold.
 */
export async function copyPriceType(
  transaction: Transaction,
  organizerId: number,
  model: number,
  { copies, withPrices }: PriceTypeCopies,
  now: Date,
): Promise<PriceTypesCopied | "NOT_FOUND" | "NAME_TAKEN"> {
  const found = await transaction.first(sql`
    select from price_types where organizer_id = ${organizerId} and price_type_code = ${model}`);
  if (!found) return "NOT_FOUND";
  // Whoever else makes a price type waits here, so that the look at the names below stays true.
  await takeSerials(transaction, organizerId, "code", 0);
  const names = copies.map(({ name }) => name);
  const taken = await transaction.first(sql`
    select from price_types where organizer_id = ${organizerId} and name = any(${names}::text[])`);
  if (taken || new Set(names).size < names.length) return "NAME_TAKEN";
  const priceTypeCodes: number[] = [];
  let prices = 0;
  for (const copy of copies) {
    const code = await createPriceType(transaction, organizerId, { ...copy, duplicatedFrom: model });
    if (typeof code === "string") throw new Error(`no code is left for ${copy.name}`);
    priceTypeCodes.push(code);
    if (withPrices) prices += await copyLines(transaction, organizerId, model, code, now);
  }
  return { priceTypeCodes, prices };
}

async function copyLines(
  transaction: Transaction,
  organizerId: number,
  model: number,
  copy: number,
  now: Date,
): Promise<number> {
  const grids = sql`
    select price_grid_id from price_grids grid where grid.organizer_id = ${organizerId}
      and not exists (select from price_grids later where later.organizer_id = grid.organizer_id
        and later.show_number = grid.show_number and later.valid_from > grid.valid_from
        and later.valid_from <= ${now})`;
  const lines = await transaction.run(sql`
    insert into price_grid_lines (organizer_id, price_grid_id, price_type_code, seat_category_code, face_value_cents,
      venue_fee_cents, organizer_fee_cents)
    select organizer_id, price_grid_id, ${copy}, seat_category_code, face_value_cents, venue_fee_cents,
      organizer_fee_cents
    from price_grid_lines
    where organizer_id = ${organizerId} and price_type_code = ${model} and price_grid_id in (${grids})`);
  await transaction.run(sql`
    insert into price_grid_fees (organizer_id, price_grid_id, price_type_code, seat_category_code, fee_column_id,
      amount_cents)
    select organizer_id, price_grid_id, ${copy}, seat_category_code, fee_column_id, amount_cents
    from price_grid_fees
    where organizer_id = ${organizerId} and price_type_code = ${model} and price_grid_id in (${grids})`);
  return lines;
}

/** The categories of seats, each with the halls that use it. */
export async function listSeatCategories(
  queries: Queries,
  organizerId: number,
): Promise<SeatCategoryList["seatCategories"]> {
  return queries.rows(sql`
    select seat_category_code as "seatCategoryCode", name, short_name as "shortName", colour, (
      select coalesce(jsonb_agg(jsonb_build_object('hallCode', hall_code, 'hallName', hall.name, 'seats', seats)
        order by hall_code), '[]')
      from (
        select hall_code, count(*)::int as seats from seats
        where organizer_id = ${organizerId} and seat_category_code = category.seat_category_code group by hall_code
      ) as used join halls hall using (hall_code) where hall.organizer_id = ${organizerId}
    ) as "usedIn"
    from seat_categories category where organizer_id = ${organizerId} order by seat_category_code`);
}

/** How a category is shown; its name belongs to the plans that were imported with it. */
export async function changeSeatCategory(
  transaction: Transaction,
  organizerId: number,
  seatCategoryCode: number,
  { shortName, colour }: SeatCategoryChange,
): Promise<boolean> {
  const changed = await transaction.run(sql`
    update seat_categories set short_name = ${shortName}, colour = ${colour}
    where organizer_id = ${organizerId} and seat_category_code = ${seatCategoryCode}`);
  return changed === 1;
}

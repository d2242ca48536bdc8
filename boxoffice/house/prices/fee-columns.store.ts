import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { FeeColumnList } from "../../api/prices.ts";
import { takeSerials } from "../serials.ts";
import type { FeeName } from "./price-grid.ts";

/** The headings beside FRAIS SALLE and FRAIS ORG (R3.3). */
export function listFeeColumns(queries: Queries, organizerId: number): Promise<FeeColumnList["feeColumns"]> {
  return queries.rows(sql`
    select fee_column_id as "feeColumnId", name, belongs_to as "belongsTo", retired_at is not null as retired
    from fee_columns where organizer_id = ${organizerId} order by belongs_to desc, fee_column_id`);
}

/** Answers the new column's number, or undefined where the name is taken. */
export async function createFeeColumn(
  transaction: Transaction,
  organizerId: number,
  { name, belongsTo }: { name: string; belongsTo: FeeName },
): Promise<number | undefined> {
  const feeColumnId = await takeSerials(transaction, organizerId, "feeColumn");
  const created = await transaction.run(sql`
    insert into fee_columns (organizer_id, fee_column_id, name, belongs_to)
    values (${organizerId}, ${feeColumnId}, ${name}, ${belongsTo})
    on conflict (organizer_id, name) do nothing`);
  return created === 1 ? feeColumnId : undefined;
}

/** A column that is retired keeps its amounts in the grids that have them; new grids do not offer it. */
export async function changeFeeColumn(
  transaction: Transaction,
  organizerId: number,
  feeColumnId: number,
  { name, retired }: { name: string; retired: boolean },
  now: Date,
): Promise<"done" | "NOT_FOUND" | "NAME_TAKEN"> {
  const taken = await transaction.first(sql`
    select from fee_columns where organizer_id = ${organizerId} and name = ${name}
      and fee_column_id <> ${feeColumnId}`);
  if (taken) return "NAME_TAKEN";
  const changed = await transaction.run(sql`
    update fee_columns set name = ${name},
      retired_at = case when ${retired} then coalesce(retired_at, ${now}) end
    where organizer_id = ${organizerId} and fee_column_id = ${feeColumnId}`);
  return changed === 1 ? "done" : "NOT_FOUND";
}

import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import { takeSerials } from "../serials.ts";
import type { SeatingPlan } from "./seating-plan.ts";
import { shortNameOf } from "./short-name.ts";

/** The codes of categories by their place in the plan; new ones are made. */
export async function categoryCodesOf(
  transaction: Transaction,
  organizerId: number,
  categories: SeatingPlan["categories"],
): Promise<number[]> {
  // Waits its turn before looking, or two imports at once would both make the same category.
  const next = await takeSerials(transaction, organizerId, "seatCategory", 0);
  const known = await transaction.rows<{ code: number; name: string }>(
    sql`select seat_category_code as code, name from seat_categories where organizer_id = ${organizerId}`,
  );
  const { codes, added } = codesByName(
    categories.map(({ name }) => name),
    known,
    next,
  );
  await takeSerials(transaction, organizerId, "seatCategory", added.length);
  const colours = new Map(categories.map(({ name, colour }) => [name, colour]));
  await transaction.run(sql`
    insert into seat_categories (organizer_id, seat_category_code, name, short_name, colour)
    select ${organizerId}, * from unnest(
      ${added.map(({ code }) => code)}::int[], ${added.map(({ name }) => name)}::text[],
      ${added.map(({ name }) => shortNameOf(name))}::text[],
      ${added.map(({ name }) => colours.get(name) ?? null)}::text[])`);
  return codes;
}

/** The same for designations. */
export async function designationCodesOf(
  transaction: Transaction,
  organizerId: number,
  designations: readonly string[],
): Promise<number[]> {
  const next = await takeSerials(transaction, organizerId, "designation", 0);
  const known = await transaction.rows<{ code: number; name: string }>(
    sql`select designation_code as code, name from designations where organizer_id = ${organizerId}`,
  );
  const { codes, added } = codesByName(designations, known, next);
  await takeSerials(transaction, organizerId, "designation", added.length);
  await transaction.run(sql`
    insert into designations (organizer_id, designation_code, name)
    select ${organizerId}, * from unnest(
      ${added.map(({ code }) => code)}::int[], ${added.map(({ name }) => name)}::text[])`);
  return codes;
}

function codesByName(
  names: readonly string[],
  known: readonly { code: number; name: string }[],
  next: number,
): { codes: number[]; added: { code: number; name: string }[] } {
  const codes = new Map(known.map(({ code, name }) => [name, code]));
  const added: { code: number; name: string }[] = [];
  for (const name of names) {
    if (codes.has(name)) continue;
    const code = next + added.length;
    codes.set(name, code);
    added.push({ code, name });
  }
  return { codes: names.flatMap((name) => codes.get(name) ?? []), added };
}

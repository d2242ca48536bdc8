import { sql, type Transaction } from "@allotement/platform/database/database.ts";

/** What has serial numbers of its own at each organizer. `code` is shared by price types and holds (R9.4). */
export type SerialKind =
  | "operator"
  | "hall"
  | "seatCategory"
  | "designation"
  | "code"
  | "showGroup"
  | "show"
  | "performance"
  | "priceGrid"
  | "feeColumn"
  | "salesChannel"
  | "paymentMethod"
  | "customerAccount"
  | "cashDesk"
  | "counterOrder"
  | "journalEntry"
  | "journalClosing"
  | "auditEntry";

/** The number before the first: halls and categories begin at 10001. */
const before: Partial<Record<SerialKind, number>> = { hall: 10_000, seatCategory: 10_000 };

/**
 * Takes `count` numbers in a row and answers the first. Keeps others of the same organizer and kind waiting until the
 * transaction ends, so that numbers are dense; with count 0 it only waits its turn and answers the next number.
 */
export async function takeSerials(
  transaction: Transaction,
  organizerId: number,
  kind: SerialKind,
  count = 1,
): Promise<number> {
  const row = await transaction.first<{ last: number }>(sql`
    insert into serials as serial (organizer_id, kind, last_value)
    values (${organizerId}, ${kind}, ${(before[kind] ?? 0) + count}::int)
    on conflict (organizer_id, kind) do update set last_value = serial.last_value + ${count}::int
    returning last_value as last`);
  if (!row) throw new Error(`no serial for ${kind}`);
  return row.last - count + 1;
}

import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import { takeSerials } from "./serials.ts";

/** Four digits follow the organizer's number. */
const serialMax = 9_999;

/**
 * The code of a new price type or hold: the organizer's number followed by four digits from one series that both share
 * (R9.4: 669 → 6690014). `wanted` chooses the four digits, for set-up that must meet codes already in use elsewhere.
 * Answers undefined where the wanted one is taken, or none is left.
 */
export async function takeCode(
  transaction: Transaction,
  organizerId: number,
  wanted?: number,
): Promise<number | undefined> {
  const next = await takeSerials(transaction, organizerId, "code", wanted === undefined ? 1 : 0);
  for (let serial = wanted ?? next; serial <= serialMax; serial++) {
    const code = organizerId * (serialMax + 1) + serial;
    if (!(await isTaken(transaction, organizerId, code))) {
      // What set-up chose ahead of the series is stepped over, and the series goes on behind it.
      if (wanted === undefined && serial > next)
        await takeSerials(transaction, organizerId, "code", serial - next);
      return code;
    }
    if (wanted !== undefined) return undefined;
  }
  return undefined;
}

async function isTaken(transaction: Transaction, organizerId: number, code: number): Promise<boolean> {
  const taken = await transaction.first(sql`
    select 1 from price_types where organizer_id = ${organizerId} and price_type_code = ${code}
    union all select 1 from holds where organizer_id = ${organizerId} and hold_code = ${code}`);
  return taken !== undefined;
}

import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { takeSerials } from "../serials.ts";
import { type AuditToAppend, hashOfAudit, subjectAsKept } from "./audit.ts";

/**
 * Writes down who did what, under the next number and chained to the entry before it; answers the number. Call it last
 * in a transaction, after the journal's bookings: from here to the commit every other audit entry of the organizer waits.
 */
export async function appendAudit(
  transaction: Transaction,
  organizerId: number,
  at: Date,
  entry: AuditToAppend,
): Promise<number> {
  const { action, operatorId, secondOperatorId } = entry;
  const subject = subjectAsKept(entry.subject);
  const entryNumber = await takeSerials(transaction, organizerId, "auditEntry");
  const last = await transaction.first<{ hash: string }>(sql`
    select hash from audit_entries where organizer_id = ${organizerId} and entry_number = ${entryNumber - 1}`);
  if (!last && entryNumber > 1) throw new Error(`audit entry ${entryNumber - 1} is missing`);
  const previousHash = last?.hash ?? chainStart;
  const facts = { organizerId, entryNumber, at, action, operatorId, secondOperatorId, subject };
  await transaction.run(sql`
    insert into audit_entries (organizer_id, entry_number, at, action, operator_id, second_operator_id, subject,
      previous_hash, hash)
    values (${organizerId}, ${entryNumber}, ${at}, ${action}, ${operatorId}, ${secondOperatorId},
      ${JSON.stringify(subject)}::jsonb, ${previousHash}, ${hashOfAudit(previousHash, facts)})`);
  return entryNumber;
}

import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { MailFault } from "@allotement/platform/ports.ts";
import type { MailKindView } from "../../api/interface-mail.ts";
import { faultOfMail, type MailAttachment, type MailRefusal, type MailToQueue } from "./mail.ts";

/** Who asks for the mail, and when. */
export interface Queued {
  mailId: string;
  operatorId: number;
  at: Date;
}

/**
 * Puts a mail into the outbox, in the transaction of whatever it tells of; the worker sends it. Answers why it cannot
 * enter; nothing is written then.
 */
export async function queueMail(
  transaction: Transaction,
  organizerId: number,
  queued: Queued,
  mail: MailToQueue,
): Promise<MailRefusal | "alreadyWritten" | undefined> {
  const fault = faultOfMail(mail);
  if (fault) return fault;
  const { mailId, operatorId, at } = queued;
  const written = await transaction.run(sql`
    insert into mails (organizer_id, mail_id, kind, recipients, subject, text, queued_at, queued_by, run_id,
      next_attempt_at)
    values (${organizerId}, ${mailId}, ${mail.kind}, ${JSON.stringify(mail.recipients)}::jsonb, ${mail.subject},
      ${mail.text}, ${at}, ${operatorId}, ${mail.runId}, ${at})
    on conflict (organizer_id, run_id) where run_id is not null do nothing`);
  if (written === 0) return "alreadyWritten";
  for (const [index, { fileName, mediaType, bytes }] of mail.attachments.entries())
    await transaction.run(sql`
      insert into mail_attachments (organizer_id, mail_id, position, file_name, media_type, bytes)
      values (${organizerId}, ${mailId}, ${index + 1}, ${fileName}, ${mediaType}, ${Buffer.from(bytes)})`);
  return undefined;
}

/** A mail with all that is needed to send it. */
export interface MailRow {
  organizerId: number;
  mailId: string;
  kind: MailKindView;
  recipients: string[];
  subject: string;
  text: string;
  queuedAt: Date;
  state: "queued" | "sent" | "failed" | "kept";
  attempts: number;
}

const columns = sql`organizer_id as "organizerId", mail_id as "mailId", kind, recipients, subject, text,
  queued_at as "queuedAt", state, attempts`;

/** Organizers for whom something waits to be sent. */
export async function organizersWithDueMail(queries: Queries, now: Date): Promise<number[]> {
  const rows = await queries.rows<{ organizerId: number }>(sql`
    select distinct organizer_id as "organizerId" from mails where state = 'queued' and next_attempt_at <= ${now}`);
  return rows.map((row) => row.organizerId);
}

/**
 * Takes the oldest due mail for one attempt: counted before it is sent, and left alone by everybody else until `until`.
 * Whoever ends in between leaves it queued; it is sent again then, under the same message id.
 */
export function claimMail(
  queries: Queries,
  organizerId: number,
  now: Date,
  until: Date,
): Promise<MailRow | undefined> {
  return queries.first<MailRow>(sql`
    update mails set attempts = attempts + 1, being_sent = true, next_attempt_at = ${until}
    where organizer_id = ${organizerId} and mail_id = (
      select mail_id from mails
      where organizer_id = ${organizerId} and state = 'queued' and next_attempt_at <= ${now}
      order by next_attempt_at, mail_id limit 1 for update skip locked)
    returning ${columns}`);
}

export function mailOf(queries: Queries, organizerId: number, mailId: string): Promise<MailRow | undefined> {
  return queries.first<MailRow>(
    sql`select ${columns} from mails where organizer_id = ${organizerId} and mail_id = ${mailId}`,
  );
}

export function attachmentsOf(
  queries: Queries,
  organizerId: number,
  mailId: string,
): Promise<MailAttachment[]> {
  return queries.rows<MailAttachment>(sql`
    select file_name as "fileName", media_type as "mediaType", bytes from mail_attachments
    where organizer_id = ${organizerId} and mail_id = ${mailId} order by position`);
}

/** What a person is told of the last attempt. `recipients`: those that the server refused while it took the others. */
export interface MailProblem {
  fault: MailFault;
  answer: string;
  recipients?: readonly string[];
}

/** What became of an attempt; only what is still queued changes, so that a late answer alters nothing settled. */
export async function settleMail(
  queries: Queries,
  mail: Pick<MailRow, "organizerId" | "mailId">,
  change:
    | { state: "sent"; at: Date; problem: MailProblem | null }
    | { state: "failed" | "kept"; at: Date; problem: MailProblem | null; keptIn: string }
    | { state: "queued"; nextAttemptAt: Date; problem: MailProblem },
): Promise<void> {
  const problem = change.problem === null ? null : JSON.stringify(change.problem);
  const settled =
    change.state === "queued"
      ? sql`next_attempt_at = ${change.nextAttemptAt}`
      : sql`settled_at = ${change.at}, kept_in = ${"keptIn" in change ? change.keptIn : null}`;
  await queries.run(sql`
    update mails set state = ${change.state}, being_sent = false, last_problem = ${problem}::jsonb, ${settled}
    where organizer_id = ${mail.organizerId} and mail_id = ${mail.mailId} and state = 'queued'`);
}

/**
 * Puts a mail that was given up or kept back among those to send, to other recipients where they are given; and makes one
 * that waits due at once. Answers whether there was such a mail: one that was sent is never sent again.
 */
export async function requeueMail(
  queries: Queries,
  organizerId: number,
  mailId: string,
  now: Date,
  recipients: readonly string[] | undefined,
): Promise<boolean> {
  const others = recipients === undefined ? null : JSON.stringify(recipients);
  const changed = await queries.run(sql`
    update mails set state = 'queued', settled_at = null, attempts = 0, next_attempt_at = ${now},
      recipients = coalesce(${others}::jsonb, recipients)
    where organizer_id = ${organizerId} and mail_id = ${mailId}
      and (state in ('failed', 'kept') or (state = 'queued' and not being_sent))`);
  return changed > 0;
}

/** Once the mail server is set up anew, what waits for its next attempt does not wait any longer. */
export async function hurryMails(queries: Queries, organizerId: number, now: Date): Promise<void> {
  await queries.run(sql`
    update mails set next_attempt_at = ${now}
    where organizer_id = ${organizerId} and state = 'queued' and not being_sent and next_attempt_at > ${now}`);
}

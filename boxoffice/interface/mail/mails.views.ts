import { type Queries, type Sql, sql } from "@allotement/platform/database/database.ts";
import type { MailView } from "../../api/interface-mail.ts";
import type { MailAttachment } from "./mail.ts";
import type { MailProblem } from "./outbox.store.ts";

interface ViewRow {
  mailId: string;
  kind: MailView["kind"];
  recipients: string[];
  subject: string;
  queuedAt: Date;
  queuedBy: string;
  state: MailView["state"];
  attempts: number;
  nextAttemptAt: Date;
  beingSent: boolean;
  settledAt: Date | null;
  problem: MailProblem | null;
  keptIn: string | null;
  attachments: MailView["attachments"];
  text: string;
}

/** The latest mails of an organizer, newest first. */
export async function latestMails(queries: Queries, organizerId: number): Promise<MailView[]> {
  const rows = await queries.rows<ViewRow>(mailsWhere(organizerId, sql`true`));
  return rows.map(viewOf);
}

export async function mailWithText(
  queries: Queries,
  organizerId: number,
  mailId: string,
): Promise<{ mail: MailView; text: string } | undefined> {
  const row = await queries.first<ViewRow>(mailsWhere(organizerId, sql`mail.mail_id = ${mailId}`));
  return row && { mail: viewOf(row), text: row.text };
}

/** The mail that tells of a run, as far as the next clerk should know. */
export async function mailOfRun(
  queries: Queries,
  organizerId: number,
  runId: string,
): Promise<Pick<MailView, "mailId" | "queuedAt" | "queuedBy" | "state"> | undefined> {
  const row = await queries.first<ViewRow>(mailsWhere(organizerId, sql`mail.run_id = ${runId}`));
  return (
    row && {
      mailId: row.mailId,
      queuedAt: row.queuedAt.toISOString(),
      queuedBy: row.queuedBy,
      state: row.state,
    }
  );
}

export function attachmentAt(
  queries: Queries,
  organizerId: number,
  mailId: string,
  position: number,
): Promise<MailAttachment | undefined> {
  return queries.first<MailAttachment>(sql`
    select file_name as "fileName", media_type as "mediaType", bytes from mail_attachments
    where organizer_id = ${organizerId} and mail_id = ${mailId} and position = ${position}`);
}

function mailsWhere(organizerId: number, which: Sql): Sql {
  return sql`
    select mail.mail_id as "mailId", mail.kind, mail.recipients, mail.subject, mail.text, mail.queued_at as "queuedAt",
      operator.name as "queuedBy", mail.state, mail.attempts, mail.next_attempt_at as "nextAttemptAt",
      mail.being_sent as "beingSent", mail.settled_at as "settledAt", mail.last_problem as problem,
      mail.kept_in as "keptIn", attached.attachments
    from mails mail
    join operators operator on operator.organizer_id = mail.organizer_id and operator.operator_id = mail.queued_by
    cross join lateral (
      select coalesce(jsonb_agg(jsonb_build_object('position', position, 'fileName', file_name, 'mediaType', media_type,
        'byteCount', octet_length(bytes)) order by position), '[]') as attachments
      from mail_attachments a where a.organizer_id = mail.organizer_id and a.mail_id = mail.mail_id
    ) as attached
    where mail.organizer_id = ${organizerId} and ${which}
    order by mail.queued_at desc, mail.mail_id desc limit 200`;
}

function viewOf(row: ViewRow): MailView {
  const { text: _text, beingSent, problem, ...shown } = row;
  const waits = row.state === "queued" && !beingSent;
  return {
    ...shown,
    queuedAt: row.queuedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
    nextAttemptAt: waits ? row.nextAttemptAt.toISOString() : null,
    problem: problem && {
      fault: problem.fault,
      answer: problem.answer,
      ...(problem.recipients && { recipients: [...problem.recipients] }),
    },
  };
}

import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { Me, Role, SessionList } from "../../api/people.ts";

const lockedFromFailures = 5;
/** 30 s after the fifth wrong password, doubled with each further one. */
const firstLockSeconds = 30;
const lockSecondsMax = 15 * 60;
/** Failures older than this no longer count. */
const forgottenAfterHours = 24;
/** A counter is left alone over a meal, not over an afternoon. */
export const idleHours = 4;

export interface Credential {
  operatorId: number;
  role: Role;
  passwordHash: string;
}

/** An active operator's stored password; none for operators of role system, who never sign in. */
export async function findCredential(
  queries: Queries,
  organizerId: number,
  initials: string,
): Promise<Credential | undefined> {
  return queries.first(sql`
    select operator_id as "operatorId", role, password_hash as "passwordHash" from operators
    where organizer_id = ${organizerId} and lower(initials) = lower(${initials})
      and active and password_hash is not null`);
}

/**
 * Counts an attempt as failed before the password is looked at, in one statement, so that a thousand attempts at once
 * are counted one after the other. Answers undefined where the attempt may go on, else how many seconds are to be waited.
 * Counts unknown initials too: a lock-out tells nothing about who exists.
 */
export async function countAttempt(
  queries: Queries,
  organizerId: number,
  initials: string,
  now: Date,
): Promise<number | undefined> {
  await queries.run(sql`
    delete from sign_in_failures
    where last_failed_at < ${now}::timestamptz - make_interval(hours => ${forgottenAfterHours}::int)`);
  const counted = await queries.run(sql`
    insert into sign_in_failures as failure (organizer_id, initials, failures, last_failed_at)
    select organizer_id, lower(${initials}), 1, ${now}::timestamptz from organizers where organizer_id = ${organizerId}
    on conflict (organizer_id, initials) do update
    set failures = failure.failures + 1, last_failed_at = excluded.last_failed_at,
        locked_until = case when failure.failures + 1 >= ${lockedFromFailures}::int then
          excluded.last_failed_at + make_interval(secs => least(${lockSecondsMax}::float8,
            ${firstLockSeconds}::float8 * power(2, least(failure.failures + 1 - ${lockedFromFailures}::int, 20)))) end
    where failure.locked_until is null or failure.locked_until <= excluded.last_failed_at`);
  if (counted === 1) return undefined;
  const locked = await queries.first<{ lockedUntil: Date }>(sql`
    select locked_until as "lockedUntil" from sign_in_failures
    where organizer_id = ${organizerId} and initials = lower(${initials}) and locked_until > ${now}`);
  return locked && Math.max(1, Math.ceil((locked.lockedUntil.getTime() - now.getTime()) / 1000));
}

export async function forgetFailures(queries: Queries, organizerId: number, initials: string): Promise<void> {
  await queries.run(
    sql`delete from sign_in_failures where organizer_id = ${organizerId} and initials = lower(${initials})`,
  );
}

export async function openSession(
  queries: Queries,
  session: {
    tokenHash: string;
    organizerId: number;
    operatorId: number;
    openedAt: Date;
    expiresAt: Date;
    client: string;
  },
): Promise<void> {
  const { tokenHash, organizerId, operatorId, openedAt, expiresAt, client } = session;
  await queries.run(sql`delete from operator_sessions where expires_at <= ${openedAt}`);
  await queries.run(sql`
    insert into operator_sessions (token_hash, organizer_id, operator_id, opened_at, active_at, expires_at, client)
    values (${tokenHash}, ${organizerId}, ${operatorId}, ${openedAt}, ${openedAt}, ${expiresAt}, ${client})`);
}

export async function closeSession(queries: Queries, tokenHash: string): Promise<void> {
  await queries.run(sql`delete from operator_sessions where token_hash = ${tokenHash}`);
}

/**
 * Whose session it is; undefined where it is unknown, over, left alone too long, or its operator no longer active.
 * `quiet`: for a minute nothing was noted of whoever has it.
 */
export async function findSession(
  queries: Queries,
  tokenHash: string,
  now: Date,
): Promise<(Me & { quiet: boolean }) | undefined> {
  return queries.first(sql`
    select organizer_id as "organizerId", organizers.name as "organizerName", time_zone as "timeZone",
           operator_id as "operatorId", initials, operators.name, role,
           second_factor_required and role in ('manager', 'support') and not exists (
             select from second_factors factor where factor.organizer_id = operators.organizer_id
               and factor.operator_id = operators.operator_id and confirmed_at is not null) as "mustEnrol",
           active_at < ${now}::timestamptz - interval '1 minute' as quiet
    from operator_sessions
    join operators using (organizer_id, operator_id)
    join organizers using (organizer_id)
    where token_hash = ${tokenHash} and expires_at > ${now}
      and active_at > ${now}::timestamptz - make_interval(hours => ${idleHours}::int) and active and role <> 'system'`);
}

/** Whoever changes something is there. */
export async function noteActivity(queries: Queries, tokenHash: string, now: Date): Promise<void> {
  await queries.run(sql`
    update operator_sessions set active_at = ${now}
    where token_hash = ${tokenHash} and active_at < ${now}`);
}

interface SessionRow {
  sessionId: number;
  openedAt: Date;
  activeAt: Date;
  expiresAt: Date;
  client: string;
  current: boolean;
}

/** An operator's sessions that are open, the latest first. */
export async function listSessions(
  queries: Queries,
  { organizerId, operatorId }: { organizerId: number; operatorId: number },
  ownTokenHash: string,
  now: Date,
): Promise<SessionList["sessions"]> {
  const rows = await queries.rows<SessionRow>(sql`
    select session_id as "sessionId", opened_at as "openedAt", active_at as "activeAt", expires_at as "expiresAt",
      client, token_hash = ${ownTokenHash} as current
    from operator_sessions
    where organizer_id = ${organizerId} and operator_id = ${operatorId} and expires_at > ${now}
      and active_at > ${now}::timestamptz - make_interval(hours => ${idleHours}::int)
    order by session_id desc`);
  return rows.map((row) => ({
    ...row,
    openedAt: row.openedAt.toISOString(),
    activeAt: row.activeAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

/** Ends one of an operator's sessions; answers whether there was one. */
export async function endSession(
  queries: Queries,
  { organizerId, operatorId }: { organizerId: number; operatorId: number },
  sessionId: number,
): Promise<boolean> {
  const ended = await queries.run(sql`
    delete from operator_sessions
    where organizer_id = ${organizerId} and operator_id = ${operatorId} and session_id = ${sessionId}`);
  return ended === 1;
}

/** Ends every session of an operator. */
export async function endSessions(queries: Queries, organizerId: number, operatorId: number): Promise<void> {
  await queries.run(
    sql`delete from operator_sessions where organizer_id = ${organizerId} and operator_id = ${operatorId}`,
  );
}

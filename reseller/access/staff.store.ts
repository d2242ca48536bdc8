import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { NewStaff, StaffMember, StaffRole } from "../api/access.ts";
import type { Attempts } from "./lock-out.ts";

/** Creates a member of staff; false when the user name is taken. */
export async function insertStaff(queries: Queries, staff: NewStaff, passwordHash: string): Promise<boolean> {
  const inserted = await queries.run(sql`
    insert into staff (user_name, role, point_of_sale, password_hash)
    values (${staff.userName}, ${staff.role}, ${staff.pointOfSale}, ${passwordHash})
    on conflict (user_name) do nothing`);
  return inserted === 1;
}

interface StaffRow {
  user_name: string;
  role: StaffRole;
  point_of_sale: string;
}

function staffOfRow(row: StaffRow): StaffMember {
  return { userName: row.user_name, role: row.role, pointOfSale: row.point_of_sale };
}

/** A member of staff, locked so that wrong passwords are counted one after the other. */
export async function lockStaff(
  transaction: Transaction,
  userName: string,
): Promise<{ member: StaffMember; passwordHash: string; attempts: Attempts } | undefined> {
  const row = await transaction.first<
    StaffRow & { password_hash: string; failures: number; locked_until: Date | null }
  >(sql`
    select user_name, role, point_of_sale, password_hash, failures, locked_until
    from staff where user_name = ${userName} for no key update`);
  return (
    row && {
      member: staffOfRow(row),
      passwordHash: row.password_hash,
      attempts: { failures: row.failures, lockedUntil: row.locked_until },
    }
  );
}

export async function keepStaffAttempts(
  transaction: Transaction,
  userName: string,
  attempts: Attempts,
): Promise<void> {
  await transaction.run(sql`
    update staff set failures = ${attempts.failures}, locked_until = ${attempts.lockedUntil}
    where user_name = ${userName}`);
}

export async function insertStaffSession(
  queries: Queries,
  session: { tokenHash: string; userName: string; openedAt: Date; expiresAt: Date },
): Promise<void> {
  await queries.run(sql`delete from staff_sessions where expires_at <= ${session.openedAt}`);
  await queries.run(sql`
    insert into staff_sessions (token_hash, user_name, opened_at, expires_at)
    values (${session.tokenHash}, ${session.userName}, ${session.openedAt}, ${session.expiresAt})`);
}

export async function deleteStaffSession(queries: Queries, tokenHash: string): Promise<void> {
  await queries.run(sql`delete from staff_sessions where token_hash = ${tokenHash}`);
}

export async function staffBySession(
  queries: Queries,
  tokenHash: string,
  now: Date,
): Promise<StaffMember | undefined> {
  const row = await queries.first<StaffRow>(sql`
    select user_name, role, point_of_sale from staff_sessions join staff using (user_name)
    where token_hash = ${tokenHash} and expires_at > ${now}`);
  return row && staffOfRow(row);
}

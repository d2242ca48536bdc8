import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { Attempts } from "./lock-out.ts";

/** What a call of the exchange needs to know of the institution behind it. */
export interface Institution {
  institutionCode: number;
  streamId: string;
  maintenance: boolean;
  refuseSilently: boolean;
  /** Whether the calling address is in the institution's list. */
  addressAllowed: boolean;
}

interface InstitutionRow {
  institution_code: number;
  stream_id: string;
  maintenance: boolean;
  refuse_silently: boolean;
  address_allowed: boolean;
}

function institutionOfRow(row: InstitutionRow): Institution {
  return {
    institutionCode: row.institution_code,
    streamId: row.stream_id,
    maintenance: row.maintenance,
    refuseSilently: row.refuse_silently,
    addressAllowed: row.address_allowed,
  };
}

const institutionColumns = (address: string) => sql`
  i.institution_code, i.stream_id, i.maintenance, i.refuse_silently,
  exists (select from institution_addresses a
          where a.institution_code = i.institution_code and a.address >>= ${address}::inet) as address_allowed`;

/** The institution by its code, as seen from a client's address. */
export async function institutionByCode(
  queries: Queries,
  institutionCode: number,
  address: string,
): Promise<Institution | undefined> {
  const row = await queries.first<InstitutionRow>(
    sql`select ${institutionColumns(address)} from institutions i where i.institution_code = ${institutionCode}`,
  );
  return row && institutionOfRow(row);
}

/** The institution of a session's token, unless it has expired or its credential has been revoked since. */
export async function institutionByToken(
  queries: Queries,
  tokenHash: string,
  address: string,
  now: Date,
): Promise<Institution | undefined> {
  const row = await queries.first<InstitutionRow>(sql`
    select ${institutionColumns(address)}
    from institution_tokens t
    join institution_credentials c using (institution_code, credential_id)
    join institutions i using (institution_code)
    where t.token_hash = ${tokenHash} and t.expires_at > ${now}
      and (c.valid_until is null or c.valid_until > ${now})`);
  return row && institutionOfRow(row);
}

export interface Credential extends Attempts {
  credentialId: string;
  passwordHash: string;
}

/** The valid credentials of a user name, locked so that wrong passwords are counted one after the other. */
export async function lockCredentials(
  transaction: Transaction,
  institutionCode: number,
  userName: string,
  now: Date,
): Promise<Credential[]> {
  const rows = await transaction.rows<{
    credential_id: string;
    password_hash: string;
    failures: number;
    locked_until: Date | null;
  }>(sql`
    select credential_id, password_hash, failures, locked_until from institution_credentials
    where institution_code = ${institutionCode} and user_name = ${userName}
      and (valid_until is null or valid_until > ${now})
    order by credential_id for no key update`);
  return rows.map((row) => ({
    credentialId: row.credential_id,
    passwordHash: row.password_hash,
    failures: row.failures,
    lockedUntil: row.locked_until,
  }));
}

export async function keepAttempts(
  transaction: Transaction,
  institutionCode: number,
  credentialId: string,
  attempts: Attempts,
): Promise<void> {
  await transaction.run(sql`
    update institution_credentials set failures = ${attempts.failures}, locked_until = ${attempts.lockedUntil}
    where institution_code = ${institutionCode} and credential_id = ${credentialId}`);
}

/** Keeps a new session's token (its hash) and throws away those of the institution that have expired. */
export async function keepToken(
  transaction: Transaction,
  token: { tokenHash: string; institutionCode: number; credentialId: string; expiresAt: Date },
  now: Date,
): Promise<void> {
  await transaction.run(sql`
    delete from institution_tokens where institution_code = ${token.institutionCode} and expires_at <= ${now}`);
  await transaction.run(sql`
    insert into institution_tokens (token_hash, institution_code, credential_id, expires_at)
    values (${token.tokenHash}, ${token.institutionCode}, ${token.credentialId}, ${token.expiresAt})`);
}

/** How far the venue acknowledged the institution's current stream; empty where it never did. */
export async function acknowledgedUpTo(
  queries: Queries,
  { institutionCode, streamId }: Pick<Institution, "institutionCode" | "streamId">,
): Promise<{ acknowledgedUpTo?: number }> {
  const row = await queries.first<{ up_to: number }>(sql`
    select up_to from acknowledgements where institution_code = ${institutionCode} and stream_id = ${streamId}`);
  return row ? { acknowledgedUpTo: row.up_to } : {};
}

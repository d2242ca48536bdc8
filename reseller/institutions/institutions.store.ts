import { type Database, type Queries, sql } from "@allotement/platform/database/database.ts";
import type {
  CredentialView,
  InstitutionChange,
  InstitutionView,
  NewCredential,
  NewInstitution,
} from "../api/institutions.ts";

/** Creates an institution with a feed of its own; false when the code is taken. */
export async function insertInstitution(
  queries: Queries,
  institution: NewInstitution,
  streamId: string,
): Promise<boolean> {
  const inserted = await queries.run(sql`
    insert into institutions (institution_code, name, stream_id)
    values (${institution.institutionCode}, ${institution.name}, ${streamId})
    on conflict (institution_code) do nothing`);
  return inserted === 1;
}

/** Changes what is given and leaves the rest; false when there is no such institution. */
export async function changeInstitution(
  queries: Queries,
  institutionCode: number,
  change: InstitutionChange,
): Promise<boolean> {
  const changed = await queries.run(sql`
    update institutions set name = coalesce(${change.name ?? null}, name),
      maintenance = coalesce(${change.maintenance ?? null}, maintenance),
      refuse_silently = coalesce(${change.refuseSilently ?? null}, refuse_silently),
      basket_minutes = coalesce(${change.basketMinutes ?? null}, basket_minutes)
    where institution_code = ${institutionCode}`);
  return changed === 1;
}

/** Replaces the whole allow-list. An address with a mask stands for its network. */
export async function replaceAddresses(
  database: Database,
  institutionCode: number,
  addresses: readonly string[],
): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.run(sql`delete from institution_addresses where institution_code = ${institutionCode}`);
    await transaction.run(sql`
      insert into institution_addresses (institution_code, address)
      select distinct ${institutionCode}::int, network(a::inet) from unnest(${addresses}::text[]) as w(a)`);
  });
}

export async function insertCredential(
  queries: Queries,
  institutionCode: number,
  credentialId: string,
  credential: NewCredential,
  passwordHash: string,
): Promise<void> {
  await queries.run(sql`
    insert into institution_credentials (institution_code, credential_id, user_name, password_hash, valid_until)
    values (${institutionCode}, ${credentialId}, ${credential.userName}, ${passwordHash}, ${credential.validUntil})`);
}

/** Ends a credential now; the sessions it opened end with it. False when there is no such credential. */
export async function revokeCredential(
  queries: Queries,
  institutionCode: number,
  credentialId: string,
  now: Date,
): Promise<boolean> {
  const revoked = await queries.run(sql`
    update institution_credentials set valid_until = least(valid_until, ${now}::timestamptz)
    where institution_code = ${institutionCode} and credential_id = ${credentialId}`);
  return revoked === 1;
}

export async function institutionExists(queries: Queries, institutionCode: number): Promise<boolean> {
  const row = await queries.first(
    sql`select 1 from institutions where institution_code = ${institutionCode}`,
  );
  return row !== undefined;
}

interface InstitutionRow {
  institution_code: number;
  name: string;
  stream_id: string;
  maintenance: boolean;
  refuse_silently: boolean;
  basket_minutes: number;
  restored_at: Date | null;
  addresses: string[];
  head: number;
  up_to: number | null;
  received_at: Date | null;
}

export async function institutionViews(queries: Queries): Promise<InstitutionView[]> {
  const rows = await queries.rows<InstitutionRow>(sql`
    select i.*, a.up_to, a.received_at,
      array(select d.address::text from institution_addresses d
            where d.institution_code = i.institution_code order by d.address) as addresses,
      coalesce((select max(f.sequence) from feed_events f where f.institution_code = i.institution_code), 0) as head
    from institutions i
    left join acknowledgements a on a.institution_code = i.institution_code and a.stream_id = i.stream_id
    order by i.institution_code`);
  const credentials = await credentialViews(queries);
  return rows.map((row) => ({
    institutionCode: row.institution_code,
    name: row.name,
    maintenance: row.maintenance,
    refuseSilently: row.refuse_silently,
    basketMinutes: row.basket_minutes,
    restoredAt: row.restored_at?.toISOString() ?? null,
    addresses: row.addresses,
    credentials: credentials.get(row.institution_code) ?? [],
    feed: {
      streamId: row.stream_id,
      head: row.head,
      acknowledgedUpTo: row.up_to,
      acknowledgedAt: row.received_at?.toISOString() ?? null,
    },
  }));
}

async function credentialViews(queries: Queries): Promise<Map<number, CredentialView[]>> {
  const rows = await queries.rows<{
    institution_code: number;
    credential_id: string;
    user_name: string;
    valid_until: Date | null;
    locked_until: Date | null;
  }>(sql`
    select institution_code, credential_id, user_name, valid_until, locked_until from institution_credentials
    order by institution_code, credential_id`);
  const byInstitution = new Map<number, CredentialView[]>();
  for (const row of rows) {
    const list = byInstitution.get(row.institution_code) ?? [];
    list.push({
      credentialId: row.credential_id,
      userName: row.user_name,
      validUntil: row.valid_until?.toISOString() ?? null,
      lockedUntil: row.locked_until?.toISOString() ?? null,
    });
    byInstitution.set(row.institution_code, list);
  }
  return byInstitution;
}

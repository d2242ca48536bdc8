import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";

export interface SecondFactorRow {
  secretEncrypted: string;
  confirmedAt: Date | null;
}

export async function findSecondFactor(
  queries: Queries,
  organizerId: number,
  operatorId: number,
): Promise<SecondFactorRow | undefined> {
  return queries.first(sql`
    select secret_encrypted as "secretEncrypted", confirmed_at as "confirmedAt" from second_factors
    where organizer_id = ${organizerId} and operator_id = ${operatorId}`);
}

/** Keeps a secret that is not confirmed yet, in place of one that never was. */
export async function offerSecondFactor(
  queries: Queries,
  organizerId: number,
  operatorId: number,
  secretEncrypted: string,
): Promise<boolean> {
  const kept = await queries.run(sql`
    insert into second_factors as factor (organizer_id, operator_id, secret_encrypted)
    values (${organizerId}, ${operatorId}, ${secretEncrypted})
    on conflict (organizer_id, operator_id) do update set secret_encrypted = excluded.secret_encrypted
    where factor.confirmed_at is null`);
  return kept === 1;
}

/** Takes a step of time, once: answers false where it, or a later one, was taken before. */
export async function takeStep(
  queries: Queries,
  organizerId: number,
  operatorId: number,
  step: number,
): Promise<boolean> {
  const taken = await queries.run(sql`
    update second_factors set last_step = ${step}
    where organizer_id = ${organizerId} and operator_id = ${operatorId}
      and (last_step is null or last_step < ${step})`);
  return taken === 1;
}

export async function confirmSecondFactor(
  transaction: Transaction,
  organizerId: number,
  operatorId: number,
  confirmed: { at: Date; codeHashes: readonly string[] },
): Promise<void> {
  await transaction.run(sql`
    update second_factors set confirmed_at = ${confirmed.at}
    where organizer_id = ${organizerId} and operator_id = ${operatorId}`);
  await transaction.run(sql`
    insert into recovery_codes (organizer_id, operator_id, code_hash)
    select ${organizerId}, ${operatorId}, given from unnest(${[...confirmed.codeHashes]}::text[]) given`);
}

/** Answers whether there was one. */
export async function removeSecondFactor(
  transaction: Transaction,
  organizerId: number,
  operatorId: number,
): Promise<boolean> {
  const removed = await transaction.run(sql`
    delete from second_factors where organizer_id = ${organizerId} and operator_id = ${operatorId}`);
  return removed === 1;
}

/** Takes a recovery code, once. */
export async function takeRecoveryCode(
  queries: Queries,
  organizerId: number,
  operatorId: number,
  taken: { codeHash: string; at: Date },
): Promise<boolean> {
  const used = await queries.run(sql`
    update recovery_codes set used_at = ${taken.at}
    where organizer_id = ${organizerId} and operator_id = ${operatorId} and code_hash = ${taken.codeHash}
      and used_at is null`);
  return used === 1;
}

export async function recoveryCodesLeft(
  queries: Queries,
  organizerId: number,
  operatorId: number,
): Promise<number> {
  const row = await queries.first<{ left: number }>(sql`
    select count(*)::int as left from recovery_codes
    where organizer_id = ${organizerId} and operator_id = ${operatorId} and used_at is null`);
  return row?.left ?? 0;
}

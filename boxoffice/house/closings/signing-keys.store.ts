import { type Database, type Queries, sql } from "@allotement/platform/database/database.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { decryptSecret, encryptSecret } from "@allotement/platform/secrets.ts";
import { drawSigningSecret, publicKeyOf } from "./signing-key.ts";

export interface SigningNeeds {
  database: Database;
  clock: Clock;
  random: Random;
  encryptionKey: Uint8Array;
}

export interface SigningKey {
  publicKey: string;
  madeAt: Date;
}

interface KeyRow extends SigningKey {
  secretEncrypted: string;
}

/** The organizer's key, made at its first closing. */
export async function signingKey(
  { database, clock, random, encryptionKey }: SigningNeeds,
  organizerId: number,
): Promise<KeyRow> {
  const known = await findKey(database, organizerId);
  if (known) return known;
  const secret = drawSigningSecret(random);
  // Of two that ask first, one key stays.
  await database.run(sql`
    insert into signing_keys (organizer_id, public_key, secret_encrypted, made_at)
    values (${organizerId}, ${publicKeyOf(secret)}, ${encryptSecret(encryptionKey, secret, random)}, ${clock.now()})
    on conflict do nothing`);
  const made = await findKey(database, organizerId);
  if (!made) throw new Error(`the signing key of organizer ${organizerId} was not kept`);
  return made;
}

/** The secret that signs; undefined where this server's encryption key does not open it (ENCRYPTION_KEY was changed). */
export async function signingSecret(
  needs: SigningNeeds,
  organizerId: number,
): Promise<{ publicKey: string; secret: string } | undefined> {
  const { publicKey, secretEncrypted } = await signingKey(needs, organizerId);
  try {
    return { publicKey, secret: decryptSecret(needs.encryptionKey, secretEncrypted) };
  } catch {
    return undefined;
  }
}

/** The key, where one was made. */
export function findKey(queries: Queries, organizerId: number): Promise<KeyRow | undefined> {
  return queries.first<KeyRow>(sql`
    select public_key as "publicKey", secret_encrypted as "secretEncrypted", made_at as "madeAt"
    from signing_keys where organizer_id = ${organizerId}`);
}

import type { ConnectionRow } from "./connection.store.ts";

/** A connection as the audit may show it: without its password. */
export type ShownConnection = Omit<ConnectionRow, "organizerId" | "passwordEncrypted"> & {
  priceTypeCodes: readonly number[];
};

/**
 * Whether the password that is kept goes where it went before. For another server, institution or name it is asked for
 * anew: who may change the address must not thereby learn a password that is never shown (protocol, section 6).
 */
export function passwordMayStay(before: Destination, after: Destination): boolean {
  return (
    before.serverUrl === after.serverUrl &&
    before.institutionCode === after.institutionCode &&
    before.userName === after.userName
  );
}

type Destination = Pick<ConnectionRow, "serverUrl" | "institutionCode" | "userName">;

/** What a save changed, field by field, for the audit; of the password only whether it was given anew. */
export function connectionChanges(
  before: ShownConnection | undefined,
  after: ShownConnection,
  passwordGiven: boolean,
): Record<string, unknown> {
  const was: Record<string, unknown> = { ...before };
  const changed = Object.entries(after)
    .map(([field, value]) => ({ field, from: was[field] ?? null, to: value }))
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  const { resellerId } = after;
  return { resellerId, passwordGiven, changed };
}

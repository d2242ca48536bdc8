import type { ConnectionRow } from "./connection.store.ts";

/** A connection as the audit may show it: without its password. */
export type ShownConnection = Omit<ConnectionRow, "organizerId" | "passwordEncrypted"> & {
  priceTypeCodes: readonly number[];
};

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

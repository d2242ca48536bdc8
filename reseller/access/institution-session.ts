import type { Database, Transaction } from "@allotement/platform/database/database.ts";
import { passwordFits } from "@allotement/platform/passwords.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { drawToken } from "@allotement/platform/secrets.ts";
import type { SessionRequest } from "@allotement/protocol/messages/session.ts";
import { type Credential, keepAttempts, keepToken, lockCredentials } from "./access.store.ts";
import { afterWrongPassword, noAttempts, secondsLocked } from "./lock-out.ts";

const sessionMinutes = 10;

export type SessionOutcome =
  | { kind: "opened"; token: string; expiresAt: Date }
  | { kind: "wrong" }
  | { kind: "locked"; seconds: number };

/**
 * Opens a session for a known institution. Several credentials may be valid for one user name, so that a secret can be
 * replaced without a break; each counts its own wrong passwords, and a right one clears the count of them all.
 */
export function openInstitutionSession(
  needs: { database: Database; clock: Clock; random: Random },
  request: SessionRequest,
): Promise<SessionOutcome> {
  const { database, clock, random } = needs;
  return database.transaction(async (transaction) => {
    const now = clock.now();
    const { institutionCode } = request;
    const credentials = await lockCredentials(transaction, institutionCode, request.userName, now);
    if (credentials.length === 0) {
      await passwordFits(undefined, request.password);
      return { kind: "wrong" };
    }
    const open = credentials.filter((credential) => secondsLocked(credential, now) === 0);
    if (open.length === 0) {
      const seconds = Math.min(...credentials.map((credential) => secondsLocked(credential, now)));
      return { kind: "locked", seconds };
    }
    const fitting = await firstFitting(open, request.password);
    if (!fitting) {
      for (const credential of open)
        await keepAttempts(
          transaction,
          institutionCode,
          credential.credentialId,
          afterWrongPassword(credential, now),
        );
      return { kind: "wrong" };
    }
    await forgetFailures(transaction, institutionCode, credentials);
    const { token, tokenHash } = drawToken(random);
    const expiresAt = new Date(now.getTime() + sessionMinutes * 60_000);
    const { credentialId } = fitting;
    await keepToken(transaction, { tokenHash, institutionCode, credentialId, expiresAt }, now);
    return { kind: "opened", token, expiresAt };
  });
}

async function firstFitting(credentials: Credential[], password: string): Promise<Credential | undefined> {
  for (const credential of credentials)
    if (await passwordFits(credential.passwordHash, password)) return credential;
  return undefined;
}

async function forgetFailures(transaction: Transaction, institutionCode: number, credentials: Credential[]) {
  for (const { credentialId, failures } of credentials)
    if (failures > 0) await keepAttempts(transaction, institutionCode, credentialId, noAttempts);
}

import type { Database } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { decryptSecret } from "@allotement/platform/secrets.ts";
import { findSecondFactor, takeRecoveryCode, takeStep } from "./second-factor.store.ts";
import { hashOfRecoveryCode, stepOf } from "./second-factor.ts";

export interface SecondFactorNeeds {
  database: Database;
  clock: Clock;
  encryptionKey: Uint8Array;
}

/**
 * Whether a code is the operator's second factor: of the device, each step once, or a recovery code, each once. An
 * operator who has none is asked for none.
 */
export async function checkSecondFactor(
  { database, clock, encryptionKey }: SecondFactorNeeds,
  organizerId: number,
  operatorId: number,
  code: string | undefined,
): Promise<"fits" | "required" | "wrong"> {
  const factor = await findSecondFactor(database, organizerId, operatorId);
  if (!factor?.confirmedAt) return "fits";
  if (code === undefined || code.trim() === "") return "required";
  const now = clock.now();
  const step = stepOf(decryptSecret(encryptionKey, factor.secretEncrypted), code, now);
  const fits =
    step === undefined
      ? await takeRecoveryCode(database, organizerId, operatorId, {
          codeHash: hashOfRecoveryCode(code),
          at: now,
        })
      : await takeStep(database, organizerId, operatorId, step);
  return fits ? "fits" : "wrong";
}

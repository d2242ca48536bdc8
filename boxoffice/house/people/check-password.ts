import type { Database } from "@allotement/platform/database/database.ts";
import { passwordFits } from "@allotement/platform/passwords.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { Role } from "../../api/people.ts";
import { countAttempt, findCredential, forgetFailures } from "./sessions.store.ts";

export type PasswordCheck =
  | { outcome: "fits"; operatorId: number; role: Role }
  | { outcome: "wrong" | "codeRequired" | "codeWrong" }
  | { outcome: "lockedOut"; waitSeconds: number };

/**
 * Whether initials and password are an operator's of this organizer. The one place where a password is tried: signing
 * in and confirming as a second person count together towards the lock-out. Who signs in gives `secondFactor` as well:
 * its wrong codes count like wrong passwords, and what went before is forgotten only when both fit.
 */
export async function checkPassword(
  { database, clock }: { database: Database; clock: Clock },
  organizerId: number,
  given: { initials: string; password: string },
  secondFactor?: (operatorId: number) => Promise<"fits" | "required" | "wrong">,
): Promise<PasswordCheck> {
  // Longer ones belong to nobody; cut, so that the table of failures keeps no long texts.
  const initials = given.initials.trim().slice(0, 20);
  const waitSeconds = await countAttempt(database, organizerId, initials, clock.now());
  if (waitSeconds !== undefined) return { outcome: "lockedOut", waitSeconds };
  const credential = await findCredential(database, organizerId, initials);
  const fits = await passwordFits(credential?.passwordHash, given.password);
  if (!credential || !fits) return { outcome: "wrong" };
  const second = (await secondFactor?.(credential.operatorId)) ?? "fits";
  if (second !== "fits") return { outcome: second === "required" ? "codeRequired" : "codeWrong" };
  await forgetFailures(database, organizerId, initials);
  const { operatorId, role } = credential;
  return { outcome: "fits", operatorId, role };
}

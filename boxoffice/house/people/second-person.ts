import type { Database } from "@allotement/platform/database/database.ts";
import { type ProblemAnswer, refuse } from "@allotement/platform/http/problems.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { FastifyReply } from "fastify";
import type { SecondPerson } from "../../api/people.ts";
import type { Caller } from "./access.ts";
import { checkPassword } from "./check-password.ts";
import { rolesFrom } from "./roles.ts";

/** Why a second person is refused, in this order; the screen has words for each. */
export type SecondPersonRefusal =
  | { error: "SECOND_PERSON_REQUIRED" | "SAME_PERSON" | "SECOND_PERSON_WRONG" | "SECOND_PERSON_ROLE" }
  | { error: "SECOND_PERSON_LOCKED_OUT"; waitSeconds: number };

/**
 * The second of the two people whom rules 7 and 9 ask for: another operator of the same organizer, manager or support,
 * who types initials and password on the caller's screen. The password is compared and forgotten.
 */
export async function checkSecondPerson(
  needs: { database: Database; clock: Clock },
  caller: Pick<Caller, "organizerId" | "operatorId" | "initials">,
  given: SecondPerson | undefined,
): Promise<{ operatorId: number } | { refusal: SecondPersonRefusal }> {
  if (!given) return { refusal: { error: "SECOND_PERSON_REQUIRED" } };
  // Before the password is looked at: nobody locks himself out by confirming his own act.
  if (given.initials.trim().toLowerCase() === caller.initials.toLowerCase())
    return { refusal: { error: "SAME_PERSON" } };
  const check = await checkPassword(needs, caller.organizerId, given);
  if (check.outcome === "lockedOut")
    return { refusal: { error: "SECOND_PERSON_LOCKED_OUT", waitSeconds: check.waitSeconds } };
  if (check.outcome !== "fits") return { refusal: { error: "SECOND_PERSON_WRONG" } };
  if (check.operatorId === caller.operatorId) return { refusal: { error: "SAME_PERSON" } };
  if (!rolesFrom.manager.some((role) => role === check.role))
    return { refusal: { error: "SECOND_PERSON_ROLE" } };
  return { operatorId: check.operatorId };
}

const answers: Record<SecondPersonRefusal["error"], { status: number; message: string }> = {
  SECOND_PERSON_REQUIRED: { status: 422, message: "A second person must confirm: initials and password." },
  SAME_PERSON: { status: 422, message: "The second person must be somebody else." },
  // Not 401: the caller's own session stands.
  SECOND_PERSON_WRONG: { status: 403, message: "Wrong initials or password of the second person." },
  SECOND_PERSON_ROLE: { status: 403, message: "The second person must be a manager or support." },
  SECOND_PERSON_LOCKED_OUT: { status: 429, message: "Too many wrong passwords of the second person." },
};

/** Sends the refusal of a second person. */
export function refuseSecondPerson(reply: FastifyReply, refusal: SecondPersonRefusal): FastifyReply {
  const { status, message } = answers[refusal.error];
  if (refusal.error === "SECOND_PERSON_LOCKED_OUT") reply.header("retry-after", String(refusal.waitSeconds));
  const problem: ProblemAnswer = { error: refusal.error, message };
  return refuse(reply, status, problem);
}

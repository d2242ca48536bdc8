import type { MailOutcome, Random } from "@allotement/platform/ports.ts";

/** A mail is tried this often, over about half a day: longer, the clerk should know and act. */
export const attemptsMax = 12;
const longestWaitMilliseconds = 2 * 3_600_000;

/**
 * The wait before the next attempt: from a minute, twice as long each time, never above two hours; jitter takes up to a
 * quarter of it away, so that mails which failed together do not come back together. Undefined: given up.
 */
export function nextWaitMilliseconds(
  attempts: number,
  outcome: MailOutcome & { kind: "notTaken" },
  random: Random,
): number | undefined {
  if (outcome.forGood || attempts >= attemptsMax) return undefined;
  const whole = Math.min(longestWaitMilliseconds, 60_000 * 2 ** Math.min(attempts - 1, 20));
  const [high = 0, low = 0] = random.bytes(2);
  return Math.ceil(whole - (whole * (high * 256 + low)) / 65_536 / 4);
}

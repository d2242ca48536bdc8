import type { Random } from "@allotement/platform/ports.ts";

/** No operation waits longer for its next copy, whatever the reseller said: no answer of theirs holds seats for ever. */
export const longestWaitMilliseconds = 3_600_000;

/** The wait before the next attempt: exponential from 0.5 s to 5 min, full jitter (rule 2), in milliseconds. */
export function retryDelayMilliseconds(attempts: number, random: Random): number {
  const ceiling = Math.min(300_000, 500 * 2 ** Math.min(attempts, 20));
  const [high = 0, low = 0] = random.bytes(2);
  return Math.ceil((ceiling * (high * 256 + low + 1)) / 65_536);
}

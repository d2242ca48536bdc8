import type { Clock } from "@allotement/platform/ports.ts";

/** Counts what a caller uses up. */
export interface RateLimit {
  /** Takes `amount`; answers 0 when it was granted, else the seconds after which it will be. */
  take(caller: string, amount: number): number;
}

/** Where there are more callers than this, the one that has been silent for longest is forgotten. */
const callersMax = 10_000;

/**
 * `perMinute` per caller, as a bucket that fills steadily and holds one minute's worth. Kept in memory: a restart forgives.
 * An amount larger than a whole bucket is granted by a full one, which then owes the rest.
 */
export function rateLimit(clock: Clock, perMinute: number): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(caller, amount) {
      const at = clock.now().getTime();
      const before = buckets.get(caller);
      const filled = before ? before.left + ((at - before.at) * perMinute) / 60_000 : perMinute;
      const left = Math.min(perMinute, filled);
      const needed = Math.min(amount, perMinute);
      if (left < needed) return Math.ceil(((needed - left) * 60) / perMinute);
      // At the end of the map again: its first one is the one that has been silent for longest.
      buckets.delete(caller);
      const [silent] = buckets.keys();
      if (silent !== undefined && buckets.size >= callersMax) buckets.delete(silent);
      buckets.set(caller, { left: left - amount, at });
      return 0;
    },
  };
}

import type { Chance } from "../simulator/chance.ts";
import type { WireMix } from "./proxy.ts";
import type { SideName } from "./side.ts";

export const blows = ["killServer", "stopPostgres", "killPostgres", "pause", "partition"] as const;

/** What befalls the processes of a round, `at` milliseconds after its begin. */
export interface Blow {
  at: number;
  what: (typeof blows)[number];
  side: SideName;
  /** How long a pause or a partition lasts, and how long a killed server stays away, in milliseconds. */
  lasts: number;
}

export interface RoundPlan {
  /** How long the clients go on, in milliseconds. */
  lasts: number;
  wire: WireMix;
  blows: Blow[];
}

export function drawPlan(chance: Chance): RoundPlan {
  const lasts = chance.between(1200, 2200);
  const likely = () => chance.pick([0, 0.05, 0.15, 0.35]);
  const blow = (): Blow => ({
    at: chance.between(100, lasts - 100),
    what: chance.pick(["killServer", "killServer", ...blows]),
    side: chance.pick(["boxoffice", "reseller"] as const),
    lasts: chance.between(0, 500),
  });
  return {
    lasts,
    wire: {
      drop: likely(),
      cut: likely(),
      // A silence holds a caller for a good part of the round: seldom, or nothing else would be seen.
      silence: likely() / 3,
      gateway: likely(),
      repeat: likely(),
      late: likely(),
      delay: likely(),
      slowest: chance.pick([20, 100, 400]),
    },
    blows: Array.from({ length: chance.between(1, 4) }, blow).sort((one, other) => one.at - other.at),
  };
}

import type { Chance } from "./chance.ts";
import type { SideName } from "./process.ts";
import type { Action } from "./scenario.ts";

/** What befalls the world from outside at a given time, `at` milliseconds after the start. */
export type Disturbance = { at: number } & (
  | { befalls: "partition"; way: "both" | "requests" | "answers"; lasts: number }
  | { befalls: "crash"; side: SideName; downFor: number }
  | { befalls: "pause"; side: SideName; lasts: number }
  | { befalls: "clockJump"; side: SideName; by: number }
  | { befalls: "maintenance"; lasts: number }
  /** A side is brought back to a copy of its database that was made at `backupAt`. */
  | { befalls: "restore"; side: SideName; backupAt: number; downFor: number }
);

export function drawDisturbances(chance: Chance, lasts: number): Disturbance[] {
  const disturbances: Disturbance[] = [];
  const some = (most: number, draw: () => Disturbance) => {
    for (let left = chance.below(most + 1); left > 0; left--) disturbances.push(draw());
  };
  const at = () => chance.below(lasts);
  const side = () => chance.pick(["venue", "reseller"] as const);
  some(2, () => ({
    at: at(),
    befalls: "partition",
    way: chance.pick(["both", "requests", "answers"] as const),
    lasts: chance.between(5_000, 240_000),
  }));
  some(2, () => ({ at: at(), befalls: "crash", side: side(), downFor: chance.between(100, 90_000) }));
  some(1, () => ({ at: at(), befalls: "pause", side: side(), lasts: chance.between(1_000, 120_000) }));
  some(1, () => ({ at: at(), befalls: "maintenance", lasts: chance.between(10_000, 120_000) }));
  if (chance.truth(0.25))
    some(2, () => ({ at: at(), befalls: "clockJump", side: side(), by: drawJump(chance) }));
  return disturbances.sort((one, other) => one.at - other.at);
}

/** A clock corrected by seconds, an hour wrong on the night of the change, or set to another day. */
function drawJump(chance: Chance): number {
  const by = chance.pick([700, 5_000, 90_000, 3_600_000, 26 * 3_600_000]);
  return chance.truth(0.5) ? by : -by;
}

/** Now and then a side loses its disk and comes back from a backup (rule 10); support sees to it soon after. */
export function drawRestores(
  chance: Chance,
  lasts: number,
): { disturbances: Disturbance[]; actions: Action[] } {
  const disturbances: Disturbance[] = [];
  const actions: Action[] = [];
  if (!chance.truth(0.15)) return { disturbances, actions };
  for (let left = chance.pick([1, 1, 1, 2]); left > 0; left--) {
    const at = chance.between(30_000, lasts);
    const backupAt = chance.truth(0.5) ? chance.below(at) : at - chance.below(30_000);
    const downFor = chance.between(100, 60_000);
    const side = chance.pick(["venue", "reseller"] as const);
    disturbances.push({ at, befalls: "restore", side, backupAt, downFor });
    const decision = chance.pick(["takeBack", "leaveToReseller"] as const);
    if (chance.truth(0.7))
      actions.push({ at: at + downFor + chance.below(60_000), do: "mendRestored", side, decision });
  }
  return { disturbances, actions };
}

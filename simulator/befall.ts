import { count } from "./coverage.ts";
import type { SideName } from "./process.ts";
import type { Disturbance } from "./scenario.disturbances.ts";
import { seatsSetBackAtReseller, seatsSetBackAtVenue } from "./touched.ts";
import type { World } from "./world.ts";

/** Lets one of the scenario's disturbances happen now. */
export function befall(world: World, one: Disturbance): void {
  const { agenda, wire, machines } = world;
  world.trace.note("world", JSON.stringify(one));
  if (one.befalls !== "crash") count(world.coverage, `fault: ${one.befalls}`);
  switch (one.befalls) {
    case "partition": {
      const until = agenda.now() + one.lasts;
      if (one.way !== "answers") wire.cut.requestsUntil = Math.max(wire.cut.requestsUntil, until);
      if (one.way !== "requests") wire.cut.answersUntil = Math.max(wire.cut.answersUntil, until);
      return;
    }
    case "maintenance":
      wire.maintenanceUntil = agenda.now() + one.lasts;
      return;
    case "crash":
      world.end(one.side, "killed", one.downFor);
      return;
    case "pause":
      machines[one.side].pausedUntil = agenda.now() + one.lasts;
      return;
    case "clockJump":
      machines[one.side].skew += one.by;
      return;
    case "restore":
      void restore(world, one);
      return;
  }
}

const noFaults = { crashAtPoint: 0, crashAtStore: 0, commitUndone: 0, commitUnknown: 0 };

/** The line carries again, nothing fails any more, the clocks are right, and whoever is down comes up. */
export function heal(world: World): void {
  world.trace.note("world", "heals");
  world.wire.heal();
  for (const side of ["venue", "reseller"] as const) {
    const machine = world.machines[side];
    machine.faults = { ...machine.faults, ...noFaults };
    machine.skew = 0;
    machine.pausedUntil = 0;
    world.start(side);
  }
}

/** How far loops oversleep from now on: the longer, the sooner a time in which nothing happens has gone by. */
export function oversleep(world: World, factors: number[]): void {
  for (const side of ["venue", "reseller"] as const) {
    const machine = world.machines[side];
    machine.faults = { ...machine.faults, oversleep: factors };
  }
}

/** Keeps the copies of this scenario's restores, each made at its own time. */
export function planBackups(world: World, begin: number): void {
  for (const one of world.scenario.disturbances)
    if (one.befalls === "restore")
      world.agenda.at(begin + one.backupAt, () => {
        const copy = world.agenda.whileReal(() => sideOf(world, one.side).backup());
        world.backups.set(one, copy);
      });
}

const sideOf = ({ sides }: World, side: SideName) => (side === "venue" ? sides.venue : sides.network);

/**
 * A side loses its disk: its server ends, its database is what it was at the time of the backup, and it starts again. The
 * reseller's manager says so before it does.
 */
async function restore(world: World, one: Extract<Disturbance, { befalls: "restore" }>): Promise<void> {
  const { agenda, sides } = world;
  const copy = world.backups.get(one);
  if (!copy) throw new Error("a side was to be restored from a backup that was not made");
  world.end(one.side, "loses its disk", one.downFor);
  await agenda.whileReal(async () => {
    const venue = await sides.venue.view();
    const network = await sides.network.view();
    await (await copy)();
    const setBack =
      one.side === "venue"
        ? seatsSetBackAtVenue(venue, await sides.venue.view())
        : seatsSetBackAtReseller(network, await sides.network.view());
    world.setBack = new Set([...world.setBack, ...setBack]);
    if (one.side === "reseller") {
      world.restores += 1;
      const streamId = `01900000-0000-7000-8000-${String(1 + world.restores).padStart(12, "0")}`;
      await sides.network.markRestored(streamId, new Date(agenda.now()));
    }
    // A conflict is explained by the venue's first restore; whatever was sent before the reseller's last was sent again.
    if (one.side === "reseller" || !world.restored.venue)
      world.restored = { ...world.restored, [one.side]: await sides.venue.view() };
  });
  world.unsettled = true;
}

import { count } from "./coverage.ts";
import type { Disturbance } from "./scenario.disturbances.ts";
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

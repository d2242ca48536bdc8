import { heal, oversleep } from "./befall.ts";
import { type Coverage, count } from "./coverage.ts";
import type { Broken, Invariant, Rows } from "./invariants/invariant.ts";
import { atAnyMoment, atTheEndOfFaults, onceAtRest } from "./invariants/invariants.ts";
import { atRest, expiredBaskets, unsettledRows } from "./invariants/rest.ts";
import { drawScenario, type Scenario } from "./scenario.ts";
import { type Floor, openWorld, type World } from "./world.ts";

/** What became of one seed. */
export interface Played {
  seed: number;
  broken: Broken | undefined;
  hash: string;
  lines: readonly string[];
  coverage: Coverage;
  entries: number;
}

/** Longer than any wait of the product: by then everything that heals has healed. */
const healsWithinMilliseconds = 3 * 3_600_000;
/** Copies of requests come as late as this. */
const lateCopiesMilliseconds = 5 * 3_600_000;

/** Plays one seed: a phase of faults, then everything heals and must converge; the invariants all along. */
export async function playSeed(seed: number, floor: Floor): Promise<Played> {
  return playScenario(drawScenario(seed), floor);
}

export async function playScenario(scenario: Scenario, floor: Floor): Promise<Played> {
  const world = await openWorld(scenario, floor);
  const { agenda, trace, coverage } = world;
  const healsAt = agenda.now() + scenario.lasts;
  await watch(world, healsAt);
  await check(world, atTheEndOfFaults);
  heal(world);
  oversleep(world, [5, 60, 120]);
  await comeToRest(world);
  if (scenario.wire.copiesHoursLate && !world.broken) {
    // A message that a restored venue forgot may be heard only now: then people settle its seats once more.
    if (world.restored.venue) world.unsettled = true;
    // What is as late as this finds everything at rest and must leave it so.
    oversleep(world, [5_000, 20_000]);
    await watch(world, agenda.now() + lateCopiesMilliseconds);
    oversleep(world, [5, 60, 120]);
    await comeToRest(world);
  }
  await importEverything(world);
  await check(world, onceAtRest);
  if (!world.broken) world.find(await world.sides.verify?.(new Date(agenda.now())));
  await countTransitions(world);
  if (world.broken) trace.note("world", "broken:", world.broken.invariant, ...world.broken.rows);
  await world.sides.venue.close();
  await world.sides.network.close();
  const { seed } = scenario;
  return {
    seed,
    broken: world.broken,
    hash: trace.hash(),
    lines: trace.lines(),
    coverage,
    entries: agenda.entries(),
  };
}

/** Lets time go on to a moment, looking at what holds at any moment after every entry that changed something. */
async function watch(world: World, until: number): Promise<void> {
  const { agenda, machines, sides } = world;
  let seen = 0;
  let due = false;
  const stop = () => {
    const written =
      (sides.venue.changes?.() ?? machines.venue.written) +
      (sides.network.changes?.() ?? machines.reseller.written);
    due = written !== seen;
    seen = written;
    return due || world.broken !== undefined;
  };
  while (!world.broken && agenda.now() < until) {
    await agenda.run(until, stop);
    if (due) await check(world, atAnyMoment);
  }
}

const none: ReadonlySet<number> = new Set();

async function rowsOf({ sides, scenario, restored, unsettled, setBack }: World): Promise<Rows> {
  const { seats: capacity } = scenario.house;
  const views = { venue: await sides.venue.view(), network: await sides.network.view() };
  return { ...views, capacity, restored, unsettled, setBack: unsettled ? setBack : none };
}

/** Rows can only be looked at between transactions. */
function inTransaction({ running }: World): boolean {
  return (running.venue?.process.open ?? 0) + (running.reseller?.process.open ?? 0) > 0;
}

async function check(world: World, invariants: readonly Invariant[]): Promise<void> {
  if (!world.broken && !inTransaction(world)) world.find(world.watch(invariants, await rowsOf(world)));
}

/** Goes on until nothing is on its way; what never comes to rest is broken. */
async function comeToRest(world: World): Promise<void> {
  const { agenda } = world;
  const limit = agenda.now() + healsWithinMilliseconds;
  while (!world.broken) {
    await watch(world, agenda.now() + 30_000);
    if (inTransaction(world)) continue;
    const rows = await rowsOf(world);
    const open = [...atRest.check(rows), ...expiredBaskets(rows.network, agenda.now())];
    if (world.unsettled) open.push(...unsettledRows(rows));
    if (open.length === 0) {
      world.unsettled = false;
      return;
    }
    if (world.unsettled) mendRestored(world);
    if (agenda.now() > limit) world.find({ invariant: `${atRest.rule}: ${atRest.title}`, rows: open });
  }
}

/** Support sees to every side that was restored, again and again, until nothing is left to settle. */
function mendRestored({ scenario, act }: World): void {
  const sides = new Set(
    scenario.disturbances.flatMap((one) => (one.befalls === "restore" ? [one.side] : [])),
  );
  for (const side of sides) act({ at: 0, do: "mendRestored", side, decision: "takeBack" });
}

/** A last run of import over every show, so that what can be integrated is; and what that booked is sealed. */
async function importEverything(world: World): Promise<void> {
  if (world.broken) return;
  const shows = world.scenario.house.shows.map((show) => show.number);
  world.act({ at: 0, do: "import", operator: 1, shows });
  await comeToRest(world);
  world.act({ at: 0, do: "seal" });
  await comeToRest(world);
}

/** Which movements of both sides' tables occurred. */
async function countTransitions(world: World): Promise<void> {
  if (inTransaction(world)) return;
  const { venue, network } = await rowsOf(world);
  for (const { movement, from, to } of venue.movements)
    count(world.coverage, `venue: ${movement} ${from} → ${to}`);
  for (const { movement, from, to } of network.movements)
    count(world.coverage, `reseller: ${movement} ${from} → ${to}`);
  for (const { blockReason, status } of venue.inbox)
    count(world.coverage, `inbox: ${status}${blockReason ? ` ${blockReason.kind}` : ""}`);
}

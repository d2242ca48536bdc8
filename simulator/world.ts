import { type Agenda, agendaFrom } from "./agenda.ts";
import { befall, planBackups } from "./befall.ts";
import { chanceOf } from "./chance.ts";
import { type Coverage, count } from "./coverage.ts";
import { failureOf } from "./failures.ts";
import { seasonOf } from "./house.ts";
import { type Broken, type Rows, type Watch, watch } from "./invariants/invariant.ts";
import { readSalesFile, type SalesFiles, writeSalesFile } from "./people-of-files.ts";
import { actAtNetwork, type Customer } from "./people-of-network.ts";
import { actAtVenue } from "./people-of-venue.ts";
import type { Machine, SideName } from "./process.ts";
import { type ResellerServer, startReseller } from "./reseller.ts";
import type { Disturbance } from "./scenario.disturbances.ts";
import type { Action, Scenario, SideFaults } from "./scenario.ts";
import type { Season } from "./season.ts";
import type { CommitFault, NetworkSide, SideOptions, VenueSide } from "./sides.ts";
import { type Trace, traceOf } from "./trace.ts";
import { startVenue, type VenueServer } from "./venue.ts";
import { type Wire, wireOf } from "./wire.ts";

/** The databases of both sides, furnished; on memory or on PostgreSQL. */
export interface Sides {
  venue: VenueSide;
  network: NetworkSide;
  /** What the product's own `verify` finds broken at rest; on memory it has nothing to read. */
  verify?(now: Date): Promise<Broken | undefined>;
}

export type Floor = (
  season: Season,
  settings: { onPriceMismatch: "stop" | "isolate"; venue: SideOptions; network: SideOptions },
  machines: Record<SideName, Machine>,
) => Sides | Promise<Sides>;

/** Both servers, the line between them and the people, in virtual time. */
export interface World {
  scenario: Scenario;
  agenda: Agenda;
  trace: Trace;
  coverage: Coverage;
  wire: Wire;
  machines: Record<SideName, Machine>;
  sides: Sides;
  /** The servers while they run. */
  running: { venue: VenueServer | undefined; reseller: ResellerServer | undefined };
  /** Looks for what the rows of both sides break. */
  watch: Watch;
  /** What was found wrong first. */
  broken: Broken | undefined;
  /** Copies of a side's database, by the restore that they are for. */
  backups: Map<Disturbance, Promise<() => void | Promise<void>>>;
  restores: number;
  /** What stood in the venue's books when it was first, or the reseller last, brought back to a backup. */
  restored: Rows["restored"];
  /** It was, and people have not yet settled all that came of it. */
  unsettled: boolean;
  /** The seats that restores have set back so far. */
  setBack: ReadonlySet<number>;
  find(broken: Broken | undefined): void;
  start(side: SideName): void;
  /** Ends a server as a power cut does, and has it started again later. */
  end(side: SideName, why: string, downFor: number): void;
  act(action: Action): void;
}

/** How long a server stays down after it ended at a point of its own, in milliseconds. */
const downAtMost = 30_000;

export async function openWorld(scenario: Scenario, floor: Floor): Promise<World> {
  const begin = Date.parse(scenario.startsAt);
  const agenda = agendaFrom(begin);
  const trace = traceOf(agenda.now);
  const coverage: Coverage = new Map();
  const customers = new Map<number, Customer>();
  const files: SalesFiles = new Map();
  const running: World["running"] = { venue: undefined, reseller: undefined };
  const wire = wireOf({
    agenda,
    trace,
    coverage,
    chance: chanceOf(scenario.seed, "wire"),
    faults: scenario.wire,
    serve: (request) => running.reseller?.serve(request),
  });
  const machineOf = (side: SideName, faults: SideFaults): Machine => {
    const chance = chanceOf(scenario.seed, side);
    const crash = (why: string) => endServer(world, side, why, 100 + chance.below(downAtMost));
    return {
      side,
      agenda,
      trace,
      coverage,
      chance,
      faults,
      skew: 0,
      pausedUntil: 0,
      real: false,
      written: 0,
      crash,
    };
  };
  const machines = {
    venue: machineOf("venue", scenario.venue),
    reseller: machineOf("reseller", scenario.reseller),
  };
  const { onPriceMismatch } = scenario.house;
  const options = {
    onPriceMismatch,
    venue: { commitFault: () => drawCommitFault(machines.venue) },
    network: { commitFault: () => drawCommitFault(machines.reseller) },
  };
  const sides = await floor(seasonOf(scenario.house), options, machines);
  const world: World = {
    scenario,
    agenda,
    trace,
    coverage,
    wire,
    machines,
    sides,
    running,
    watch: watch(),
    broken: undefined,
    backups: new Map(),
    restores: 0,
    restored: {},
    unsettled: false,
    setBack: new Set(),
    find(broken) {
      world.broken ??= broken;
    },
    start: (side) => startServer(world, side),
    end: (side, why, downFor) => endServer(world, side, why, downFor),
    act: (action) => act(world, customers, files, action),
  };
  world.start("reseller");
  world.start("venue");
  for (const action of scenario.actions) agenda.at(begin + action.at, () => world.act(action));
  planBackups(world, begin);
  for (const one of scenario.disturbances) agenda.at(begin + one.at, () => befall(world, one));
  return world;
}

/** A commit fails now and then: undone, or nobody is told whether it was done. */
function drawCommitFault({ faults, chance, coverage, side }: Machine): CommitFault {
  const { commitUndone, commitUnknown } = faults;
  if (commitUndone + commitUnknown === 0) return "commit";
  const drawn = chance.real();
  if (drawn >= commitUndone + commitUnknown) return "commit";
  const unknown = chance.truth(0.5) ? "unknownCommitted" : "unknownRolledBack";
  const fault = drawn < commitUndone ? "rollback" : unknown;
  count(coverage, `fault: commit ${fault} (${side})`);
  return fault;
}

function startServer(world: World, side: SideName): void {
  const { machines, running, sides } = world;
  const found = (failure: string) =>
    world.find({ invariant: `${side}: the product reports no failure of its own`, rows: [failure] });
  const { onPriceMismatch, sessionMinutes } = world.scenario.house;
  if (side === "venue")
    running.venue ??= startVenue(machines.venue, sides.venue, world.wire, onPriceMismatch, found);
  else running.reseller ??= startReseller(machines.reseller, sides.network, sessionMinutes, found);
}

function endServer(world: World, side: SideName, why: string, downFor: number): void {
  const server = world.running[side];
  if (!server) return;
  server.process.end();
  server.connection.kill();
  world.running[side] = undefined;
  count(world.coverage, `fault: crash (${side})`);
  world.trace.note(side, "ends", why);
  world.agenda.in(downFor, () => {
    world.trace.note(side, "starts");
    world.start(side);
  });
}

const atNetwork = new Set<Action["do"]>([
  "basket",
  "sell",
  "putBack",
  "cancel",
  "status",
  "changeNetworkPrice",
  "splitNetworkFees",
  "rescheduleThere",
  "writeSalesFile",
]);

function act(world: World, customers: Map<number, Customer>, files: SalesFiles, action: Action): void {
  const { running, trace, coverage } = world;
  const side = atNetwork.has(action.do) ? "reseller" : "venue";
  const words = JSON.stringify(action);
  const done = (outcome: string | undefined) => {
    trace.note(side, words, "→", outcome ?? "");
    count(coverage, `action: ${action.do}`);
  };
  const failed = (error: unknown) => {
    const failure = failureOf(error);
    trace.note(side, words, "failed:", failure ?? "its database");
    if (failure)
      world.find({ invariant: `${side}: the product reports no failure of its own`, rows: [words, failure] });
  };
  const { venue, reseller } = running;
  if (side === "venue" && venue)
    venue.process.now(() => {
      const doing =
        action.do === "readSalesFile" ? readSalesFile(venue, files, action) : actAtVenue(venue, action);
      doing.then(done, failed);
    });
  else if (side === "reseller" && reseller)
    reseller.process.now(() => {
      const doing =
        action.do === "writeSalesFile"
          ? writeSalesFile(reseller, files, action)
          : actAtNetwork(reseller, customers, action);
      doing.then(done, failed);
    });
  else trace.note(side, "is down:", words);
}

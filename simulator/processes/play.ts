import { mkdtemp, rm } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { newHistory } from "../../chaos/history.ts";
import { judge, readBooks } from "../../chaos/judge.ts";
import { type FaultyProxy, startProxy, type WireMix } from "../../chaos/proxy.ts";
import { untilQuiet } from "../../chaos/quiet.ts";
import { openSide, type Side } from "../../chaos/side.ts";
import { runVerify } from "../../dev/verify/run-verify.ts";
import { chanceOf } from "../chance.ts";
import { type Coverage, count } from "../coverage.ts";
import type { Broken } from "../invariants/invariant.ts";
import { bundle } from "../plant/bundle.ts";
import type { Planting } from "../plant/planting.ts";
import type { SideName } from "../process.ts";
import type { Disturbance } from "../scenario.disturbances.ts";
import { type Action, drawScenario, type Scenario } from "../scenario.ts";
import type { Cast } from "./cast.ts";
import { actAtNetwork } from "./network-people.ts";
import { scaledNow } from "./scaled-clock.ts";
import { setUpStage, signPeopleIn } from "./stage.ts";
import { actAtVenue } from "./venue-people.ts";

/** How many times faster than ours the servers' clocks go. */
const scale = 20;
const setupToken = "a set-up token for the floor of processes";

interface World {
  scenario: Scenario;
  sides: Record<SideName, Side>;
  /** Read at each start of a server. */
  environments: Record<SideName, Record<string, string>>;
  proxy: FaultyProxy;
  databases: Record<SideName, Database>;
  cast: Cast;
  coverage: Coverage;
  /** Aborted once everything heals. */
  over: AbortSignal;
}

export interface PlayedOnProcesses {
  seed: number;
  broken: Broken | undefined;
  coverage: Coverage;
}

/** Plays one seed's scenario on both servers as processes, through a bad line, by clocks that go faster. */
export async function playOnProcesses(
  seed: number,
  plantings: readonly Planting[] = [],
): Promise<PlayedOnProcesses> {
  const scenario = drawScenario(seed);
  const directory = await mkdtemp(`/tmp/allotement-chaos-${process.pid}-`);
  const program = await bundle("simulator/processes/server.ts", `processes-${seed}`, plantings);
  const time = { scale, startsAt: Date.parse(scenario.startsAt), epoch: Date.now() };
  const environmentOf = (extra: Record<string, string>): Record<string, string> => ({
    SETUP_TOKEN: setupToken,
    LOG_LEVEL: "error",
    SCALE: String(scale),
    STARTS_AT: String(time.startsAt),
    EPOCH: String(time.epoch),
    SKEW: "0",
    CRASH_AT_POINT: "0",
    ...extra,
  });
  const environments = {
    venue: environmentOf({ ALLOW_PRIVATE_RESELLER: "true" }),
    // Its minutes are short here.
    reseller: environmentOf({ SIGN_INS_PER_MINUTE: "100000", CALLS_PER_MINUTE: "1000000" }),
  };
  const sides = {
    venue: await openSide("boxoffice", directory, program.file, environments.venue),
    reseller: await openSide("reseller", directory, program.file, environments.reseller),
  };
  const proxy = await startProxy(sides.reseller.port);
  const opened: Database[] = [];
  const coverage: Coverage = new Map();
  try {
    await Promise.all([sides.venue.start(), sides.reseller.start()]);
    const urls = {
      boxofficeUrl: sides.venue.url,
      resellerUrl: sides.reseller.url,
      exchangeUrl: proxy.url,
      setupToken,
    };
    const cast: Cast = {
      stage: await setUpStage(scenario.house, urls),
      people: await signPeopleIn(sides.venue.url, sides.reseller.url),
      history: newHistory(),
      customers: new Map(),
      tickets: [],
      now: () => scaledNow(time),
      networkUrl: sides.reseller.url,
    };
    for (const side of [sides.venue, sides.reseller])
      opened.push(
        await openDatabase({
          ...(await side.connection()),
          poolSize: 3,
          applicationName: "allotement simulate",
        }),
      );
    const [venue, reseller] = opened;
    if (!venue || !reseller) throw new Error("both databases were just opened");
    const over = new AbortController();
    const databases = { venue, reseller };
    const world = { scenario, sides, environments, proxy, databases, cast, coverage, over: over.signal };
    await faults(world, over);
    await heal(world);
    let broken = await lookAtRest(world);
    if (!broken && scenario.wire.copiesHoursLate) {
      // Late copies arrive where everything is at rest, and must leave it so.
      proxy.disturb(noFaults, chanceOf(seed, "late"));
      await wait(1000);
      broken = await lookAtRest(world);
    }
    for (const [fault, times] of Object.entries(proxy.befell))
      if (times > 0) count(coverage, `line: ${fault}`, times);
    return { seed, broken, coverage };
  } finally {
    await Promise.all(opened.map((database) => database.close()));
    await Promise.all([sides.venue.close(), sides.reseller.close()]);
    await proxy.close();
    await program.remove();
    await rm(directory, { recursive: true, force: true });
  }
}

const noFaults: WireMix = {
  drop: 0,
  cut: 0,
  silence: 0,
  gateway: 0,
  repeat: 0,
  late: 0,
  delay: 0,
  slowest: 1,
};

/** The phase of faults: people act, and disturbances befall, each at its time. */
async function faults(world: World, over: AbortController): Promise<void> {
  const { scenario, proxy } = world;
  const { wire, seed } = scenario;
  const mix = {
    drop: wire.loss,
    cut: wire.loss,
    silence: wire.loss / 5,
    gateway: wire.gateway,
    repeat: wire.repeats,
    late: wire.copiesHoursLate ? 0.1 : 0,
    delay: 0.5,
    slowest: Math.max(1, Math.floor(wire.slowest / scale)),
  };
  proxy.disturb(mix, chanceOf(seed, "wire"));
  for (const side of ["venue", "reseller"] as const)
    trouble(world, side, { crashAtPoint: scenario[side].crashAtPoint });
  const watching = (["venue", "reseller"] as const).map((side) => keepUp(world, side));
  const stopping = (["venue", "reseller"] as const).map((side) => stopDatabase(world, side));
  const playing = [
    ...scenario.actions.map(async (action) => {
      await wait(action.at / scale);
      const told = await act(world.cast, action);
      count(world.coverage, `action: ${action.do} ${told ?? "had nothing to act on"}`);
    }),
    ...scenario.disturbances.map(async (one) => {
      await wait(one.at / scale);
      count(world.coverage, `fault: ${one.befalls}`);
      await befall(world, one);
    }),
  ];
  await wait(scenario.lasts / scale);
  await Promise.all(playing);
  over.abort();
  await Promise.all([...watching, ...stopping]);
}

/** What may be asked for once more without being done twice, where no server answered. */
const askedAgain = new Set<Action["do"]>([
  "hold",
  "block",
  "allot",
  "recall",
  "import",
  "fetch",
  "status",
  "basket",
]);

/** People do not give up at once where a server is away: its seconds are many of theirs here. */
async function act(cast: Cast, action: Action): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const told = (await actAtVenue(cast, action)) ?? (await actAtNetwork(cast, action));
    if (told === undefined || told === "ok" || attempt === 4 || !askedAgain.has(action.do)) return told;
    await wait(400);
  }
}

/** Tells a server, and whoever is started in its place, how wrong its clock is and how often it ends at crash points. */
function trouble(
  { sides, environments }: World,
  side: SideName,
  change: { skew?: number; crashAtPoint?: number },
): void {
  const environment = environments[side];
  const skew = change.skew ?? Number(environment.SKEW);
  const crashAtPoint = change.crashAtPoint ?? Number(environment.CRASH_AT_POINT);
  Object.assign(environment, { SKEW: String(skew), CRASH_AT_POINT: String(crashAtPoint) });
  sides[side].tell({ skew, crashAtPoint });
}

/** A server that ended at a crash point is started again a little later, as a supervisor does. */
async function keepUp({ sides, scenario, coverage, over }: World, name: SideName): Promise<void> {
  const chance = chanceOf(scenario.seed, `supervisor of ${name}`);
  const side = sides[name];
  while (!over.aborted) {
    if (!side.isUp()) {
      await wait(chance.below(30_000) / scale);
      await side.start();
      count(coverage, `fault: ${name} down`);
    }
    await wait(50);
  }
}

/** Commits of unknown outcome: where the scenario has them, PostgreSQL is stopped at once at some moment. */
async function stopDatabase({ sides, scenario, coverage, over }: World, name: SideName): Promise<void> {
  const { commitUndone, commitUnknown } = scenario[name];
  if (commitUndone + commitUnknown === 0) return;
  const chance = chanceOf(scenario.seed, `database of ${name}`);
  await wait(chance.below(scenario.lasts) / scale);
  if (!over.aborted && (await sides[name].stopPostgres(chance.pick(["SIGQUIT", "SIGKILL"]))))
    count(coverage, `fault: ${name} database stopped`);
}

async function befall(world: World, one: Disturbance): Promise<void> {
  const { sides, environments, proxy, cast } = world;
  switch (one.befalls) {
    case "partition":
      if (one.way !== "answers") proxy.part(one.lasts / scale, "requests");
      if (one.way !== "requests") proxy.part(one.lasts / scale, "answers");
      return;
    case "crash":
      await sides[one.side].kill();
      return;
    case "pause":
      return sides[one.side].pause(one.lasts / scale);
    case "clockJump":
      return trouble(world, one.side, { skew: Number(environments[one.side].SKEW) + one.by });
    case "maintenance": {
      const path = `/api/institutions/${cast.stage.institutionCode}`;
      await cast.people.manager.call("PATCH", path, { maintenance: true });
      await wait(one.lasts / scale);
      await cast.people.manager.call("PATCH", path, { maintenance: false });
      return;
    }
    case "restore":
      return;
  }
}

/** The line carries, the clocks are right, nobody ends at crash points, and whoever is down comes up. */
async function heal(world: World): Promise<void> {
  const { sides, proxy, cast } = world;
  proxy.heal();
  for (const side of ["venue", "reseller"] as const) {
    trouble(world, side, { skew: 0, crashAtPoint: 0 });
    await sides[side].start();
  }
  const path = `/api/institutions/${cast.stage.institutionCode}`;
  for (let tries = 0; tries < 20; tries += 1) {
    if ((await cast.people.manager.call("PATCH", path, { maintenance: false })).kind === "ok") return;
    await wait(200);
  }
}

/** Everything comes to rest; every sale is imported; what was told is held against both databases. */
async function lookAtRest({ cast, databases, sides }: World): Promise<Broken | undefined> {
  const { venue: boxoffice, reseller } = databases;
  const lines = [...cast.stage.shows.values()].map((showNumber) => ({ showNumber }));
  const ask = () => cast.people.operators[1].call("POST", "/api/interface/import-sales", { lines });
  await ask();
  const now = () => new Date(cast.now());
  const { at, last } = await untilQuiet(boxoffice, reseller, ask, now);
  if (!at)
    return {
      invariant: "18: at rest nothing is on its way",
      rows: [JSON.stringify(last), sides.venue.said(), sides.reseller.said()],
    };
  const { violations } = judge(cast.history, await readBooks(boxoffice, reseller));
  if (violations.length > 0)
    return { invariant: "what callers were told stands in the books", rows: violations };
  const clock = { now: () => at, sleep: async () => undefined };
  const report = await runVerify({ boxoffice, reseller, atRest: true, clock });
  const wrong = report.invariants.find((invariant) => !invariant.holds);
  return (
    wrong && {
      invariant: `${wrong.number}: ${wrong.title}`,
      rows: wrong.rows.map(({ where, detail }) => `${where}: ${detail}`),
    }
  );
}

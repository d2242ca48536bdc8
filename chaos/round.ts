import { setTimeout as wait } from "node:timers/promises";
import { runVerify } from "../dev/verify/run-verify.ts";
import { type Chance, chanceOf } from "../simulator/chance.ts";
import { counterClerk, interfaceClerk, networkSeller } from "./clients.ts";
import { gate } from "./gate.ts";
import type { History } from "./history.ts";
import { judge, readBooks, type Verdict } from "./judge.ts";
import { judgeDoor, readScans } from "./judge-door.ts";
import { type Blow, blows, drawPlan } from "./plan.ts";
import { untilQuiet } from "./quiet.ts";
import { supportPerson } from "./support.ts";
import type { World } from "./world.ts";

export interface RoundReport {
  round: number;
  /** How many blows of each kind fell, by side: «killServer boxoffice». */
  fell: Map<string, number>;
  milliseconds: number;
  unknown: Verdict["unknown"];
  violations: string[];
}

/** One round: load under faults and blows, then everything heals, comes to rest and is held against the history. */
export async function playRound(
  world: World,
  history: History,
  seed: number,
  round: number,
): Promise<RoundReport> {
  const begun = Date.now();
  const chance = chanceOf(seed, `round ${round}`);
  const plan = drawPlan(chance);
  const fell = new Map<string, number>();
  const over = new AbortController();
  world.proxy.disturb(plan.wire, chanceOf(seed, `wire ${round}`));
  const clients = startClients(world, history, seed, round, over.signal);
  const falling = plan.blows.map((blow) => strike(world, blow, fell));
  await wait(plan.lasts);
  over.abort();
  await Promise.all(falling);
  world.proxy.heal();
  await Promise.all(Object.values(world.sides).map((side) => side.start()));
  await Promise.all(clients);
  const { violations, unknown } = await look(world, history);
  return { round, fell, milliseconds: Date.now() - begun, unknown, violations };
}

function startClients(
  { people, secondPerson, stock }: World,
  history: History,
  seed: number,
  round: number,
  over: AbortSignal,
): Promise<void>[] {
  const needs = (client: number) => {
    const chance: Chance = chanceOf(seed, `client ${client} of round ${round}`);
    return { round, client, stock, history, chance, over };
  };
  return [
    ...[1, 2, 3].map((client) => networkSeller(people.seller, needs(client))),
    ...[4, 5].map((client) => counterClerk(people.clerk, needs(client))),
    ...[6, 7, 8].map((client) => interfaceClerk(people.clerk, people.support, needs(client))),
    supportPerson(people, { ...needs(9), secondPerson }),
    gate(people.clerk, needs(10)),
  ];
}

async function strike(
  { sides, proxy }: World,
  { at, what, side: name, lasts }: Blow,
  fell: Map<string, number>,
) {
  await wait(at);
  const side = sides[name];
  const blow = what === "partition" ? what : `${what} ${name}`;
  fell.set(blow, (fell.get(blow) ?? 0) + 1);
  if (what === "partition") proxy.part(lasts);
  else if (what === "pause") await side.pause(lasts);
  else if (what === "killServer") {
    await side.kill();
    await wait(lasts);
    await side.start();
  } else await side.stopPostgres(what === "stopPostgres" ? "SIGQUIT" : "SIGKILL");
}

/** Everything heals; what was told is held against both databases, and the invariants against themselves. */
async function look(world: World, history: History): Promise<Pick<RoundReport, "violations" | "unknown">> {
  const { boxoffice, reseller } = world.databases;
  const lines = [{ showNumber: world.stock.showNumber }];
  const rest = await untilQuiet(boxoffice, reseller, () =>
    world.people.clerk.call("POST", "/api/interface/import-sales", { lines }),
  );
  const violations: string[] = [];
  for (const side of Object.values(world.sides))
    if (side.endedByItself() > 0) violations.push(`the ${side.name} has ended by itself: ${side.said()}`);
  const at = rest.at;
  if (!at) violations.push(`it never came to rest: ${JSON.stringify(rest.last)}`);
  const books = await patiently(() => readBooks(boxoffice, reseller));
  const verdict = judge(history, books);
  violations.push(...verdict.violations, ...judgeDoor(history, await readScans(boxoffice)));
  const now = at ?? new Date();
  const clock = { now: () => now, sleep: async () => undefined };
  const report = await runVerify({ boxoffice, reseller, atRest: at !== undefined, clock });
  for (const { number, title, rows } of report.invariants)
    for (const { where, detail } of rows)
      violations.push(`invariant ${number} (${title}): ${where}: ${detail}`);
  violations.push(...report.notCompared.map((account) => `not compared: ${account}`));
  return { violations, unknown: verdict.unknown };
}

/** Where it never came to rest, a PostgreSQL may still be on its way up after its last blow: that alone is no verdict. */
async function patiently<Read>(read: () => Promise<Read>): Promise<Read> {
  for (const end = Date.now() + 60_000; Date.now() < end; await wait(500)) {
    const books = await read().catch(() => undefined);
    if (books !== undefined) return books;
  }
  return read();
}

export const blowNames = blows.flatMap((what) =>
  what === "partition" ? [what] : [`${what} boxoffice`, `${what} reseller`],
);

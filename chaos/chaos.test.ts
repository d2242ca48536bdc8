import { readdir } from "node:fs/promises";
import { operationRequest } from "@allotement/protocol/messages/operation.ts";
import { expect, test } from "vitest";
import { exchangeControls } from "../simulator/plant/controls.exchange.ts";
import { playRounds } from "./chaos.ts";
import type { Forgery } from "./proxy.ts";
import { blowNames } from "./round.ts";

const minutes = 60_000;

test(
  "after 25 rounds of kills, stops, pauses and a bad line no seat was sold twice and no sale was lost",
  async () => {
    const { violations, rounds, history, befell } = await playRounds({ rounds: 25, seed: 1 });
    expect(violations).toEqual([]);
    expect(rounds).toHaveLength(25);
    // The rounds were rounds: every blow and every fault fell, and everything asked for was done at some time.
    const fell = new Set(rounds.flatMap((round) => [...round.fell.keys()]));
    expect(blowNames.filter((name) => !fell.has(name))).toEqual([]);
    expect(Object.entries(befell).filter(([, times]) => times === 0)).toEqual([]);
    const done = new Set(
      [...history.sales, ...history.errands].filter(({ told }) => told === "ok").map(whatOf),
    );
    const all = [
      "allot",
      "basket",
      "counter",
      "forceRecall",
      "giveUp",
      "hold",
      "import",
      "network",
      "putBack",
      "recall",
      "release",
    ];
    // Whether customers come to a conflict is chance's.
    expect([...done].filter((what) => what !== "closeConflict").sort()).toEqual(all);
    const atDoor = new Set(history.scans.flatMap(({ answers }) => answers));
    for (const answer of [null, "cancelled", "notInside"]) expect(atDoor).toContain(answer);
    const told = new Set(history.sales.map((sale) => sale.told));
    expect(told).toEqual(new Set(["ok", "failed", "unknown"]));
    expect(
      (await readdir("/tmp")).filter((name) => name.startsWith(`allotement-chaos-${process.pid}-`)),
    ).toEqual([]);
  },
  10 * minutes,
);

const whatOf = (done: { what: string } | { at: string }) => ("what" in done ? done.what : done.at);

/** A line that answers recalls in the reseller's stead: every seat is withdrawn, and the reseller never heard of it. */
const lyingLine: Forgery = ({ method, path, body }) => {
  if (method !== "PUT" || !path.includes("/operations/")) return undefined;
  const { kind, seats } = operationRequest.parse(JSON.parse(body.toString()));
  if (kind !== "recall") return undefined;
  const results = seats.map(({ seatCode, grant }) => ({ seatCode, grant }));
  const answer = JSON.stringify({ outcome: "done", asOf: 0, results });
  return { status: 200, headers: { "content-type": "application/json" }, body: Buffer.from(answer) };
};

test(
  "kill rounds can fail: a line that forges «withdrawn» gives one seat two owners, and both are named",
  async () => {
    const { violations, rounds } = await playRounds({ rounds: 10, seed: 1, forge: lyingLine });
    expect(rounds.length).toBeLessThan(10);
    expect(violations.join("\n")).toMatch(/invariant 2 .*seat \d+/);
  },
  5 * minutes,
);

test(
  "kill rounds can fail: a box office in which a time-out frees the seat is found out",
  async () => {
    const planted = exchangeControls.find(({ name }) => name === "a time-out frees the seat (recall)");
    const { violations, rounds } = await playRounds({
      rounds: 10,
      seed: 1,
      plantings: planted?.plantings ?? [],
    });
    expect(rounds.length).toBeLessThan(10);
    expect(violations.join("\n")).toMatch(/seat \d+/);
  },
  5 * minutes,
);

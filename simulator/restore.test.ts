import { describe, expect, test } from "vitest";
import { playScenario } from "./play.ts";
import { memoryFloor } from "./run/floor.memory.ts";
import type { Disturbance } from "./scenario.disturbances.ts";
import { type Action, drawScenario, type Scenario } from "./scenario.ts";
import type { NetworkView } from "./views.ts";
import type { Floor } from "./world.ts";

/** What the simulator found in restores from a backup, played on a line without faults. */

const quiet = { crashAtPoint: 0, crashAtStore: 0, commitUndone: 0, commitUnknown: 0, oversleep: [1] };
const everyday: Scenario = {
  ...drawScenario(1),
  lasts: 300_000,
  house: {
    shows: [{ number: 50, performances: [501] }],
    seats: 4,
    unknownZone: false,
    onPriceMismatch: "stop",
    basketMinutes: 5,
    sessionMinutes: 10,
    localDate: "2026-12-23",
    localTime: "19:00",
  },
  wire: { loss: 0, repeats: 0, copiesHoursLate: false, gateway: 0, slowest: 50 },
  venue: quiet,
  reseller: quiet,
};
const [operator, performance] = [1 as const, 501];
const seats = [1, 2];
const onSale: Action[] = [
  { at: 1_000, do: "hold", operator, performance, seats, hold: "interface" },
  { at: 2_000, do: "allot", operator, performances: [performance] },
  { at: 5_000, do: "status", show: 50, to: "announced" },
  { at: 6_000, do: "status", show: 50, to: "onSale" },
];
const sale = (at: number): Action[] => [
  { at, do: "basket", customer: 1, performance, seats: [1], looks: false },
  { at: at + 500, do: "sell", customer: 1, holder: false },
];
const lineCut = (at: number, lasts: number): Disturbance => ({
  at,
  befalls: "partition",
  way: "both",
  lasts,
});

async function play(actions: Action[], disturbances: Disturbance[]): Promise<string> {
  const played = await playScenario({ ...everyday, actions, disturbances }, memoryFloor);
  expect(played.broken).toBeUndefined();
  return played.lines.join("\n");
}

test("a backup that goes further than the venue had received is given back to, and sells on", async () => {
  const lines = await play(
    [...onSale, ...sale(60_000), { at: 280_000, do: "sell", customer: 1, holder: false }],
    [
      lineCut(55_000, 100_000),
      { at: 80_000, befalls: "restore", side: "reseller", backupAt: 70_000, downFor: 1_000 },
    ],
  );
  expect(lines).toMatch(/POST \/sales\/known → 200 {"upTo":1}/);
});

test("a reseller restored before the venue had received anything waits for its word alone", async () => {
  const lines = await play(
    onSale.map((action) => ({ ...action, at: action.at + 60_000 })),
    [{ at: 1_500, befalls: "restore", side: "reseller", backupAt: 500, downFor: 500 }],
  );
  expect(lines).toMatch(/POST \/sales\/known → 200 {"upTo":0}/);
});

test("a sale that a restored venue receives before it knows the grant gets its seat with the counters", async () => {
  const lines = await play(
    [...onSale, ...sale(60_000)],
    [
      lineCut(20_000, 10_000),
      { at: 25_000, befalls: "restore", side: "venue", backupAt: 1_500, downFor: 1_000 },
    ],
  );
  expect(lines).toContain("mendRestored");
});

test("a restored venue hears of a fence on a performance that the reseller never created, and creates it then", async () => {
  const lines = await play(
    [
      { at: 1_000, do: "hold", operator, performance, seats, hold: "interface" },
      { at: 2_000, do: "allot", operator, performances: [performance] },
      { at: 3_000, do: "giveUp", operator, pick: 0 },
      { at: 5_000, do: "forceRecall", performance, seats: "all" },
      { at: 150_000, do: "mendRestored", side: "venue", decision: "takeBack" },
      { at: 200_000, do: "hold", operator, performance, seats, hold: "interface" },
      { at: 210_000, do: "allot", operator, performances: [performance] },
    ],
    [
      lineCut(1_500, 20_000),
      { at: 60_000, befalls: "restore", side: "venue", backupAt: 500, downFor: 1_000 },
    ],
  );
  expect(lines).toMatch(/contingent → 200 .*"localDate":null/);
  expect(lines).toMatch(/allot → 200 {"outcome":"done","asOf":0,"results":\[{"seatCode":1,"grant":3}/);
});

test("no message of before reaches a restored reseller ahead of what is sent to it once more", async () => {
  const lines = await play(
    [
      ...onSale,
      ...sale(30_000),
      { at: 100_000, do: "recall", operator, performances: [performance], seats: [2] },
    ],
    [
      lineCut(99_000, 30_000),
      { at: 110_000, befalls: "restore", side: "reseller", backupAt: 500, downFor: 1_000 },
    ],
  );
  expect(lines).toMatch(/recall → 401/);
});

describe("while a restore is not settled", () => {
  /** The reseller forgets that it was given seats 1 and 2, and has taken seat 2 back; of seat 3 it never heard. */
  const scenario: Scenario = {
    ...everyday,
    actions: [
      ...onSale,
      { at: 50_000, do: "recall", operator, performances: [performance], seats: [2] },
      { at: 112_000, do: "hold", operator, performance, seats: [4], hold: "other" },
    ],
    disturbances: [{ at: 110_000, befalls: "restore", side: "reseller", backupAt: 500, downFor: 1_000 }],
  };

  /** For some seconds after the restore the reseller offers a seat that the venue may sell; then it is mended. */
  const alsoOffered =
    (seatCode: number): Floor =>
    (season, options, machines) => {
      const sides = memoryFloor(season, options, machines);
      if (sides instanceof Promise) throw new Error("the floor in memory is there at once");
      const { agenda } = machines.reseller;
      const begin = agenda.now();
      let offered: NetworkView["seats"][number] | undefined;
      const view = async () => {
        const rows = await sides.network.view();
        offered ??= rows.seats.find(({ state }) => state === "offered");
        const passed = agenda.now() - begin;
        if (!offered || passed < 111_000 || passed > 115_000) return rows;
        const others = rows.seats.filter((seat) => seat.seatCode !== seatCode);
        return { ...rows, seats: [...others, { ...offered, seatCode }] };
      };
      return { ...sides, network: { ...sides.network, view } };
    };

  test("a seat that it did not set back is watched as ever: two owners for seconds are found", async () => {
    const { broken } = await playScenario(scenario, alsoOffered(3));
    expect(broken?.invariant).toMatch(/^2: never both sides entitled/);
    expect(broken?.rows.join()).toContain("seat 3: free at the venue, offered at the reseller");
  });

  test("a seat that it set back is left to the people who settle it", async () => {
    const { broken } = await playScenario(scenario, alsoOffered(2));
    expect(broken).toBeUndefined();
  });
});

test("an answer of the past that a restored reseller has lost gives way to its new one, and is not waited for", async () => {
  // Answered after three sales of which the venue had received none: they, and that answer, are lost with the disk.
  const played = await playScenario(drawScenario(5304), memoryFloor);
  expect(played.broken).toBeUndefined();
});

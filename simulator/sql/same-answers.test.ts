import { testDatabase } from "@allotement/platform/database/test-database.ts";
import { resellerMigrations } from "@allotement/reseller/server.ts";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memoryNetwork } from "../memory/network.ts";
import { memoryVenue } from "../memory/venue.ts";
import { smallSeason } from "../season.ts";
import { sqlNetwork, sqlVenue } from "../sides.sql.ts";
import type { NetworkView, VenueView } from "../views.ts";
import { type NetworkStep, networkStep, takeNetworkStep } from "./same-answers.network.ts";
import { countingRandom, type Player, playerOn } from "./same-answers.player.ts";
import { takeVenueStep, type VenueStep, venueStep } from "./same-answers.venue.ts";

const season = smallSeason();
let openSql: () => Promise<Player>;
let drop: () => Promise<void>;

beforeAll(async () => {
  const venue = await testDatabase(new URL("../../boxoffice/migrations", import.meta.url).pathname);
  const network = await testDatabase(resellerMigrations);
  const random = { current: countingRandom() };
  const venueSide = await sqlVenue(venue.database, season);
  const networkSide = await sqlNetwork(network.database, season, {
    bytes: (length) => random.current.bytes(length),
  });
  const begin = [await venueSide.backup(), await networkSide.backup()];
  openSql = async () => {
    for (const restore of begin) await restore();
    random.current = countingRandom();
    return playerOn({ venueSide, networkSide });
  };
  drop = async () => {
    await venue.drop();
    await network.drop();
  };
});
afterAll(() => drop());

function openMemory(): Player {
  return playerOn({
    venueSide: memoryVenue(season),
    networkSide: memoryNetwork(season, countingRandom()),
  });
}

/** Tables have no order: rows compare as texts. */
function unordered(view: VenueView | NetworkView): Record<string, unknown> {
  const sorted = Object.entries(view).map(([table, rows]): [string, unknown] => [
    table,
    Array.isArray(rows) ? rows.map(asText).sort() : asText(rows),
  ]);
  return Object.fromEntries(sorted);
}

function asText(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => {
    if (typeof one !== "object" || one === null || Array.isArray(one)) return one;
    return Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** What a step came to; of a failure only that it failed: the two say it in other words. */
async function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return { answer: await work };
  } catch {
    return "failed";
  }
}

async function playBoth<Step>(
  steps: readonly Step[],
  take: (player: Player, step: Step) => Promise<unknown>,
): Promise<void> {
  const memory = openMemory();
  const sql = await openSql();
  for (const [index, step] of steps.entries()) {
    const there = await outcomeOf(take(sql, step));
    const here = await outcomeOf(take(memory, step));
    expect({ index, step, outcome: here }).toEqual({ index, step, outcome: there });
  }
  expect(unordered(await memory.venueSide.view())).toEqual(unordered(await sql.venueSide.view()));
  expect(unordered(await memory.networkSide.view())).toEqual(unordered(await sql.networkSide.view()));
}

const runs = { numRuns: 12, endOnFailure: false };

test("whatever happens at the venue, memory and PostgreSQL answer the same and hold the same rows", async () => {
  const steps = fc.array<VenueStep>(venueStep, { minLength: 20, maxLength: 60, size: "max" });
  await fc.assert(
    fc.asyncProperty(steps, (sequence) => playBoth(sequence, takeVenueStep)),
    runs,
  );
});

test("whatever happens at the reseller, memory and PostgreSQL answer the same and hold the same rows", async () => {
  const steps = fc.array<NetworkStep>(networkStep, { minLength: 20, maxLength: 60, size: "max" });
  await fc.assert(
    fc.asyncProperty(steps, (sequence) => playBoth(sequence, takeNetworkStep)),
    runs,
  );
});

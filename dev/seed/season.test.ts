import { performanceList, showList } from "@allotement/boxoffice/api/programme.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startWorld, type World } from "../world.ts";
import { boxofficeOperator } from "./client.ts";
import { demoPassword, empire, petiteScene } from "./people.ts";
import { seedSeason } from "./season.ts";

let world: World;
beforeAll(async () => {
  world = await startWorld();
  await seedSeason({ ...world, now: new Date() }, () => {});
});
afterAll(() => world?.close());

const state = z.object({
  blockedSales: z.int(),
  pendingSales: z.int(),
  seatsInDoubt: z.int(),
  feedFault: z.null(),
});

test("the demo season leaves something to see on every screen, for two organizers", async () => {
  const clerk = await boxofficeOperator(world.boxofficeUrl, empire.organizerId, "tuto", demoPassword);
  const seen = await clerk.get("/api/interface/state", state);
  expect(seen.blockedSales).toBeGreaterThan(0);
  expect(seen.pendingSales).toBeGreaterThan(0);
  expect(seen.seatsInDoubt).toBe(0);
  const other = await boxofficeOperator(world.boxofficeUrl, petiteScene.organizerId, "tuto", demoPassword);
  expect(await other.get("/api/interface/state", state)).toMatchObject({ blockedSales: 0, pendingSales: 0 });
});

test("the first organizer has 8 shows and 60 performances, past and to come", async () => {
  const clerk = await boxofficeOperator(world.boxofficeUrl, empire.organizerId, "tuto", demoPassword);
  const { shows } = await clerk.get("/api/shows", showList);
  const lists = await Promise.all(
    shows.map(({ showNumber }) => clerk.get(`/api/shows/${showNumber}/performances`, performanceList)),
  );
  const starts = lists.flatMap(({ performances }) => performances.map(({ startsAt }) => startsAt));
  expect([shows.length, starts.length]).toEqual([8, 60]);
  const now = new Date().toISOString();
  expect(starts.some((at) => at < now) && starts.some((at) => at > now)).toBe(true);
});

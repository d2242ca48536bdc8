import { sql } from "@allotement/platform/database/database.ts";
import type { ShowStatus } from "@allotement/protocol/messages/contingent.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openHouse, scope, settings, showNumber, type TestHouse } from "../house.fixture.ts";
import { json, type TestReseller, testReseller } from "../reseller.fixture.ts";
import { startWorker } from "../worker.ts";
import { silentShows, silentSummary } from "./show-status.views.ts";
import { watchShowStatus } from "./watch-show-status.ts";

let house: TestHouse;
let reseller: TestReseller;
let status: ShowStatus | "unheard";
let close: (() => Promise<unknown>) | undefined;

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
  status = "confirmed";
  reseller.instead = (call) =>
    call === "GET /shows" && status !== "unheard"
      ? json({ showNumber, title: "La Lyre", status, performances: [] })
      : undefined;
  const line = reseller.line(house);
  const fail = (error: unknown) => {
    throw error;
  };
  const worker = startWorker(house.store, line, settings, house.ports, fail);
  const watch = watchShowStatus({
    database: house.database,
    line,
    scope,
    clock: house.clock,
    onFailure: fail,
  });
  close = () => Promise.all([worker.stop(), watch.stop()]);
});
afterEach(async () => {
  await close?.();
  await house.drop();
});

/** Allots, and lets a minute go by once the reseller has created the show. */
const allot = async () => {
  await house.startRun({ kind: "allot", newShow: { comment: "", prices: [] } });
  await expect.poll(seen, { timeout: 10_000 }).toBeNull();
  minutes(1);
};
const seen = async () =>
  (await house.database.first<{ status: string | null }>(sql`select status from reseller_shows`))?.status;
const silent = () => silentShows(house.database, scope, house.time.now);
const minutes = (count: number) => {
  house.time.now = new Date(house.time.now.getTime() + count * 60_000);
};

describe("allotted seats that nobody can buy", () => {
  test("stand in the alarm from the first accepted answer, with the status and when it was seen", async () => {
    expect(await silent()).toEqual([]);
    expect(await silentSummary(house.database, scope, house.time.now)).toBeNull();
    const since = house.time.now.toISOString();
    await allot();
    await expect.poll(async () => (await silent())[0]?.seats, { timeout: 10_000 }).toBe(10);
    const statusSeenAt = house.time.now.toISOString();
    expect(await silentSummary(house.database, scope, house.time.now)).toEqual({ count: 1, since });
    expect(await silent()).toEqual([
      {
        ...{ showNumber, title: "La Lyre", status: "confirmed", seats: 10, performances: 1 },
        ...{ firstDate: "2026-12-23", since, statusSeenAt },
      },
    ]);
  });

  test("leave it once the reseller sells the show, and come back with their own age where it stops", async () => {
    await allot();
    await expect.poll(seen, { timeout: 10_000 }).toBe("confirmed");
    status = "onSale";
    minutes(11);
    await expect.poll(seen, { timeout: 10_000 }).toBe("onSale");
    expect(await silent()).toEqual([]);
    status = "stopped";
    minutes(11);
    await expect.poll(seen, { timeout: 10_000 }).toBe("stopped");
    expect((await silent())[0]?.since).toBe("2026-10-01T10:23:00.000Z");
  });

  test("are not told of a show whose status was never heard, nor asked for without end", async () => {
    status = "unheard";
    await allot();
    await expect.poll(() => reseller.calls.includes("GET /shows"), { timeout: 10_000 }).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(reseller.calls.filter((call) => call === "GET /shows")).toHaveLength(1);
    expect(await silent()).toEqual([]);
  });

  test("a status is kept, and asked for again when it is ten minutes old", async () => {
    await allot();
    await expect.poll(seen, { timeout: 10_000 }).toBe("confirmed");
    const asked = () => reseller.calls.filter((call) => call === "GET /shows").length;
    const before = asked();
    minutes(9);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(asked()).toBe(before);
    minutes(2);
    await expect.poll(asked, { timeout: 10_000 }).toBe(before + 1);
  });

  test("are gone from it once the performance is over", async () => {
    await allot();
    await expect.poll(seen, { timeout: 10_000 }).toBe("confirmed");
    expect(await silent()).toHaveLength(1);
    expect(await silentShows(house.database, scope, new Date("2026-12-24T00:00:00.000Z"))).toEqual([]);
  });
});

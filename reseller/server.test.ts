import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { emptyDatabase } from "@allotement/platform/database/test-database.ts";
import { noCrash, systemClock, systemIds, systemRandom } from "@allotement/platform/ports.system.ts";
import { parseSettings } from "@allotement/platform/settings.ts";
import { expect, test } from "vitest";
import { startBackground } from "./background.ts";
import { feedStore } from "./feed/feed.store.ts";
import { basketOf, type Network, operation, putOnSale, sell, send, startNetwork } from "./network.fixture.ts";
import { startReseller } from "./server.ts";
import { resellerSettings } from "./settings.ts";

test("a network starts on an empty database, describes its contract, and stops", async () => {
  const { url: DATABASE_URL, drop } = await emptyDatabase();
  const DATA_DIRECTORY = await mkdtemp(join(tmpdir(), "reseller-"));
  const settings = parseSettings(resellerSettings, {
    DATABASE_URL,
    DATA_DIRECTORY,
    PORT: "0",
    LOG_LEVEL: "silent",
  });
  const ports = { clock: systemClock, random: systemRandom, ids: systemIds, crash: noCrash };
  const first = await startReseller(settings, ports);
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200);
  const contract: { paths: Record<string, unknown> } = JSON.parse(
    await (await fetch(`${first.url}/openapi.json`)).text(),
  );
  for (const path of [
    "/allotment/v1/session",
    "/allotment/v1/check",
    "/allotment/v1/operations/{operationId}",
    "/allotment/v1/operations/{operationId}/void",
    "/allotment/v1/performances/{number}/schedule",
    "/allotment/v1/performances/{number}/contingent",
    "/allotment/v1/shows/{number}",
    "/allotment/v1/sales",
    "/allotment/v1/sales/acknowledgements",
    "/api/baskets",
  ])
    expect(Object.keys(contract.paths)).toContain(path);
  await first.close();
  await expect(fetch(`${first.url}/healthz`)).rejects.toThrow();
  const second = await startReseller(settings, ports);
  await second.close();
  await rm(DATA_DIRECTORY, { recursive: true });
  await drop();
});

test("the work in the background numbers the feed and empties expired baskets", async () => {
  const network: Network = await startNetwork();
  await send(network, operation("allot", [1, 2], 1));
  await putOnSale(network);
  await sell(network, [1]);
  await basketOf(network, [2]);
  await network.database.run(sql`update baskets set expires_at = created_at where state = 'open'`);
  const stop = startBackground({
    ...network,
    feed: feedStore(network.database),
    onFailure: (error) => {
      throw error;
    },
  });
  await expect
    .poll(() =>
      network.database.first(sql`
        select (select count(*)::int from feed_events where sequence = 1) as numbered,
          (select state from contingent_seats where seat_code = 2) as state`),
    )
    .toEqual({ numbered: 1, state: "offered" });
  await stop();
  await network.close();
});

test("connections that the database has cut are replaced", async () => {
  const { url, drop } = await emptyDatabase();
  const settings = resellerSettings.parse({ DATABASE_URL: url, PORT: 0, LOG_LEVEL: "silent" });
  const ports = { clock: systemClock, random: systemRandom, ids: systemIds, crash: noCrash };
  const running = await startReseller(settings, ports);
  const admin = await openDatabase({ connectionString: url, poolSize: 1 });
  await admin.run(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  await expect.poll(async () => (await fetch(`${running.url}/healthz`)).status).toBe(200);
  await admin.close();
  await running.close();
  await drop();
});

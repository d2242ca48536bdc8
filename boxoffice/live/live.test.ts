import { mkdtemp, rm } from "node:fs/promises";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { emptyDatabase } from "@allotement/platform/database/test-database.ts";
import { systemPorts } from "@allotement/platform/ports.system.ts";
import { parseSettings } from "@allotement/platform/settings.ts";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startBoxoffice } from "../server.ts";
import { boxofficeSettings } from "../settings.ts";
import { type Listening, listenAs, signInAt } from "./live.fixture.ts";

const setupToken = "a set-up token for tests";
const password = "correct horse";
let directory: string;
let external: Awaited<ReturnType<typeof emptyDatabase>>;
let database: Database;
/** Two processes of one box office, on one database. */
let servers: Awaited<ReturnType<typeof startBoxoffice>>[];
const open: Listening[] = [];

beforeAll(async () => {
  directory = await mkdtemp("/tmp/allotement-live-");
  external = await emptyDatabase();
  const settings = parseSettings(boxofficeSettings, {
    DATABASE_URL: external.url,
    DATA_DIRECTORY: directory,
    PORT: "0",
    LOG_LEVEL: "silent",
    SETUP_TOKEN: setupToken,
  });
  servers = [await startBoxoffice(settings, systemPorts), await startBoxoffice(settings, systemPorts)];
  database = await openDatabase({
    connectionString: external.url,
    poolSize: 2,
    applicationName: "live test",
  });
  for (const organizerId of [669, 670]) {
    const answer = await fetch(`${url(0)}/api/organizers`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${setupToken}` },
      body: JSON.stringify({
        organizerId,
        name: `Theatre ${organizerId}`,
        operator: { initials: "SUP", name: "Support", password },
      }),
    });
    expect(answer.status).toBe(201);
  }
});
afterEach(() => {
  for (const one of open.splice(0)) one.leave();
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await database.close();
  await external.drop();
  await rm(directory, { recursive: true });
});

const url = (server: 0 | 1) => servers[server]?.url ?? "";
const signIn = (server: 0 | 1, organizerId: number) => signInAt(url(server), organizerId, "SUP", password);
const listen = async (server: 0 | 1, cookie: string) => {
  const listening = await listenAs(url(server), cookie);
  open.push(listening);
  return listening;
};
/** As a sale, a hold or a recall does at its commit. */
const tell = (organizerId: number, performanceNumber: number, seatCodes: number[] | null) =>
  database.run(
    sql`select pg_notify('live', ${JSON.stringify({
      organizerId,
      topic: "seats",
      performanceNumber,
      seatCodes,
    })})`,
  );

test("what one process commits is told to the pages of every process, of that organizer alone", async () => {
  const [near, far, stranger] = [
    await listen(0, await signIn(0, 669)),
    await listen(1, await signIn(0, 669)),
    await listen(1, await signIn(1, 670)),
  ];
  for (const page of [near, far, stranger]) await page.next("hello");
  await tell(669, 12, [101, 102]);
  const change = { topic: "seats", performanceNumber: 12, seatCodes: [101, 102] };
  expect(JSON.parse(await near.next("change"))).toEqual(change);
  expect(JSON.parse(await far.next("change"))).toEqual(change);
  // Told in order: had the stranger heard of the first, it would stand before this one.
  await tell(670, 7, null);
  expect(JSON.parse(await stranger.next("change"))).toMatchObject({ performanceNumber: 7 });
});

test("signing out ends the stream at once, whichever process it goes through", async () => {
  const cookie = await signIn(0, 669);
  const [here, there] = [await listen(0, cookie), await listen(1, cookie)];
  const headers = { cookie, "content-type": "application/json" };
  const answer = await fetch(`${url(0)}/api/sign-out`, { method: "POST", headers, body: "{}" });
  expect(answer.status).toBe(204);
  for (const page of [here, there]) {
    await page.next("ended");
    await page.over;
  }
});

test("an operator who may no longer sign in hears nothing more", async () => {
  const listening = await listen(1, await signIn(1, 670));
  await database.run(sql`update operators set active = false where organizer_id = 670 and initials = 'SUP'`);
  await listening.next("ended");
  await listening.over;
  await database.run(sql`update operators set active = true where organizer_id = 670 and initials = 'SUP'`);
});

test("nobody listens without a session, and one session not without end", async () => {
  expect((await fetch(`${url(0)}/api/live`)).status).toBe(401);
  const cookie = await signIn(0, 669);
  for (let stream = 0; stream < 12; stream++) await listen(0, cookie);
  const refused = await fetch(`${url(0)}/api/live`, { headers: { cookie } });
  expect([refused.status, await refused.json()]).toMatchObject([429, { error: "TOO_MANY_STREAMS" }]);
});

test("a lost connection to the database is opened anew: pages are sent away, and come in again", async () => {
  const cookie = await signIn(0, 669);
  const listening = await listen(0, cookie);
  await listening.next("hello");
  await database.run(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like '%pg_notify($1, $2)%' and pid <> pg_backend_pid()`);
  await listening.over;
  await expect
    .poll(async () => (await listen(0, cookie).catch(() => undefined)) !== undefined, { timeout: 30_000 })
    .toBe(true);
});

test("a server closes while pages stand open", async () => {
  const listening = await listen(1, await signIn(1, 669));
  await servers.pop()?.close();
  await listening.over;
});

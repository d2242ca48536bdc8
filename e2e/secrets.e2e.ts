import { connectionTest } from "@allotement/boxoffice/api/interface-connection.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { systemNetwork } from "@allotement/platform/ports.system.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../dev/constellation.ts";
import { allot } from "../dev/seed/exchange.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { demoPassword, petiteScene } from "../dev/seed/people.ts";
import { anything } from "../dev/seed/venue.ts";
import { worldSettings } from "../dev/world.ts";
import { setUpSmallWorld, smallCredential } from "./small-world.ts";

/** The whole exchange at the loudest log level: everything that is printed, answered or kept is searched for secrets. */

const encryptionKey = "c0ffee12".repeat(8);
let settings: Awaited<ReturnType<typeof worldSettings>>;
let boxoffice: ServerProcess;
let reseller: ServerProcess;
let printed = "";
let answered = "";
const secrets = new Map<string, string>();
const plainFetch = globalThis.fetch;

/** Keeps what was answered to anybody; cookies and tokens are secrets that only their owner may see. */
async function recordingFetch(...call: Parameters<typeof fetch>): Promise<Response> {
  const response = await plainFetch(...call);
  for (const cookie of response.headers.getSetCookie()) {
    const value = /^[^=]+=([^;]{20,})/.exec(cookie)?.[1];
    if (value) secrets.set(`cookie ${secrets.size}`, value);
  }
  answered += `${await response.clone().text()}\n`;
  for (const [name, value] of response.headers) if (name !== "set-cookie") answered += `${name}: ${value}\n`;
  return response;
}

beforeAll(async () => {
  globalThis.fetch = recordingFetch;
  settings = await worldSettings();
  secrets.set("set-up token", settings.setupToken);
  secrets.set("people's password", demoPassword);
  secrets.set("the venue's password at the reseller", smallCredential.password);
  secrets.set("encryption key", encryptionKey);
  const show = (text: string) => {
    printed += text;
  };
  const loud = { PATH: process.env.PATH, LOG_LEVEL: "trace" };
  boxoffice = await startServerProcess(
    "boxoffice",
    { ...settings.boxoffice, ...loud, ENCRYPTION_KEY: encryptionKey },
    { show },
  );
  reseller = await startServerProcess("reseller", { ...settings.reseller, ...loud }, { show });
});
afterAll(async () => {
  globalThis.fetch = plainFetch;
  await boxoffice?.close();
  await reseller?.close();
  await settings?.drop();
});

/** Every row of every table, as text. */
async function kept(url: string): Promise<string> {
  const database: Database = await openDatabase({
    connectionString: url,
    poolSize: 1,
    applicationName: "secrets",
  });
  const tables = await database.rows<{ rows: string | null }>(sql`
    select query_to_xml(format('select * from %I', tablename), true, true, '')::text as rows
    from pg_tables where schemaname = 'public'`);
  await database.close();
  return tables.map(({ rows }) => rows ?? "").join("\n");
}

test("no secret is printed, answered or kept readable, whatever goes well or wrong at log level trace", async () => {
  const { url } = boxoffice;
  const small = await setUpSmallWorld(
    { boxofficeUrl: url, resellerUrl: reseller.url, setupToken: settings.setupToken },
    1,
  );
  const { venue, network, showNumber, performances } = small;
  const { institutionCode } = petiteScene;
  await allot(venue.clerk, showNumber, performances);
  await setStatus(network, institutionCode, showNumber, "announced", "onSale");
  const [performance = 0] = performances;
  await sellAtNetwork(network.seller, institutionCode, performance, [1], venue.ticketnet.fullPrice, null);
  await venue.clerk.raw("POST", "/api/interface/fetch", {});

  const exchange = allotmentClient(systemNetwork, reseller.url, 5_000);
  const credential = { institutionCode, ...smallCredential };
  const session = await exchange.openSession(credential);
  if (session.kind !== "answer") throw new Error("the session was refused");
  secrets.set("session token", session.answer.token);
  await exchange.sales(session.answer.token, 0, 10);
  answered += JSON.stringify(await exchange.openSession({ ...credential, institutionCode: 1 }));

  // All that can go wrong with a secret in hand.
  const wrong = { organizerId: petiteScene.organizerId, initials: "SUP", password: demoPassword };
  await venue.clerk.raw("POST", "/api/sign-in", { ...wrong, initials: "NOBODY" });
  await venue.clerk.raw("POST", "/api/sign-in", { ...wrong, password: [demoPassword] });
  await venue.support.raw("PUT", "/api/interface/connection", {
    ...smallCredential,
    serverUrl: `https://scene:${smallCredential.password}@network.example`,
  });
  for (const path of ["/api/sign-in", "/api/session", "/allotment/v1/session"])
    for (const base of [url, reseller.url])
      await recordingFetch(base + path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: `{"password": "${demoPassword}", "x": ${smallCredential.password}`,
      });
  await venue.support.get("/api/interface/connection", anything);
  await reseller.close();
  const down = await venue.support.send("POST", "/api/interface/connection/test", {}, connectionTest);
  expect(down.up).toBe(false);

  expect(printed).toContain("incoming request");
  expect(answered.length).toBeGreaterThan(10_000);
  const databases = (
    await Promise.all([settings.boxofficeDatabase.url, settings.resellerDatabase.url].map(kept))
  ).join("\n");
  expect(databases).toContain("password_hash");
  expect(secrets.size).toBeGreaterThan(8);
  const found = [...secrets].flatMap(([name, secret]) => [
    ...(printed.includes(secret) ? [`${name} is printed`] : []),
    ...(answered.includes(secret) ? [`${name} is answered`] : []),
    ...(databases.includes(secret) ? [`${name} is kept readable`] : []),
  ]);
  expect(found).toEqual([]);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, raw, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { startServerProcess } from "../dev/constellation.ts";
import { allot } from "../dev/seed/exchange.ts";
import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import { demoPassword, petiteScene, resellerPeople } from "../dev/seed/people.ts";
import { setUpSmallWorld, smallCredential } from "../e2e/small-world.ts";
import type { Credential } from "./requests.ts";
import { openApi, type Route, routesOf } from "./schema.ts";

/** One server as the fuzz sees it. */
export interface Target {
  name: "box office" | "reseller";
  url: string;
  database: Database;
  routes: Route[];
  components: ReturnType<typeof openApi.parse>["components"]["schemas"];
  credentials: Credential[];
  knownNumbers: number[];
  knownIds: string[];
}

/** Both servers, each a process, on these two empty databases, with a season that has begun: seats allotted, some sold. */
export async function openStage(databaseUrls: { boxoffice: string; reseller: string }) {
  const directory = await mkdtemp(join(tmpdir(), "allotement-fuzz-"));
  const setupToken = "a set-up token for the fuzz";
  const shared = { PATH: process.env.PATH, PORT: "0", SETUP_TOKEN: setupToken, LOG_LEVEL: "silent" };
  const boxoffice = await startServerProcess("boxoffice", {
    ...shared,
    DATABASE_URL: databaseUrls.boxoffice,
    DATA_DIRECTORY: join(directory, "boxoffice"),
    ALLOW_PRIVATE_RESELLER: "true",
  });
  const reseller = await startServerProcess("reseller", {
    ...shared,
    DATABASE_URL: databaseUrls.reseller,
    DATA_DIRECTORY: join(directory, "reseller"),
    // The limits would refuse what is to be looked at.
    ...{ CALLS_PER_MINUTE: "1000000000", SEATS_PER_MINUTE: "1000000000", SIGN_INS_PER_MINUTE: "1000000000" },
  });
  const urls = { boxofficeUrl: boxoffice.url, resellerUrl: reseller.url, setupToken };
  await playSeason(urls);
  const open = (connectionString: string) =>
    openDatabase({ connectionString, poolSize: 2, applicationName: "allotement fuzz" });
  const [ours, theirs] = await Promise.all([open(databaseUrls.boxoffice), open(databaseUrls.reseller)]);
  const targets = [
    await boxofficeTarget(boxoffice.url, ours, setupToken),
    await resellerTarget(reseller.url, theirs, setupToken),
  ] as const;
  return {
    targets,
    async close() {
      await Promise.all([ours.close(), theirs.close()]);
      await Promise.all([boxoffice.close(), reseller.close()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function playSeason(urls: { boxofficeUrl: string; resellerUrl: string; setupToken: string }) {
  const { venue, network, showNumber, performances } = await setUpSmallWorld(urls, 2);
  const [performance = 0] = performances;
  const { institutionCode } = petiteScene;
  await allot(venue.clerk, showNumber, performances.slice(0, 1));
  await setStatus(network, institutionCode, showNumber, "announced", "onSale");
  const holder = { surname: "MARTIN", firstName: "Claire" };
  await sellAtNetwork(
    network.seller,
    institutionCode,
    performance,
    [1, 2],
    venue.ticketnet.fullPrice,
    holder,
  );
  await venue.clerk.raw("POST", "/api/interface/fetch", {});
}

async function documentOf(url: string) {
  const response = await fetch(`${url}/openapi.json`);
  const document = openApi.parse(await response.json());
  return { routes: routesOf(document), components: document.components.schemas };
}

/** A cookie of somebody who signs in; `ended` by signing out again, so that it names a session that is over. */
async function cookieOf(url: string, path: string, body: object): Promise<string> {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const cookie = response.headers.get("set-cookie")?.split(";")[0];
  if (!cookie) throw new Error(`${path} was refused: ${response.status}`);
  return cookie;
}

const nobody: Credential[] = [
  { name: "nobody", headers: {}, opens: [] },
  { name: "invented bearer", headers: { authorization: "Bearer invented" }, opens: [] },
  { name: "no bearer at all", headers: { authorization: "Basic eDp4" }, opens: [] },
];

async function boxofficeTarget(url: string, database: Database, setupToken: string): Promise<Target> {
  const { organizerId } = petiteScene;
  const people = await database.rows<{ initials: string; role: string }>(sql`
    select initials, role from operators where organizer_id = ${organizerId} and role <> 'system'`);
  const signedIn: Credential[] = [];
  for (const { initials, role } of people) {
    const cookie = await cookieOf(url, "/api/sign-in", { organizerId, initials, password: demoPassword });
    signedIn.push({ name: role, headers: { cookie }, opens: [role] });
  }
  const [first] = people;
  const over = await cookieOf(url, "/api/sign-in", {
    organizerId,
    initials: first?.initials,
    password: demoPassword,
  });
  await fetch(`${url}/api/sign-out`, {
    method: "POST",
    headers: { cookie: over, "content-type": "application/json" },
    body: "{}",
  });
  return {
    name: "box office",
    url,
    database,
    ...(await documentOf(url)),
    credentials: [
      ...nobody,
      ...signedIn,
      ...signedIn,
      { name: "session that is over", headers: { cookie: over }, opens: [] },
      { name: "set-up token", headers: { authorization: `Bearer ${setupToken}` }, opens: ["setup"] },
    ],
    knownNumbers: await numbersOf(database, "performance_number", "performances", "show_number", "shows"),
    knownIds: await idsOf(database, "event_id", "feed_inbox", "run_id", "interface_runs"),
  };
}

async function resellerTarget(url: string, database: Database, setupToken: string): Promise<Target> {
  const signedIn: Credential[] = [];
  for (const { userName, role } of resellerPeople) {
    const cookie = await cookieOf(url, "/api/session", { userName, password: demoPassword });
    // A manager may do what the set-up token may.
    signedIn.push({
      name: role,
      headers: { cookie },
      opens: role === "manager" ? [role, "setup"] : [role],
    });
  }
  const session = await fetch(`${url}/allotment/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ institutionCode: petiteScene.institutionCode, ...smallCredential }),
  });
  const body: unknown = await session.json();
  const token = typeof body === "object" && body && "token" in body ? String(body.token) : "";
  const line: Credential = {
    name: "institution",
    headers: { authorization: `Bearer ${token}` },
    opens: ["institution"],
  };
  return {
    name: "reseller",
    url,
    database,
    ...(await documentOf(url)),
    credentials: [
      ...nobody,
      ...signedIn,
      line,
      line,
      line,
      { name: "set-up token", headers: { authorization: `Bearer ${setupToken}` }, opens: ["setup"] },
    ],
    knownNumbers: await numbersOf(
      database,
      "performance_number",
      "performances",
      "institution_code",
      "institutions",
    ),
    knownIds: await idsOf(database, "event_id", "feed_events", "order_id", "orders"),
  };
}

async function numbersOf(database: Database, ...columns: [string, string, string, string]) {
  return (await valuesOf(database, columns)).map(Number);
}

function idsOf(database: Database, ...columns: [string, string, string, string]) {
  return valuesOf(database, columns);
}

async function valuesOf(database: Database, [one, first, other, second]: [string, string, string, string]) {
  const rows = await database.rows<{ value: string }>(
    raw(`select ${one}::text as value from ${first} union select ${other}::text from ${second}`),
  );
  return rows.map(({ value }) => value);
}

import { fileURLToPath } from "node:url";
import { type Database, raw, sql } from "@allotement/platform/database/database.ts";
import { testDatabase } from "@allotement/platform/database/test-database.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { systemRandom } from "@allotement/platform/ports.system.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { boxofficeHttp } from "../http.ts";

/** For tests: the box office on a database of its own, called without a network, at a time that the test sets. */

export const setupToken = "a set-up token for tests";
export const password = "correct horse";
const migrations = fileURLToPath(new URL("../migrations", import.meta.url));

export interface Answer {
  status: number;
  /** The parsed body; tests look into it freely. */
  // biome-ignore lint/suspicious/noExplicitAny: a test states by its expectations what an answer holds.
  body: any;
  headers: Record<string, string | number | string[] | undefined>;
}

/** Calls the box office as one person; keeps the session's cookie as a browser does. */
export interface Person {
  get(url: string, headers?: Record<string, string>): Promise<Answer>;
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(url: string, body?: unknown): Promise<Answer>;
}

export type House = Awaited<ReturnType<typeof openHouse>>;

/** `interfaceRoutes`: registers the interface's routes beside the house's, which the house itself never imports. */
export async function openHouse(
  interfaceRoutes?: (server: Server, needs: { database: Database; clock: Clock }) => void,
  poolSize = 10,
) {
  const { database, drop } = await testDatabase(migrations, poolSize);
  const time = { now: new Date("2026-01-05T09:00:00.000Z") };
  const clock: Clock = { now: () => new Date(time.now), sleep: async () => undefined };
  const server = await boxofficeHttp({
    database,
    clock,
    random: systemRandom,
    encryptionKey: systemRandom.bytes(32),
    setupToken,
    logLevel: "error",
    trustedProxies: [],
    siteDirectory: "/nowhere",
    ...(interfaceRoutes && {
      moreRoutes: (server: Server) => interfaceRoutes(server, { database, clock }),
    }),
  });
  await server.ready();

  function person(always: Record<string, string> = {}): Person {
    let cookie: string | undefined;
    const call = async (
      method: "GET" | "POST" | "PUT",
      url: string,
      body?: unknown,
      headers = {},
    ): Promise<Answer> => {
      const answer = await server.inject({
        method,
        url,
        headers: { ...always, ...(cookie === undefined ? {} : { cookie }), ...headers },
        ...(body === undefined ? {} : { payload: body as object }),
      });
      for (const { name, value } of answer.cookies) cookie = value === "" ? undefined : `${name}=${value}`;
      const text = answer.body;
      const json = text !== "" && String(answer.headers["content-type"]).includes("json");
      return { status: answer.statusCode, body: json ? JSON.parse(text) : text, headers: answer.headers };
    };
    return {
      get: (url, headers) => call("GET", url, undefined, headers),
      post: (url, body = {}, headers) => call("POST", url, body, headers),
      put: (url, body = {}) => call("PUT", url, body),
    };
  }

  async function organizer(organizerId: number, name = `Theatre ${organizerId}`): Promise<Person> {
    await person({ authorization: `Bearer ${setupToken}` }).post("/api/organizers", {
      organizerId,
      name,
      operator: { initials: "SUP", name: "Support", password },
    });
    return signedIn(organizerId, "SUP");
  }

  async function signedIn(organizerId: number, initials: string): Promise<Person> {
    const someone = person();
    const { status } = await someone.post("/api/sign-in", { organizerId, initials, password });
    if (status !== 200) throw new Error(`${initials} cannot sign in: ${status}`);
    return someone;
  }

  return {
    database,
    server,
    clock,
    /** Set `time.now` to travel. */
    time,
    person,
    /** Makes an organizer and answers its first operator, of role support, signed in. */
    organizer,
    signedIn,
    async close() {
      await server.close();
      await drop();
    },
  };
}

/** Every row of an organizer in every table that has organizers, as one text. */
export async function everythingOf(database: Database, organizerId: number): Promise<string> {
  const tables = await database.rows<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'organizer_id' order by table_name`);
  const contents: string[] = [];
  for (const { name } of tables) {
    const found = await database.first<{ text: string }>(sql`
      select coalesce(string_agg(line::text, ${"\n"} order by line::text), '') as text
      from ${raw(name)} line where organizer_id = ${organizerId}`);
    contents.push(`${name}: ${found?.text}`);
  }
  return contents.join("\n\n");
}

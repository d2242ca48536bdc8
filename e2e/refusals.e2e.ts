import { readFile } from "node:fs/promises";
import { connectionTest } from "@allotement/boxoffice/api/interface-connection.ts";
import { runReport } from "@allotement/boxoffice/api/interface-runs.ts";
import { type Database, raw, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { systemNetwork } from "@allotement/platform/ports.system.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import { type CodeKind, codeList } from "@allotement/reseller/api/mapping.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../dev/free-port.ts";
import { client } from "../dev/seed/client.ts";
import { allot } from "../dev/seed/exchange.ts";
import { connect, type Network } from "../dev/seed/network.ts";
import { demoPassword, petiteScene } from "../dev/seed/people.ts";
import { anything, type Venue } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";
import { setUpSmallWorld, smallCredential } from "./small-world.ts";

const { institutionCode, organizerId } = petiteScene;
const institution = `/api/institutions/${institutionCode}`;

let world: World;
let ours: Database;
let theirs: Database;
let network: Network;
let venue: Venue;
let plan: string;
let showNumber: number;
let performance: number;

beforeAll(async () => {
  world = await startWorld();
  const open = (url: string) =>
    openDatabase({ connectionString: url, poolSize: 2, applicationName: "refusals" });
  [ours, theirs] = await Promise.all([open(world.boxofficeDatabaseUrl), open(world.resellerDatabaseUrl)]);
  plan = await readFile(new URL("../dev/seed/petite-scene.json", import.meta.url), "utf8");
  const small = await setUpSmallWorld(world, 1);
  ({ venue, network, showNumber } = small);
  performance = small.performances[0] ?? 0;
});
afterAll(async () => {
  await Promise.all([ours?.close(), theirs?.close()]);
  await world?.close();
});

/** Every row of a database's tables that carry the venue's and the network's business, as one text. */
async function everything(database: Database): Promise<string> {
  const tables = await database.rows<{ name: string }>(sql`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_name not in
      ('operator_sessions', 'sign_in_failures', 'staff_sessions', 'institution_tokens', 'institution_credentials',
       'schema_migrations', 'feed_cursors') order by 1`);
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await database.rows<{ text: string | null }>(
        raw(`select string_agg(t::text, e'\\n' order by t::text) as text from ${name} t`),
      );
      return `${name}\n${row?.text ?? ""}`;
    }),
  );
  return texts.join("\n");
}

describe("bad input to the box office: a clear answer and nothing changed", () => {
  let before: string;
  beforeEach(async () => {
    before = await everything(ours);
  });

  const expectUnchanged = async () => expect(await everything(ours)).toBe(before);

  test("a wrong password, and too many of them", async () => {
    const stranger = client(world.boxofficeUrl);
    const attempt = () =>
      stranger.raw("POST", "/api/sign-in", { organizerId, initials: "tuto", password: "wrong" });
    for (let time = 0; time < 5; time++)
      expect(await attempt()).toMatchObject({ status: 401, body: { error: "WRONG_CREDENTIALS" } });
    expect(await attempt()).toMatchObject({ status: 429, body: { error: "TOO_MANY_ATTEMPTS" } });
    const right = { organizerId, initials: "tuto", password: demoPassword };
    expect(await stranger.raw("POST", "/api/sign-in", right)).toMatchObject({ status: 429 });
    await expectUnchanged();
  });

  test("a plan file cut short names line and reason", async () => {
    const answer = await venue.support.raw("POST", "/api/halls", { plan: plan.slice(0, plan.length / 2) });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        error: "INVALID_PLAN",
        problems: [{ code: "truncatedFile", line: expect.any(Number), reason: expect.any(String) }],
      },
    });
    await expectUnchanged();
  });

  test("a plan with two seats of one id names the second's path", async () => {
    const guids = [...plan.matchAll(/"seat_guid": ?"([^"]+)"/g)].map((match) => match[1] ?? "");
    const twice = plan.replace(`"${guids[1]}"`, `"${guids[0]}"`);
    const answer = await venue.support.raw("POST", "/api/halls", { plan: twice });
    expect(answer).toMatchObject({
      status: 422,
      body: {
        error: "INVALID_PLAN",
        problems: [
          { code: "duplicateSeatId", path: expect.stringMatching(/zones\[0\]\.rows\[0\]\.seats\[1\]/) },
        ],
      },
    });
    await expectUnchanged();
  });

  test("a price of 12,345", async () => {
    const line = {
      priceTypeCode: venue.ticketnet.fullPrice,
      seatCategoryCode: [...venue.categories.values()][0],
      venueFeeCents: 0,
      organizerFeeCents: 0,
    };
    const grid = { validFrom: new Date().toISOString(), lines: [{ ...line, faceValueCents: "12,345" }] };
    const answer = await venue.support.raw("POST", `/api/shows/${showNumber}/price-grids`, grid);
    expect(answer).toMatchObject({
      status: 422,
      body: { error: "INVALID_REQUEST", problems: [{ path: "body/lines/0/faceValueCents" }] },
    });
    await expectUnchanged();
  });

  test("a first allotment while no price grid is in force: none of its sales could be integrated", async () => {
    const validFrom = (instant: string) => ours.run(sql`update price_grids set valid_from = ${instant}`);
    await validFrom("2090-01-01T00:00:00Z");
    const line = {
      priceTypeCode: venue.ticketnet.fullPrice,
      seatCategoryCode: [...venue.categories.values()][0],
      ...{ faceValueCents: 2800, venueFeeCents: 100, organizerFeeCents: 0, resellerFeeCents: 280 },
    };
    const order = { showNumber, performanceNumbers: [performance], newShow: { comment: "", lines: [line] } };
    const answer = await venue.clerk.raw("POST", "/api/interface/allot", order);
    expect(answer).toMatchObject({ status: 409, body: { error: "NO_PRICE" } });
    await validFrom("2020-01-01T00:00:00Z");
    await expectUnchanged();
  });

  test("a counter price type in the interface", async () => {
    const block = {
      resellerName: "TICKETMASTER FRANCE",
      serverUrl: world.resellerUrl,
      institutionCode,
      ...smallCredential,
      contactMail: "",
      ...venue.interfaceBlock,
      priceTypeCodes: [venue.ticketnet.fullPrice, venue.counter.fullPrice],
    };
    const answer = await venue.support.raw("PUT", "/api/interface/connection", block);
    expect(answer).toMatchObject({ status: 422, body: { problems: [{ path: "body/priceTypeCodes/1" }] } });
    await expectUnchanged();
    const forced = ours.run(sql`insert into interface_price_types (organizer_id, reseller_id, price_type_code)
      values (${organizerId}, 1, ${venue.counter.fullPrice})`);
    await expect(forced).rejects.toThrow(/foreign key/);
  });
});

describe("the line to the reseller does not carry: told apart, nothing changed", () => {
  const tried = () => venue.support.send("POST", "/api/interface/connection/test", {}, connectionTest);
  const settle = (change: Record<string, unknown>) =>
    network.manager.send("PATCH", institution, change, anything);

  test("a wrong password to the reseller, then too many", async () => {
    const reseller = allotmentClient(systemNetwork, world.resellerUrl, 5_000);
    const attempt = () =>
      reseller.openSession({ institutionCode, userName: smallCredential.userName, password: "wrong" });
    expect(await attempt()).toMatchObject({ kind: "refused", status: 401, error: "WRONG_CREDENTIALS" });
    for (let time = 0; time < 4; time++) await attempt();
    expect(await attempt()).toMatchObject({
      kind: "refused",
      status: 429,
      retryAfterSeconds: expect.any(Number),
    });
    const fresh = { userName: "scene-2", password: "une-autre-phrase" };
    await network.manager.send("POST", `${institution}/credentials`, fresh, anything);
    await connect(venue, world.resellerUrl, institutionCode, fresh);
    expect(await tried()).toMatchObject({ up: true, seenAddress: "127.0.0.1" });
  });

  test("an address that is not allowed: the answer names it", async () => {
    await network.manager.send("PUT", `${institution}/addresses`, { addresses: ["203.0.113.7"] }, anything);
    expect(await tried()).toMatchObject({
      up: false,
      problem: { kind: "addressRefused", seenAddress: "127.0.0.1" },
    });
    await network.manager.send(
      "PUT",
      `${institution}/addresses`,
      { addresses: ["127.0.0.1", "::1"] },
      anything,
    );
  });

  test("a refusal in silence, as a firewall does, is a time-out", async () => {
    await settle({ refuseSilently: true });
    await network.manager.send("PUT", `${institution}/addresses`, { addresses: [] }, anything);
    expect(await tried()).toMatchObject({ up: false, problem: { kind: "timeout" } });
    await network.manager.send(
      "PUT",
      `${institution}/addresses`,
      { addresses: ["127.0.0.1", "::1"] },
      anything,
    );
    await settle({ refuseSilently: false });
  });

  test("maintenance", async () => {
    await settle({ maintenance: true });
    expect(await tried()).toMatchObject({ up: false, problem: { kind: "maintenance" } });
    await settle({ maintenance: false });
    expect(await tried()).toMatchObject({ up: true });
  });

  test("the network down: no seat moves, and nothing is lost when it is back", async () => {
    await connect(venue, `http://127.0.0.1:${await freePort()}`, institutionCode, {
      userName: "scene-2",
      password: "une-autre-phrase",
    });
    expect(await tried()).toMatchObject({ up: false, problem: { kind: "unreachable" } });
    await connect(venue, world.resellerUrl, institutionCode, {
      userName: "scene-2",
      password: "une-autre-phrase",
    });
    expect(await tried()).toMatchObject({ up: true });
  });
});

describe("the reseller does not know a code: the report names it seat by seat, every seat is back in its hold", () => {
  const without = async (kind: CodeKind, hallCode: number, work: () => Promise<void>) => {
    const { codes } = await network.manager.get(`${institution}/codes`, codeList);
    const ofHall = codes
      .filter((code) => code.hallCode === hallCode)
      .map(({ kind, code, label }) => ({ kind, code, label }));
    const path = `${institution}/codes/${hallCode}`;
    const gone = ofHall.filter((code) => code.kind !== kind);
    expect(gone.length).toBeLessThan(ofHall.length);
    await network.manager.send("PUT", path, { codes: gone }, anything);
    await work();
    await network.manager.send("PUT", path, { codes: ofHall }, anything);
  };

  test.each([
    { error: 10, kind: "hall", ofHall: false },
    { error: 13, kind: "hold", ofHall: false },
    { error: 16, kind: "seatCategory", ofHall: true },
    { error: 19, kind: "priceType", ofHall: false },
  ] as const)("error $error: the $kind is unknown", async ({ error, kind, ofHall }) => {
    await without(kind, ofHall ? venue.hallCode : 0, async () => {
      const there = await everything(theirs);
      const run = await allot(venue.clerk, showNumber, [performance]);
      expect(run.seats).toMatchObject({
        total: venue.capacity,
        accepted: 0,
        refused: venue.capacity,
        waiting: 0,
      });
      const report = await venue.clerk.get(`/api/interface/runs/${run.runId}/report`, runReport);
      expect(report.refusals.length).toBe(venue.capacity);
      expect(new Set(report.refusals.map((refusal) => refusal.error))).toEqual(new Set([error]));
      const states = await ours.rows(sql`select distinct state, reseller_id from performance_seats`);
      expect(states).toEqual([{ state: "held", reseller_id: null }]);
      const sold = /^(shows|performances|contingent_movements|orders|feed_events)\n[^\n]+/m;
      if (!ofHall) expect((await everything(theirs)).match(sold)?.[0]).toBe(there.match(sold)?.[0]);
    });
  });
});

describe("the exchange refuses what does not follow the contract", () => {
  const operation = async (): Promise<OperationRequest> => {
    const seat = { seatCode: 1, command: 900, zoneCode: 1, floorCode: 1, row: "A", number: "1" };
    return {
      kind: "allot",
      showNumber,
      performanceNumber: performance,
      localDate: "2099-05-01",
      localTime: "20:00",
      timeZone: "Europe/Paris",
      hallCode: venue.hallCode,
      holdCode: venue.interfaceBlock.holdCode,
      seats: [{ ...seat, seatCategoryCode: [...venue.categories.values()][0] ?? 0 }],
    };
  };
  const session = async () => {
    const reseller = allotmentClient(systemNetwork, world.resellerUrl, 5_000);
    const opened = await reseller.openSession({
      institutionCode,
      userName: "scene-2",
      password: "une-autre-phrase",
    });
    if (opened.kind !== "answer") throw new Error(`no session: ${JSON.stringify(opened)}`);
    return { reseller, token: opened.answer.token };
  };

  test("the same seat twice in one operation: 422, nothing changed", async () => {
    const { reseller, token } = await session();
    const body = await operation();
    const before = await everything(theirs);
    const twice = JSON.stringify({ ...body, seats: [...body.seats, ...body.seats] });
    const id = "01900000-0000-7000-8000-000000000001";
    expect(await reseller.sendOperation(token, id, twice)).toMatchObject({
      status: 422,
      error: "DUPLICATE_SEAT",
    });
    expect(await everything(theirs)).toBe(before);
  });

  test("the same operation id with another body: 422, and the first answer stands", async () => {
    const { reseller, token } = await session();
    const body = await operation();
    const id = "01900000-0000-7000-8000-000000000002";
    const first = await reseller.sendOperation(token, id, JSON.stringify(body));
    expect(first.kind).toBe("answer");
    const before = await everything(theirs);
    const other = JSON.stringify({ ...body, localTime: "21:30" });
    expect(await reseller.sendOperation(token, id, other)).toMatchObject({
      status: 422,
      error: "OPERATION_BODY_DIFFERS",
    });
    expect(await reseller.sendOperation(token, id, JSON.stringify(body))).toEqual(first);
    expect(await everything(theirs)).toBe(before);
  });
});

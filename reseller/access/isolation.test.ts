import { raw, sql } from "@allotement/platform/database/database.ts";
import { type RouteOfServer, routesOf } from "@allotement/platform/http/openapi-routes.fixture.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addInstitution,
  answerOf,
  basketOf,
  cancel,
  institutionCode,
  type Network,
  openSession,
  operation,
  performanceNumber,
  putOnSale,
  sell,
  sellBasketOf,
  send,
  startNetwork,
} from "../network.fixture.ts";

/** Invariant 19: institution B, with a good token, tries every route of the server with what belongs to institution A. */

const stranger = 8888;
const showNumber = 50;
/** A good one, of B's alone. */
const ownCredential = { userName: "voisin", password: "known to B alone" };
let network: Network;
let token: string;
let routes: RouteOfServer[];
let before: string;
/** A's own names, for every field of a path, a query or a body that may carry one. */
let owned: Record<string, unknown>;
/** Texts that only A's rows hold. */
let secrets: string[];

beforeAll(async () => {
  network = await startNetwork();
  await network.manager("PATCH", `/api/institutions/${institutionCode}`, { name: "Théâtre secret" });
  await addInstitution(network.manager, stranger);
  await network.manager("POST", `/api/institutions/${stranger}/credentials`, ownCredential);
  token = await openSession(network.url, stranger);
  routes = routesOf(await (await fetch(`${network.url}/openapi.json`)).json());
  await fillInstitution();
  before = await everythingOf(institutionCode);
});
afterAll(() => network.close());

/** Seats offered, sold, cancelled and in a basket; an answered and a voided operation. */
async function fillInstitution(): Promise<void> {
  const operationId = systemIds.uuid();
  const show = {
    title: "Titre secret",
    comment: "Secret",
    printAtHome: false,
    prices: operation("allot", [], 1).show?.prices ?? [],
  };
  await send(network, operation("allot", [1, 2, 3, 4], 1, { show }), operationId);
  await network.client.voidOperation(network.token, systemIds.uuid(), {
    performanceNumber,
    seats: [{ seatCode: 9, command: 1 }],
  });
  await putOnSale(network);
  const basket = await basketOf(network, [1]);
  const { body: order } = await sellBasketOf(network, basket.body.basketId, [1], {
    surname: "Secrète",
    firstName: "Ève",
  });
  await cancel(network, await sell(network, [2]));
  const open = await basketOf(network, [3]);
  const page = answerOf(await network.client.sales(network.token, 0, 500));
  const [event] = page.events;
  if (!event) throw new Error("nothing was sold");
  const credential = await network.database.first<{ id: string }>(sql`
    select credential_id as id from institution_credentials where institution_code = ${institutionCode}`);
  owned = {
    institutionCode,
    operationId,
    performanceNumber,
    showNumber,
    seatCode: 1,
    seatCodes: [1],
    orderId: order.orderId,
    basketId: open.body.basketId,
    credentialId: credential?.id,
    eventId: event.eventId,
    streamId: page.streamId,
    hash: event.hash,
    upTo: 1,
    after: 0,
    command: 7,
    grant: 1,
    barcode: event.barcode,
    ...ownCredential,
  };
  secrets = [
    ...["Titre secret", "Théâtre secret", "Secrète", "Ève", page.streamId, order.orderId, open.body.basketId],
    ...page.events.flatMap(({ eventId, hash, barcode }) => [eventId, hash, barcode]),
  ];
}

/** Every row of an institution in every table that has institutions, as one text. */
async function everythingOf(code: number): Promise<string> {
  const tables = await network.database.rows<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'institution_code' order by table_name`);
  const contents: string[] = [];
  for (const { name } of tables) {
    const found = await network.database.first<{ text: string }>(sql`
      select coalesce(string_agg(line::text, ${"\n"} order by line::text), '') as text
      from ${raw(name)} line where institution_code = ${code}`);
    contents.push(`${name}: ${found?.text}`);
  }
  return contents.join("\n\n");
}

async function callAs(bearer: string, route: RouteOfServer, values: Record<string, unknown>) {
  const { url, body } = route.request(named(route, values));
  const answer = await fetch(network.url + url, {
    method: route.method,
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(route.hasBody ? { "content-type": "application/json" } : {}),
    },
    ...(route.hasBody ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, text: await answer.text() };
}

/** `{number}` is a show's or a performance's. */
function named(route: RouteOfServer, values: Record<string, unknown>): Record<string, unknown> {
  return { ...values, number: route.path.includes("/shows/") ? values.showNumber : values.performanceNumber };
}

const exchange = () => routes.filter(({ path }) => path.startsWith("/allotment/"));
const unchanged = async () => expect(await everythingOf(institutionCode)).toBe(before);
/** What B itself has sent is no secret. */
const tells = (text: string, sent: string) =>
  secrets.filter((secret) => text.includes(secret) && !sent.includes(secret));

/** Names that nobody has, for the same fields; always the same, so that what B did under them is alike too. */
const nobodys = () => ({
  ...owned,
  ...{
    institutionCode: 7777,
    operationId: systemIds.uuid(),
    performanceNumber: 999,
    showNumber: 99,
  },
  ...{
    streamId: systemIds.uuid(),
    hash: "b".repeat(64),
    eventId: systemIds.uuid(),
    orderId: systemIds.uuid(),
  },
  ...{ seatCode: 999, seatCodes: [999], barcode: "02999999999999" },
});

describe("another institution's token", () => {
  test("is tried on every route of the exchange that the server has", async () => {
    expect(exchange().map(({ name }) => name)).toContain("PUT /allotment/v1/operations/{operationId}");
    expect(exchange().length).toBeGreaterThanOrEqual(10);
  });

  test("with A's names gets what names that nobody has get, on every route of the exchange", async () => {
    const others = nobodys();
    for (const route of exchange()) {
      const url = JSON.stringify(route.request(named(route, owned)));
      const answer = await callAs(token, route, owned);
      const nothing = await callAs(token, route, others);
      expect(answer.status, `${route.name}: ${answer.text}`).not.toBe(422);
      expect(answer.status, route.name).toBeLessThan(500);
      expect(answer.status, route.name).toBe(nothing.status);
      expect(tells(answer.text, url), route.name).toEqual([]);
      const bare = (text: string) =>
        text
          .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|"token":"[^"]+"/g, "…")
          .replace(/"(seatCode|code)":\d+/g, '"$1":…')
          // The seats that its own refused orders have named, in a performance that it never created.
          .replace(
            /"performanceNumber":\d+(.*)"seatCodes":\[\d+\]/g,
            '"performanceNumber":…$1"seatCodes":[…]',
          );
      expect(bare(answer.text), route.name).toBe(bare(nothing.text));
      await unchanged();
    }
  });

  test("sees its own under the same numbers, and nothing of A's", async () => {
    const client = network.client;
    const own = operation("allot", [11, 12], 1);
    answerOf(await client.sendOperation(token, systemIds.uuid(), JSON.stringify(own)));
    for (const route of exchange()) {
      const sent = JSON.stringify(route.request(named(route, owned)));
      const { text, status } = await callAs(token, route, owned);
      expect(status, route.name).toBeLessThan(500);
      expect(tells(text, sent), `${route.name}: ${text}`).toEqual([]);
      await unchanged();
    }
    const snapshot = answerOf(await client.contingent(token, performanceNumber));
    // Seat 1 it has allotted itself, by the calls above.
    expect(snapshot.seatCodes).toEqual([1, 11, 12]);
    expect(answerOf(await client.sales(token, 0, 500)).events).toEqual([]);
    const recall = operation("recall", [2, 3, 4], 5, {}, 1);
    const answer = answerOf(await client.sendOperation(token, systemIds.uuid(), JSON.stringify(recall)));
    expect(JSON.stringify(answer)).not.toContain('"grant"');
    await unchanged();
  });

  test("opens no route of the network's own people", async () => {
    const people = routes.filter(({ path }) => !path.startsWith("/allotment/"));
    expect(people.length).toBeGreaterThan(15);
    const open: string[] = [];
    for (const route of people) {
      const { status, text } = await callAs(token, route, owned);
      expect(tells(text, JSON.stringify(route.request(named(route, owned)))), route.name).toEqual([]);
      if (status !== 401) open.push(`${route.name}: ${status}`);
    }
    expect(open).toEqual([]);
    await unchanged();
  });
});

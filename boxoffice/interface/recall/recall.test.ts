import { systemIds } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockSeats, moveSeats } from "../../house/inventory/inventory.store.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import { allotSeat } from "../allot/allot.ts";
import { connect, openHouseWithInterface } from "../http.fixture.ts";

/** «Reprendre des places» over HTTP: what the plan reads, and what happens to an order that comes too late. */

let house: Awaited<ReturnType<typeof openHouseWithInterface>>;
let season: Season;

beforeAll(async () => {
  house = await openHouseWithInterface();
  season = await setUpSeason(house, 669);
  await connect(season, { password: "the venue's secret" });
  const { performanceNumber, holdCode } = season;
  await season.clerk.post(`/api/performances/${performanceNumber}/holds`, {
    holdCode,
    seatCodes: [1, 2, 3, 4],
  });
  await allotted([1, 2, 3]);
});
afterAll(() => house.close());

const plan = (query = "") => `/api/interface/recall/performances/${season.performanceNumber}${query}`;
const order = (change: object) =>
  season.clerk.post("/api/interface/recall", { performanceNumber: season.performanceNumber, ...change });

/** As an allotment and its answer leave them. */
async function allotted(seatCodes: number[]) {
  const { performanceNumber, organizerId } = season;
  const context = { organizerId, performanceNumber, at: house.clock.now(), operatorId: null };
  await house.database.transaction(async (transaction) => {
    const held = await lockSeats(transaction, organizerId, performanceNumber, seatCodes);
    const operationId = systemIds.uuid();
    await moveSeats(
      transaction,
      context,
      held.map((seat) => allotSeat(seat, 1, operationId)),
    );
    const sent = await lockSeats(transaction, organizerId, performanceNumber, seatCodes);
    await moveSeats(
      transaction,
      context,
      sent.map((seat) => ({ seat, movement: "allotAccepted", to: "allotted", set: { operationId: null } })),
    );
  });
}

test("the plan says which seats are with the reseller and which stand in the hold", async () => {
  const { body } = await season.clerk.get(plan());
  expect(body.seatCodes).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(body.states.slice(0, 5)).toEqual(["allotted", "allotted", "allotted", "held", "free"]);
  expect(body.withReseller.slice(0, 5)).toEqual([1, 1, 1, 0, 0]);
  expect(body.inHold.slice(0, 5)).toEqual([1, 1, 1, 1, 0]);
});

test.each([
  ["the plan to take back from", () => plan()],
  ["the plan of the house", () => `/api/performances/${season.performanceNumber}/seats`],
])("%s is sent again only once a seat has moved, and of some seats alone where asked", async (_what, url) => {
  const { headers } = await season.clerk.get(url());
  const again = () => season.clerk.get(url(), { "if-none-match": String(headers.etag) });
  expect((await again()).status).toBe(304);
  const { body } = await season.clerk.get(`${url()}?seats=12,2`);
  expect([body.seatCodes, body.states]).toEqual([
    [2, 12],
    ["allotted", "free"],
  ]);
  expect((await season.clerk.get(`${url()}?seats=99`)).body.seatCodes).toEqual([]);
  expect((await season.clerk.get(`${url()}?seats=1,x`)).status).toBe(422);
  await season.clerk.post(`/api/performances/${season.performanceNumber}/blocks`, {
    blocked: true,
    seatCodes: [9],
  });
  expect((await again()).status).toBe(200);
  await season.clerk.post(`/api/performances/${season.performanceNumber}/blocks`, {
    blocked: false,
    seatCodes: [9],
  });
});

test("a stale order starts nothing, and names every seat that has changed with what became of it", async () => {
  const { status, body } = await order({ seatCodes: [1, 4, 5], exactly: true });
  expect([status, body.error]).toEqual([409, "SEATS_CHANGED"]);
  expect(body.seats).toMatchObject([
    { seatCode: 4, state: "held", holdName: "TICKETNET" },
    { seatCode: 5, state: "free", holdName: null },
  ]);
  expect((await season.clerk.get("/api/interface/runs")).body.runs).toEqual([]);
  expect((await season.clerk.get(plan("?seats=1"))).body.states).toEqual(["allotted"]);
});

test("an order that is still true starts; one that asks for what is left leaves the others out", async () => {
  expect((await order({ seatCodes: [1], exactly: true })).status).toBe(200);
  expect((await order({ seatCodes: [2, 5] })).status).toBe(200);
  await expect
    .poll(async () => (await season.clerk.get(plan("?seats=1,2,3,5"))).body.states, { timeout: 10_000 })
    .toEqual(["recalling", "recalling", "allotted", "free"]);
  // A colleague who still sees seat 1 as unsold is told that it is on its way.
  expect((await order({ seatCodes: [1, 3], exactly: true })).body.seats).toMatchObject([
    { seatCode: 1, state: "recalling", resellerName: "TICKETNET" },
  ]);
});

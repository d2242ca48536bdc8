import type { NetworkOutcome, NetworkRequest } from "@allotement/platform/ports.ts";
import { operationRequest } from "@allotement/protocol/messages/operation.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { everythingOf, type House } from "../../house/house.fixture.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import { connect, openHouseWithInterface } from "../http.fixture.ts";
import { json, type TestReseller, testReseller } from "../reseller.fixture.ts";

let house: House;
let season: Season;
let reseller: TestReseller;
/** Answers a check in the network's stead. */
let onCheck: (request: NetworkRequest) => NetworkOutcome;
const knowsAll = () => json({ asOf: 0, operation: [], seats: [] });

beforeAll(async () => {
  house = await openHouseWithInterface({ request: (request: NetworkRequest) => reseller.request(request) });
  reseller = testReseller(house.clock);
  reseller.instead = (call, request) => (call === "POST /check" ? onCheck(request) : undefined);
  season = await setUpSeason(house, 669);
  await connect(season, { password: "a password" });
  const { holdCode, support, performanceNumber, otherPerformanceNumber } = season;
  for (const [number, seatCodes] of [
    [performanceNumber, [1, 2, 9]],
    [otherPerformanceNumber, [3]],
  ] as const)
    await support.post(`/api/performances/${number}/holds`, { holdCode, seatCodes });
  // The first fetch of the worker writes where the feed stands.
  await season.clerk.post("/api/interface/fetch");
});
afterAll(() => house.close());
beforeEach(() => {
  onCheck = knowsAll;
});

async function order() {
  const { showNumber, performanceNumber, otherPerformanceNumber, clerk } = season;
  const { lines } = (await clerk.get(`/api/interface/allot/shows/${showNumber}`)).body;
  const amounts = lines.map(({ priceTypeCode, seatCategoryCode }: Record<string, number>) => ({
    ...{ priceTypeCode, seatCategoryCode, faceValueCents: 4_800, venueFeeCents: 100 },
    ...{ organizerFeeCents: 0, resellerFeeCents: 480 },
  }));
  const performanceNumbers = [performanceNumber, otherPerformanceNumber];
  return { showNumber, performanceNumbers, newShow: { comment: "Mentions", lines: amounts } };
}
const ask = async (change: object = {}) =>
  season.clerk.post("/api/interface/allot/preflight", { ...(await order()), ...change });

test("the very bodies of the allotment are asked, performance by performance, and nothing changes here", async () => {
  const bodies: ReturnType<typeof operationRequest.parse>[] = [];
  onCheck = (request) => {
    bodies.push(operationRequest.parse(JSON.parse(request.body ?? "")));
    return knowsAll();
  };
  const before = await everythingOf(house.database, 669);
  const { status, body } = await ask();
  expect([status, body.findings, body.problem]).toEqual([200, [], null]);
  expect(body).toMatchObject({ asked: { performances: 2, seats: 4 }, total: { performances: 2, seats: 4 } });
  expect(
    bodies.map(({ performanceNumber, seats }) => [performanceNumber, seats.map(({ seatCode }) => seatCode)]),
  ).toEqual([
    [season.performanceNumber, [1, 2, 9]],
    [season.otherPerformanceNumber, [3]],
  ]);
  expect(bodies[0]).toMatchObject({
    kind: "allot",
    createShow: true,
    createPerformance: true,
    show: { comment: "Mentions" },
  });
  expect(await everythingOf(house.database, 669)).toBe(before);
  expect(reseller.calls).not.toContain("PUT /operations");
});

test("what the network does not know is named as it is called here, with its seats", async () => {
  onCheck = (request) => {
    const { seats, show } = operationRequest.parse(JSON.parse(request.body ?? ""));
    return json({
      asOf: 0,
      operation: [{ error: 19, code: show?.prices[0]?.priceTypeCode }],
      seats: seats.map(({ seatCode }) => ({ seatCode, errors: [15] })),
    });
  };
  const { findings, hallCode } = (await ask()).body;
  expect(hallCode).toBe(season.hallCode);
  expect(findings.map(({ error }: { error: number }) => error)).toEqual([15, 19]);
  expect(findings[0]).toMatchObject({
    seatCount: 4,
    places: [
      { floor: "REZ-DE-CHAUSSEE", zone: "ORCHESTRE", row: "A", numbers: "1–2" },
      { floor: "ETAGE", zone: "BALCON", row: "C", numbers: "1" },
    ],
  });
  expect(findings[0].subjects.map(({ name }: { name: string }) => name).sort()).toEqual([
    "ETAGE",
    "REZ-DE-CHAUSSEE",
  ]);
  expect(findings[1].subjects).toEqual([
    { code: season.resellerPriceTypeCode, name: "TICKETNET PLEIN TARIF" },
  ]);
});

test.each<[string, NetworkOutcome, object]>([
  ["a time-out", { kind: "timeout" }, { kind: "timeout" }],
  ["an unknown server", { kind: "unreachable", reason: "ENOTFOUND" }, { kind: "unreachable" }],
  ["maintenance", json({ error: "MAINTENANCE", message: "later" }, 503), { kind: "maintenance" }],
  [
    "a refused address",
    json({ error: "ADDRESS_REFUSED", message: "no", seenAddress: "192.0.2.9" }, 403),
    { kind: "addressRefused", seenAddress: "192.0.2.9" },
  ],
  [
    "a refusal that no rule foresees",
    json({ error: "INVALID_REQUEST", message: "no" }, 422),
    { kind: "notUnderstood", reason: "INVALID_REQUEST" },
  ],
])("%s is told as of any call; what was found before it stays", async (_what, outcome, problem) => {
  let calls = 0;
  onCheck = () => {
    calls += 1;
    return calls === 1 ? json({ asOf: 0, operation: [{ error: 17 }], seats: [] }) : outcome;
  };
  const { body } = await ask();
  expect(body.problem).toMatchObject(problem);
  expect(body.asked).toEqual({ performances: 1, seats: 3 });
  expect(body.findings).toMatchObject([{ error: 17, performanceNumbers: [season.performanceNumber] }]);
});

test("an order that would be refused here is refused before anybody is asked", async () => {
  const before = reseller.calls.length;
  expect((await ask({ performanceNumbers: [99_999] })).body.error).toBe("NOTHING_TO_ALLOT");
  expect((await ask({ newShow: undefined })).body.error).toBe("NEW_SHOW_REQUIRED");
  expect((await ask({ showNumber: 99_999 })).status).toBe(404);
  expect(reseller.calls.slice(before).filter((call) => call === "POST /check")).toEqual([]);
});

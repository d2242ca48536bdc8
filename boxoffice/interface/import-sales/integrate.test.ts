import { sql } from "@allotement/platform/database/database.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openHouse, showNumber, type TestHouse } from "../house.fixture.ts";
import { type TestReseller, testReseller } from "../reseller.fixture.ts";
import { fetchSales } from "./fetch.ts";
import { type ImportResult, integrateSales } from "./integrate.ts";

let house: TestHouse;
let reseller: TestReseller;

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
});
afterEach(() => house.drop());

async function integrated(until?: string): Promise<ImportResult["shows"][number] | undefined> {
  await fetchSales(house.store, reseller.line(house), house.ports);
  const request = { kind: "import" as const, lines: [{ showNumber }], until };
  const runId = await house.startRun(request);
  return (await integrateSales(house.store, { runId, request }, "stop", house.ports)).shows[0];
}
const statuses = async () =>
  (await house.database.rows<{ status: string }>(sql`select status from feed_inbox order by sequence`)).map(
    (row) => row.status,
  );

test("a sale at another price stops its show; once it is cancelled the show goes on, and nothing is owed for it", async () => {
  const sale = reseller.record({ seatCode: 1, faceValueCents: 9900 });
  reseller.record({ seatCode: 2 });
  expect(await integrated()).toMatchObject({ integrated: 0, pending: 1 });
  reseller.record({ seatCode: 1, kind: "cancellation", refersTo: sale.eventId, faceValueCents: 9900 });
  reseller.record({ seatCode: 3 });
  expect(await integrated()).toMatchObject({ integrated: 2, cancelled: 0, amountCents: 10_200, pending: 0 });
  expect(await statuses()).toEqual(["blocked", "integrated", "blocked", "integrated"]);
  // The grid was settled after all: sale and reverse are booked, one after the other.
  await house.database.run(sql`update price_grid_lines set face_value_cents = 9900`);
  expect(await integrated()).toMatchObject({ integrated: 1, cancelled: 1, amountCents: 0 });
});

test("a cancellation of other amounts than its sale's is not booked", async () => {
  const sale = reseller.record({ seatCode: 1 });
  reseller.record({ seatCode: 1, kind: "cancellation", refersTo: sale.eventId, faceValueCents: 999_900 });
  const show = await integrated();
  expect(show).toMatchObject({ integrated: 1, cancelled: 0, amountCents: 5100 });
  expect(show?.blocked).toMatchObject([{ sequence: 2, reason: { kind: "priceMismatch" } }]);
});

test("a cancellation that names another seat than its sale is never booked, and stops nothing", async () => {
  const sale = reseller.record({ seatCode: 1 });
  reseller.record({ seatCode: 2, kind: "cancellation", refersTo: sale.eventId });
  reseller.record({ seatCode: 3 });
  expect(await integrated()).toMatchObject({ integrated: 2, cancelled: 0, amountCents: 10_200 });
});

test("a sale of a seat, or under a barcode, that it cannot have waits for a person and not its show", async () => {
  reseller.record({ seatCode: 1 });
  reseller.record({ seatCode: 77 });
  reseller.record({ seatCode: 2, barcode: "02000000000001" });
  reseller.record({ seatCode: 3 });
  expect(await integrated()).toMatchObject({ integrated: 2 });
  expect(await statuses()).toEqual(["integrated", "blocked", "blocked", "integrated"]);
});

test("«until» between a sale and its cancellation books the sale now and the reverse later, also out of order", async () => {
  const early = { soldAt: "2026-10-01T09:00:00.000Z" };
  const late = { soldAt: "2026-10-01T11:00:00.000Z" };
  const first = reseller.record({ seatCode: 1, ...early });
  reseller.record({ seatCode: 1, kind: "cancellation", refersTo: first.eventId, ...late });
  // The reseller's clock was set back between this sale and its cancellation.
  const second = reseller.record({ seatCode: 2, ...late });
  reseller.record({ seatCode: 2, kind: "cancellation", refersTo: second.eventId, ...early });
  reseller.record({ seatCode: 3, ...early });
  expect(await integrated("2026-10-01T10:00:00.000Z")).toMatchObject({ integrated: 2, cancelled: 0 });
  expect(await integrated()).toMatchObject({ integrated: 1, cancelled: 2, amountCents: -5100 });
  expect(new Set(await statuses())).toEqual(new Set(["integrated"]));
});

test("a grid that begins in the future is not the one of a sale made today", async () => {
  await house.database.run(sql`insert into price_grids values (669, 2, 50, '2027-01-01T00:00:00Z')`);
  await house.database.run(sql`insert into price_grid_lines values (669, 2, 6690014, 31, 1, 0, 0, 0)`);
  reseller.record({ seatCode: 1 });
  expect(await integrated()).toMatchObject({ integrated: 1, blocked: [] });
});

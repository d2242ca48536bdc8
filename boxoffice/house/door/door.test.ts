import { sql } from "@allotement/platform/database/database.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;
let organizerId = 300;
let ticket: { ticketId: number; barcode: string };

beforeAll(async () => {
  house = await openHouse();
});
beforeEach(async () => {
  organizerId++;
  season = await setUpSeason(house, organizerId);
  [ticket] = (await season.sell([1])).body.tickets;
});
afterAll(() => house.close());

const scan = (change: object = {}) =>
  season.clerk.post("/api/door/scans", {
    scanId: systemIds.uuid(),
    performanceNumber: season.performanceNumber,
    gate: "A",
    direction: "entry",
    barcode: ticket.barcode,
    ...change,
  });
const refusal = async (change: object = {}) => (await scan(change)).body.refusal;
const kept = () =>
  house.database.rows<{ refusal: string | null; scanNumber: number | null }>(sql`
    select refusal, scan_number as "scanNumber" from door_scans where organizer_id = ${organizerId} order by scan_number`);

test("a ticket enters once, and again after it has left", async () => {
  expect((await scan()).body).toMatchObject({ accepted: true, refusal: null, seatCode: 1 });
  expect(await refusal({ gate: "B" })).toBe("alreadyInside");
  expect(await refusal({ direction: "exit" })).toBe(null);
  expect(await refusal({ direction: "exit" })).toBe("notInside");
  expect(await refusal()).toBe(null);
  expect((await kept()).map(({ scanNumber }) => scanNumber)).toEqual([1, 2, 3, 4, 5]);
});

test("an unknown barcode, and a ticket of another performance, are refused and kept", async () => {
  expect((await scan({ barcode: "01999999999999" })).body).toMatchObject({
    accepted: false,
    refusal: "unknownBarcode",
    seatCode: null,
  });
  expect(await refusal({ performanceNumber: season.otherPerformanceNumber })).toBe("otherPerformance");
  expect(await kept()).toHaveLength(2);
});

test("a refunded ticket is refused from then on, and who is inside may leave", async () => {
  expect(await refusal()).toBe(null);
  await season.clerk.post(`/api/tickets/${ticket.ticketId}/refund`, {});
  expect(await refusal()).toBe("cancelled");
  expect(await refusal({ direction: "exit" })).toBe(null);
  expect(await refusal()).toBe("cancelled");
  const known = await house.database.first<{ after: number }>(sql`
    select cancelled_after_scan as after from tickets
    where organizer_id = ${organizerId} and ticket_id = ${ticket.ticketId}`);
  expect(known?.after).toBe(1);
});

test("while a conflict of its seat is open every ticket of the seat is sent to the box office", async () => {
  await house.database.run(sql`
    insert into seat_conflicts (organizer_id, performance_number, seat_code, reseller_id, cause, opened_at)
    values (${organizerId}, ${season.performanceNumber}, 1, 1, 'soldHereMeanwhile', ${house.clock.now()})`);
  expect(await refusal()).toBe("seatInConflict");
  await house.database.run(sql`
    update seat_conflicts set closed_at = opened_at, closed_by = 1, outcome = 'other', note = 'the counter ticket holds'
    where organizer_id = ${organizerId}`);
  expect(await refusal()).toBe(null);
});

describe("a scan sent again, as after a lost answer,", () => {
  test("gets the answer of the first time and counts once", async () => {
    const again = { scanId: systemIds.uuid() };
    const first = await scan(again);
    house.time.now = new Date(house.time.now.getTime() + 60_000);
    expect((await scan(again)).body).toEqual(first.body);
    expect(await kept()).toHaveLength(1);
    const unknown = { scanId: systemIds.uuid(), barcode: "01999999999999" };
    expect((await scan(unknown)).body).toEqual((await scan(unknown)).body);
  });

  test("under another barcode or direction is refused, and nothing is written", async () => {
    const scanId = systemIds.uuid();
    await scan({ scanId });
    for (const change of [{ barcode: "01999999999999" }, { direction: "exit" }, { gate: "B" }])
      expect(await scan({ scanId, ...change })).toMatchObject({
        status: 409,
        body: { error: "SCAN_ID_TAKEN" },
      });
    expect(await kept()).toHaveLength(1);
  });
});

test("however many gates scan one ticket at once, it enters once; sent twice at once, a scan counts once", async () => {
  const gates = Array.from({ length: 32 }, (_, index) => scan({ gate: `G${index}` }));
  const refusals = (await Promise.all(gates)).map(({ body }) => body.refusal);
  expect(refusals.filter((one) => one === null)).toHaveLength(1);
  expect(refusals.filter((one) => one === "alreadyInside")).toHaveLength(31);
  expect((await kept()).map(({ scanNumber }) => scanNumber)).toEqual(gates.map((_, index) => index + 1));

  const unknown = { scanId: systemIds.uuid(), barcode: "01999999999999" };
  const copies = await Promise.all(Array.from({ length: 12 }, () => scan(unknown)));
  expect(new Set(copies.map(({ status }) => status))).toEqual(new Set([200]));
  expect(await kept()).toHaveLength(33);
});

test("gates and a refund at once: no ticket enters after its cancellation was known", async () => {
  const { body } = await season.sell([2, 3, 4, 5, 6, 7, 8]);
  const tickets: { ticketId: number; barcode: string }[] = body.tickets;
  await Promise.all(
    tickets.flatMap(({ ticketId, barcode }) => [
      scan({ barcode }),
      season.clerk.post(`/api/tickets/${ticketId}/refund`, {}),
      scan({ barcode, gate: "B" }),
    ]),
  );
  const late = await house.database.rows(sql`
    select from door_scans join tickets using (organizer_id, ticket_id)
    where organizer_id = ${organizerId} and refusal is null and direction = 'entry'
      and scan_number > cancelled_after_scan`);
  expect(late).toEqual([]);
  const scans = await kept();
  expect(scans).toHaveLength(14);
});

test("a performance that does not exist is not found, and a misspelt scan not understood", async () => {
  expect((await scan({ performanceNumber: 999_999 })).status).toBe(404);
  expect((await scan({ direction: "sideways" })).status).toBe(422);
  expect((await scan({ barcode: "\u0000" })).status).toBe(422);
  expect(await kept()).toEqual([]);
});

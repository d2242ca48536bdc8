import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { showDashboard } from "../../api/dashboard.ts";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
  const { holdCode, performanceNumber, support } = season;
  await support.post(`/api/performances/${performanceNumber}/holds`, { holdCode, seatCodes: [5, 6] });
  const sold = await season.sell([1, 2, 9]);
  const { ticketId } = sold.body.tickets[0];
  await season.clerk.post(`/api/tickets/${ticketId}/refund`, { paymentMethodId: season.paymentMethodId });
  // A minute before midnight in Paris, which is still the day before by UTC; and a minute after it.
  for (const [seatCode, soldAt] of [
    [5, "2026-02-10T22:59:00Z"],
    [6, "2026-02-10T23:01:00Z"],
  ])
    await house.database.run(sql`
      insert into tickets (organizer_id, performance_number, seat_code, sold_through, reseller_id, price_type_code,
        price_type_channel, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents,
        reseller_fee_cents, barcode, sold_at)
      values (669, ${performanceNumber}, ${seatCode}, 'reseller', 1, ${season.resellerPriceTypeCode}, 'reseller', 10002,
        4800, 120, 180, 480, ${`0200000000000${seatCode}`}, ${soldAt})`);
});
afterAll(() => house?.close());

const path = () => `/api/shows/${season.showNumber}/dashboard`;
const read = async () => showDashboard.parse((await season.support.get(path())).body);

describe("the dashboard of a show", () => {
  test("counts the tickets that stand by the venue's days and by channel, refunded ones not", async () => {
    const { sales } = await read();
    const there = sales.filter(({ channel }) => channel === "TICKETNET");
    expect(there).toEqual([
      { localDate: "2026-02-10", channel: "TICKETNET", seats: 1, faceValueCents: 4_800 },
      { localDate: "2026-02-11", channel: "TICKETNET", seats: 1, faceValueCents: 4_800 },
    ]);
    expect(sales.filter(({ channel }) => channel === "GUICHET").map(({ seats }) => seats)).toEqual([2]);
  });

  test("puts every seat of every performance into one count", async () => {
    const { performances } = await read();
    expect(performances).toHaveLength(2);
    for (const { capacity, free, held, allotted, soldHere, soldThere, other } of performances)
      expect(free + held + allotted + soldHere + soldThere + other).toBe(capacity);
    expect(performances[0]).toMatchObject({ capacity: 12, held: 2, soldHere: 2, free: 8 });
  });

  test("is the managers', and another organizer's show is not found", async () => {
    expect((await season.clerk.get(path())).status).toBe(403);
    const other = await house.organizer(712);
    expect((await other.get(path())).status).toBe(404);
  });
});

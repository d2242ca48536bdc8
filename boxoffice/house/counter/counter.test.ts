import { sql } from "@allotement/platform/database/database.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { lockSeats, moveSeats } from "../inventory/inventory.store.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";

let house: House;
let season: Season;
let organizerId = 100;

beforeAll(async () => {
  house = await openHouse();
});
// Each test on an organizer of its own: twelve free seats.
beforeEach(async () => {
  organizerId++;
  season = await setUpSeason(house, organizerId);
});
afterAll(() => house.close());

const seats = async () =>
  (await season.clerk.get(`/api/performances/${season.performanceNumber}/seats`)).body;
const journal = async () => (await season.clerk.get("/api/cash-journal")).body.entries;
const holdSeats = (seatCodes: number[]) =>
  season.clerk.post(`/api/performances/${season.performanceNumber}/holds`, {
    holdCode: season.holdCode,
    seatCodes,
  });

/** As the interface does it: held → allotting → allotted, or only the first step. */
async function allot(seatCode: number, accepted: boolean, resellerId = 1): Promise<void> {
  await house.database.transaction(async (transaction) => {
    const context = {
      organizerId,
      performanceNumber: season.performanceNumber,
      at: house.clock.now(),
      operatorId: null,
    };
    const lock = () => lockSeats(transaction, organizerId, season.performanceNumber, [seatCode]);
    const grant = {
      command: 1,
      grantCommand: 1,
      resellerId,
      operationId: "0199d000-0000-7000-8000-000000000001",
    };
    for (const seat of await lock())
      await moveSeats(transaction, context, [{ seat, movement: "allot", to: "allotting", set: grant }]);
    if (!accepted) return;
    for (const seat of await lock())
      await moveSeats(transaction, context, [
        { seat, movement: "allotAccepted", to: "allotted", set: { operationId: null } },
      ]);
  });
}

describe("selling", () => {
  test("free seats are sold with a ticket, a venue barcode and a line of the journal each", async () => {
    const { status, body } = await season.sell([1, 5]);
    expect(status).toBe(201);
    expect(body.totalCents).toBe(9_800);
    expect(body.tickets).toMatchObject([
      {
        seatCode: 1,
        faceValueCents: 4_800,
        venueFeeCents: 100,
        barcode: expect.stringMatching(/^01\d{12}$/),
      },
      {
        seatCode: 5,
        faceValueCents: 4_800,
        venueFeeCents: 100,
        barcode: expect.stringMatching(/^01\d{12}$/),
      },
    ]);
    const { states, ticketIds } = await seats();
    expect([states[0], states[4], states[1]]).toEqual(["soldAtCounter", "soldAtCounter", "free"]);
    expect([ticketIds[0], ticketIds[4]]).toEqual(
      body.tickets.map(({ ticketId }: { ticketId: number }) => ticketId),
    );
    expect(await journal()).toMatchObject([
      { entryNumber: 1, kind: "sale", seatCode: 1, amountCents: 4_900, operatorInitials: "CLE" },
      { entryNumber: 2, kind: "sale", seatCode: 5, amountCents: 4_900, salesChannelName: "GUICHET" },
    ]);
  });

  test("a held seat is never sold at the counter, nor the free one asked for with it", async () => {
    await holdSeats([2]);
    expect(await season.sell([1, 2])).toMatchObject({
      status: 409,
      body: {
        error: "SEATS_NOT_FREE",
        seats: [
          {
            seatCode: 2,
            state: "held",
            since: house.clock.now().toISOString(),
            holdName: "TICKETNET",
            resellerName: null,
          },
        ],
      },
    });
    expect((await seats()).states[0]).toBe("free");
    expect(await journal()).toEqual([]);
  });

  test.each([
    ["allotting", false],
    ["allotted", true],
  ])(
    "a seat in state %s is never sold at the counter, and the clerk learns who has it",
    async (state, accepted) => {
      await holdSeats([3]);
      await allot(3, accepted);
      expect(await season.sell([3])).toMatchObject({
        status: 409,
        body: { seats: [{ seatCode: 3, state, holdName: "TICKETNET", resellerName: "TICKETNET" }] },
      });
      const released = await season.clerk.post(`/api/performances/${season.performanceNumber}/holds`, {
        holdCode: null,
        seatCodes: [3],
      });
      expect(released.body).toEqual({ changed: 0, refused: [{ seatCode: 3, state }] });
    },
  );

  test("a second reseller is data: a seat of its hold is refused in its name", async () => {
    await house.database.run(sql`
      insert into resellers (organizer_id, reseller_id, connector, name)
      values (${organizerId}, 2, 'ticketnet', 'AUTRE RESEAU')`);
    const { holdCode } = (await season.support.post("/api/holds", { name: "AUTRE RESEAU" })).body;
    await season.clerk.post(`/api/performances/${season.performanceNumber}/holds`, {
      holdCode,
      seatCodes: [4],
    });
    await holdSeats([3]);
    await allot(3, true);
    await allot(4, true, 2);
    expect(await season.sell([3, 4])).toMatchObject({
      status: 409,
      body: {
        seats: [
          { seatCode: 3, state: "allotted", holdName: "TICKETNET", resellerName: "TICKETNET" },
          { seatCode: 4, state: "allotted", holdName: "AUTRE RESEAU", resellerName: "AUTRE RESEAU" },
        ],
      },
    });
  });

  test("clerks selling the same seats at once sell each seat once", async () => {
    const wanted = [[1, 2, 3], [3, 2], [4, 3], [1], [4, 1], [2, 4], [3], [4, 3, 2, 1]];
    const answers = await Promise.all(wanted.map((codes) => season.sell(codes)));
    for (const { status } of answers) expect([201, 409]).toContain(status);
    const tickets = answers.flatMap(({ status, body }) => (status === 201 ? body.tickets : []));
    const sold = tickets.map(({ seatCode }) => seatCode).sort();
    expect(sold).toEqual([...new Set(sold)]);
    expect(sold.length).toBeGreaterThan(0);
    const { states } = await seats();
    expect(
      states.flatMap((state: string, index: number) => (state === "soldAtCounter" ? [index + 1] : [])),
    ).toEqual(sold);
    expect(await journal()).toHaveLength(sold.length);
  });

  test("a seat named twice is sold once", async () => {
    expect((await season.sell([6, 6])).body.tickets).toHaveLength(1);
  });

  test("a price that the grid in force does not have is not guessed", async () => {
    const { body } = await season.support.post("/api/price-types", {
      name: "ENFANT",
      channelKind: "counter",
    });
    expect((await season.sell([1], { priceTypeCode: body.priceTypeCode })).body.error).toBe("NO_PRICE");
    const before = house.time.now;
    house.time.now = new Date("2025-08-31T00:00:00.000Z");
    const early = await house.signedIn(organizerId, "CLE");
    expect((await season.sell([1], {}, early)).body.error).toBe("NO_PRICE");
    house.time.now = before;
  });
});

describe("price types of each channel", () => {
  test("a reseller's price type is refused at the counter", async () => {
    const answer = await season.sell([1], { priceTypeCode: season.resellerPriceTypeCode });
    expect(answer).toMatchObject({ status: 422, body: { error: "PRICE_TYPE_OF_OTHER_CHANNEL" } });
    expect((await seats()).states[0]).toBe("free");
  });

  test("a named exception lifts the refusal, on a manager's word only, and stands on the ticket", async () => {
    const sale = { priceTypeCode: season.resellerPriceTypeCode, exception: "regularisation" };
    expect(await season.sell([1], sale)).toMatchObject({ status: 403, body: { error: "ROLE_REFUSED" } });
    expect((await season.sell([1], sale, season.support)).status).toBe(201);
    expect((await season.sell([2], { exception: "regularisation" }, season.support)).status).toBe(201);
    const written = await house.database.rows(sql`
      select seat_code, exception from tickets where organizer_id = ${organizerId} order by seat_code`);
    expect(written).toEqual([
      { seat_code: 1, exception: "regularisation" },
      { seat_code: 2, exception: null },
    ]);
  });

  test.each([
    ["a reseller price type at the counter", "counter", "reseller"],
    ["a counter price type at the reseller", "reseller", "counter"],
  ])("the database itself refuses %s", async (_what, soldThrough, channel) => {
    const code = channel === "reseller" ? season.resellerPriceTypeCode : season.priceTypeCode;
    const insert = house.database.run(sql`
      insert into tickets (organizer_id, performance_number, seat_code, sold_through, reseller_id, price_type_code,
        price_type_channel, face_value_cents, venue_fee_cents, organizer_fee_cents, barcode, sold_at)
      values (${organizerId}, ${season.performanceNumber}, 1, ${soldThrough},
        ${soldThrough === "reseller" ? 1 : null}, ${code}, ${channel}, 1, 0, 0, '01000000000000', now())`);
    await expect(insert).rejects.toThrow("tickets_price_type_separation");
  });

  test("nor does the database believe another channel of the price type", async () => {
    const insert = house.database.run(sql`
      insert into tickets (organizer_id, performance_number, seat_code, sold_through, price_type_code,
        price_type_channel, face_value_cents, venue_fee_cents, organizer_fee_cents, barcode, sold_at)
      values (${organizerId}, ${season.performanceNumber}, 1, 'counter', ${season.resellerPriceTypeCode}, 'counter',
        1, 0, 0, '01000000000000', now())`);
    await expect(insert).rejects.toThrow("foreign key");
  });
});

describe("refunds", () => {
  test("a refund frees the seat, keeps the sale's line and adds its reverse", async () => {
    const [ticket] = (await season.sell([1])).body.tickets;
    const refund = () => season.clerk.post(`/api/tickets/${ticket.ticketId}/refund`);
    expect(await refund()).toMatchObject({ status: 200, body: { refundedCents: 4_900, entryNumber: 2 } });
    expect(await refund()).toMatchObject({ status: 409, body: { error: "ALREADY_REFUNDED" } });
    const { states, ticketIds } = await seats();
    expect([states[0], ticketIds[0]]).toEqual(["free", null]);
    expect(await journal()).toMatchObject([
      { kind: "sale", amountCents: 4_900 },
      { kind: "refund", amountCents: -4_900, ticketId: ticket.ticketId },
    ]);
    expect((await season.sell([1])).status).toBe(201);
    expect((await refund()).body.error).toBe("ALREADY_REFUNDED");
  });

  test("two clerks refunding the same ticket at once give the money back once", async () => {
    const [ticket] = (await season.sell([1])).body.tickets;
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => season.clerk.post(`/api/tickets/${ticket.ticketId}/refund`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect(await journal()).toHaveLength(2);
  });

  test("a ticket that the reseller sold is not refunded at the counter", async () => {
    const ticket = await house.database.first<{ id: number }>(sql`
      insert into tickets (organizer_id, performance_number, seat_code, sold_through, reseller_id,
        face_value_cents, venue_fee_cents, organizer_fee_cents, barcode, sold_at)
      values (${organizerId}, ${season.performanceNumber}, 1, 'reseller', 1, 1, 0, 0, '02000000000000', now())
      returning ticket_id as id`);
    expect(await season.clerk.post(`/api/tickets/${ticket?.id}/refund`)).toMatchObject({
      status: 409,
      body: { error: "NOT_SOLD_AT_COUNTER" },
    });
  });
});

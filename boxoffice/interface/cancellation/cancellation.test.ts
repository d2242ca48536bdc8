import { sql } from "@allotement/platform/database/database.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancellationConfirmation } from "../../api/performance-changes.ts";
import type { House } from "../../house/house.fixture.ts";
import { type Season, setUpSeason } from "../../house/season.fixture.ts";
import {
  performanceNumber as numberThere,
  openHouse,
  scope,
  settings,
  type TestHouse,
} from "../house.fixture.ts";
import { openHouseWithInterface } from "../http.fixture.ts";
import { testReseller } from "../reseller.fixture.ts";
import { startWorker } from "../worker.ts";
import { cancelPerformance } from "./cancel-performance.ts";
import { recallWhatIsLeft } from "./recall-cancelled.ts";

describe("a performance cancelled by a manager", () => {
  let house: House;
  let season: Season;
  let tickets: { ticketId: number; barcode: string }[];
  const path = (what: string) => `/api/performances/${season.performanceNumber}/${what}`;
  const cancel = (change: object = {}) =>
    season.support.post(path("cancellation"), {
      reason: "Artiste souffrant",
      confirmation: cancellationConfirmation,
      ...change,
    });

  beforeAll(async () => {
    house = await openHouseWithInterface();
    season = await setUpSeason(house, 669);
    tickets = (await season.sell([1, 2, 3], { holder: { surname: "=MARTIN", firstName: "Zoé" } })).body
      .tickets;
  });
  afterAll(() => house.close());

  test("needs the word typed, a reason and a manager", async () => {
    expect(await cancel({ confirmation: "oui" })).toMatchObject({
      status: 422,
      body: { error: "CONFIRMATION_REQUIRED" },
    });
    expect((await cancel({ reason: " " })).status).toBe(422);
    expect((await season.clerk.post(path("cancellation"), {})).status).toBe(403);
    expect((await season.support.post(path("refunds"))).body.error).toBe("PERFORMANCE_NOT_CANCELLED");
    expect((await season.support.get(path("changes"))).body.cancelled).toBe(null);
  });

  test("is cancelled once, with an entry in the audit", async () => {
    expect(await cancel()).toMatchObject({ status: 200, body: { recallRunId: null } });
    expect(await cancel()).toMatchObject({ status: 409, body: { error: "ALREADY_CANCELLED" } });
    const entries = await house.database.rows(sql`
      select subject from audit_entries where action = 'cancelPerformance'`);
    expect(entries).toEqual([
      {
        subject: {
          performanceNumber: season.performanceNumber,
          reason: "Artiste souffrant",
          recallRunId: null,
        },
      },
    ]);
    expect((await season.clerk.get(path("changes"))).body).toMatchObject({
      cancelled: { by: "Support", reason: "Artiste souffrant" },
      toRefund: { count: 3, amountCents: 14_700 },
      seats: { capacity: 12, soldHere: 3 },
    });
  });

  test("sells nothing more, and moves to no other date", async () => {
    expect(await season.sell([5])).toMatchObject({ status: 409, body: { error: "PERFORMANCE_CANCELLED" } });
    const order = { localDate: "2026-04-01", localTime: "20:00" };
    expect((await season.support.post(path("reschedules"), order)).body.error).toBe("PERFORMANCE_CANCELLED");
  });

  test("lets nobody in, with a word of its own", async () => {
    const scan = {
      ...{ scanId: systemIds.uuid(), performanceNumber: season.performanceNumber, gate: "A" },
      ...{ direction: "entry", barcode: tickets[0]?.barcode },
    };
    expect((await season.clerk.post("/api/door/scans", scan)).body).toMatchObject({
      accepted: false,
      refusal: "performanceCancelled",
    });
  });

  test("lists whoever must be told, for a spreadsheet without formulas and without barcodes", async () => {
    const { holders } = (await season.clerk.get(path("ticket-holders"))).body;
    expect(holders).toHaveLength(3);
    expect(holders[0]).toMatchObject({
      soldThrough: "counter",
      surname: "=MARTIN",
      row: "A",
      amountCents: 4_900,
    });
    const { body, headers } = await season.clerk.get(path("ticket-holders.csv"));
    expect(headers["content-type"]).toContain("text/csv");
    expect(body).toContain(
      `Guichet;"'=MARTIN";Zoé;REZ-DE-CHAUSSEE;A;1;"CARRE OR";"PLEIN TARIF";49;"2026-01-05 10:00:00";;;`,
    );
    for (const { barcode } of tickets) expect(body + JSON.stringify(holders)).not.toContain(barcode);
  });

  test("is refunded one by one, then together, each ticket once and by the way it was paid", async () => {
    const [first] = tickets;
    expect((await season.clerk.post(`/api/tickets/${first?.ticketId}/refund`, {})).status).toBe(200);
    expect((await season.support.post(path("refunds"))).body).toEqual({
      refunded: 2,
      refundedCents: 9_800,
      refused: [],
      left: 0,
    });
    expect((await season.support.post(path("refunds"))).body).toMatchObject({ refunded: 0, left: 0 });
    const booked = await house.database.rows<{ kind: string; cents: number; paymentMethodId: number }>(sql`
      select kind, face_value_cents + venue_fee_cents + organizer_fee_cents as cents,
        payment_method_id as "paymentMethodId" from cash_journal where kind = 'refund'`);
    expect(booked).toEqual(
      tickets.map(() => ({ kind: "refund", cents: -4_900, paymentMethodId: season.paymentMethodId })),
    );
    expect((await season.clerk.get(path("changes"))).body.toRefund).toEqual({ count: 0, amountCents: 0 });
  });
});

describe("seats of a cancelled performance at the reseller", () => {
  let house: TestHouse;
  let reseller: ReturnType<typeof testReseller>;
  const cancel = () =>
    house.database.transaction((transaction) =>
      cancelPerformance(transaction, house.ports, {
        ...scope,
        performanceNumber: numberThere,
        reason: "fire",
        operatorId: 1,
      }),
    );
  const eventually = (look: () => Promise<unknown>) => expect.poll(look, { timeout: 20_000 });
  const states = async () => (await house.states()).join();
  let stop: () => Promise<void>;

  beforeAll(async () => {
    house = await openHouse();
    reseller = testReseller(house.clock);
    const worker = startWorker(house.store, reseller.line(house), settings, house.ports, (error) => {
      throw error;
    });
    stop = () => worker.stop();
  });
  afterAll(async () => {
    await stop();
    await house.drop();
  });

  test("are asked back by the normal recall, and what was sold there stays for the network to cancel", async () => {
    await house.startRun({ kind: "allot", newShow: { comment: "", prices: [] } });
    await eventually(states).toBe(Array.from({ length: 10 }, () => "allotted").join());
    reseller.record({ seatCode: 1, grant: 1 });
    house.time.now = new Date(house.time.now.getTime() + 20_000);
    await eventually(async () => (await house.states())[0]).toBe("sold");
    expect(await cancel()).toMatchObject({ recallRunId: expect.any(String) });
    await eventually(states).toBe(["sold", ...Array.from({ length: 9 }, () => "held")].join());
    expect(await recallWhatIsLeft({ ...house, scope, ids: systemIds })).toBe(0);
  });

  test("that the network cancels since are asked back as well, and no more often than each minute", async () => {
    const [sale] = reseller.events;
    if (!sale) throw new Error("nothing was sold");
    reseller.record({ ...sale, kind: "cancellation", eventId: systemIds.uuid(), refersTo: sale.eventId });
    house.time.now = new Date(house.time.now.getTime() + 20_000);
    await eventually(async () => (await house.states())[0]).toBe("allotted");
    expect(await recallWhatIsLeft({ ...house, scope, ids: systemIds })).toBe(0);
    house.time.now = new Date(house.time.now.getTime() + 60_000);
    expect(await recallWhatIsLeft({ ...house, scope, ids: systemIds })).toBe(1);
    expect(await recallWhatIsLeft({ ...house, scope, ids: systemIds })).toBe(0);
    await eventually(async () => (await house.states())[0]).toBe("held");
  });

  test("leave no more: nothing of it is allotted", async () => {
    await house.startRun({ kind: "allot", newShow: { comment: "", prices: [] } });
    const open = () => house.database.rows(sql`select from interface_runs where finished_at is null`);
    await eventually(async () => (await open()).length).toBe(0);
    expect(await house.states()).not.toContain("allotted");
  });
});

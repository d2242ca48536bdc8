import { sql } from "@allotement/platform/database/database.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockSeats, moveSeats } from "../../house/inventory/inventory.store.ts";
import { closeConflict } from "../conflicts/close-conflict.ts";
import { openHouse, performanceNumber, scope, settings, type TestHouse } from "../house.fixture.ts";
import { fetchSales } from "../import-sales/fetch.ts";
import type { Line } from "../line/line.ts";
import { planNextStep } from "../operations/plan.ts";
import { applyAnswers, sendDueOperations } from "../operations/send.ts";
import { json, type TestReseller, testReseller } from "../reseller.fixture.ts";
import { forceRecall } from "./force-recall.ts";

let house: TestHouse;
let reseller: TestReseller;
let line: Line;

beforeEach(async () => {
  house = await openHouse();
  await house.database.run(sql`
    insert into operators (organizer_id, operator_id, initials, name, role, password_hash)
    values (${scope.organizerId}, 3, 'MAN', 'Manager', 'manager', 'x')`);
  reseller = testReseller(house.clock);
  line = reseller.line(house);
});
afterEach(() => house.drop());

async function allot(): Promise<void> {
  const runId = await house.startRun({ kind: "allot" });
  const run = (await house.store.transaction((transaction) => transaction.unfinishedRuns())).find(
    (one) => one.runId === runId,
  );
  if (!run) throw new Error("the run is not there");
  await planNextStep(house.store, run, settings, house.clock, house.ports.ids);
  await house.store.transaction((transaction) => transaction.finishRun(runId, house.clock.now()));
}
const send = () => sendDueOperations(house.store, line, house.ports);
const receive = () => fetchSales(house.store, line, house.ports);
const apply = () => applyAnswers(house.store, house.ports);
const later = () => {
  house.time.now = new Date(house.time.now.getTime() + 3_600_000);
};

const force = (seatCodes: number[] | "all") =>
  forceRecall(
    house.store,
    settings,
    { performanceNumber, seatCodes, reason: "line down", operatorId: 1, secondOperatorId: 3 },
    house.ports,
  );

const seats = () =>
  house.database.rows<{ seatCode: number; state: string; fence: number; acknowledged: number }>(sql`
    select seat_code as "seatCode", state, fence, fence_acknowledged as acknowledged from performance_seats
    order by seat_code`);

/** The seat leaves its hold and is sold at the counter. */
async function sellHere(seatCode: number): Promise<number> {
  const { organizerId } = scope;
  return house.database.transaction(async (transaction) => {
    const at = house.clock.now();
    const context = { organizerId, performanceNumber, at, operatorId: 1 };
    const [held] = await lockSeats(transaction, organizerId, performanceNumber, [seatCode]);
    if (!held) throw new Error("no such seat");
    await moveSeats(transaction, context, [
      { seat: held, movement: "release", to: "free", set: { holdCode: null } },
    ]);
    const ticket = await transaction.first<{ id: number }>(sql`
      insert into tickets (organizer_id, performance_number, seat_code, sold_through, face_value_cents, venue_fee_cents,
        organizer_fee_cents, barcode, sold_at)
      values (${organizerId}, ${performanceNumber}, ${seatCode}, 'counter', 2800, 0, 0,
        ${`01${String(seatCode).padStart(12, "0")}`}, ${at}) returning ticket_id as id`);
    const [free] = await lockSeats(transaction, organizerId, performanceNumber, [seatCode]);
    if (!free || !ticket) throw new Error("the seat was not freed");
    await moveSeats(transaction, context, [
      { seat: free, movement: "sellAtCounter", to: "soldAtCounter", ticketId: ticket.id },
    ]);
    return ticket.id;
  });
}

describe("a forced recall while the line is down", () => {
  test("frees the seats at once, and each one's fence stands in the outbox with the grant that it revokes", async () => {
    await allot();
    await send();
    await apply();
    const done = await force([1, 2]);
    expect(done).toMatchObject({ forcedRecallId: expect.any(String) });
    expect((await seats()).slice(0, 3)).toEqual([
      { seatCode: 1, state: "held", fence: 1, acknowledged: 0 },
      { seatCode: 2, state: "held", fence: 1, acknowledged: 0 },
      { seatCode: 3, state: "allotted", fence: 0, acknowledged: 0 },
    ]);
    const [fence] = await house.database.rows<{ body: string; state: string }>(
      sql`select body, state from operations where kind = 'fence'`,
    );
    expect(fence?.state).toBe("open");
    expect(JSON.parse(fence?.body ?? "")).toMatchObject({
      kind: "fence",
      seats: [
        { seatCode: 1, command: 2, grant: 1 },
        { seatCode: 2, command: 2, grant: 1 },
      ],
    });
    const audit = await house.database.rows(sql`
      select action, operator_id as "operatorId", second_operator_id as "secondOperatorId" from audit_entries`);
    expect(audit).toEqual([{ action: "forceRecall", operatorId: 1, secondOperatorId: 3 }]);
  });

  test("takes no seat that is not with the reseller, and says which", async () => {
    expect(await force("all")).toEqual({ refused: "nothingToRecall" });
    await allot();
    await force([1]);
    await force([1, 2]);
    const rows = await house.database.rows<{ skipped: number[] }>(
      sql`select skipped from forced_recalls order by skipped::text desc`,
    );
    expect(rows.map(({ skipped }) => skipped)).toEqual([[], [1]]);
  });

  test("all or nothing: where the outbox fails, no seat is free", async () => {
    await allot();
    const broken = { ...house.store, transaction: house.store.transaction };
    const store: typeof house.store = {
      scope: broken.scope,
      transaction: (work) =>
        broken.transaction((transaction) =>
          work({
            ...transaction,
            insertForcedRecall: async () => {
              throw new Error("the disk is full");
            },
          }),
        ),
    };
    const order = {
      performanceNumber,
      seatCodes: "all" as const,
      reason: "x",
      operatorId: 1,
      secondOperatorId: 3,
    };
    await expect(forceRecall(store, settings, order, house.ports)).rejects.toThrow("disk");
    expect(new Set(await house.states())).toEqual(new Set(["allotting"]));
    expect(await house.database.rows(sql`select from operations where kind = 'fence'`)).toEqual([]);
  });

  test("a seat goes to no reseller again before its fence is acknowledged, whoever asks", async () => {
    await allot();
    await send();
    await apply();
    await force([1, 2]);
    await allot();
    expect((await seats())[0]?.state).toBe("held");
    const [step] = await house.database.rows(
      sql`select awaiting_fence as waiting from interface_run_steps order by awaiting_fence desc limit 1`,
    );
    expect(step).toEqual({ waiting: 2 });
    const asked = house.store.transaction(async (transaction) => {
      const [seat] = await transaction.lockSeats(performanceNumber, [1]);
      if (!seat) throw new Error("no seat");
      const set = { command: 3, grantCommand: 3, resellerId: 1, operationId: house.ports.ids.uuid() };
      await transaction.moveSeats({ performanceNumber, at: house.clock.now(), operatorId: null }, [
        { seat, movement: "allot", to: "allotting", set },
      ]);
    });
    await expect(asked).rejects.toThrow("before its fence 1 is acknowledged");
    const planted = house.database.run(sql`
      with movement as (insert into seat_movements (organizer_id, performance_number, seat_code, serial, movement,
          from_state, to_state, hold_code, command, grant_command, reseller_id, operation_id, at)
        select organizer_id, performance_number, seat_code, movement_serial + 1, 'allot', 'held', 'allotting',
          hold_code, command + 1, command + 1, 1, ${house.ports.ids.uuid()}::uuid, now()
        from performance_seats where seat_code = 1)
      update performance_seats set state = 'allotting', movement_serial = movement_serial + 1, command = command + 1,
        grant_command = command + 1, reseller_id = 1, operation_id = ${house.ports.ids.uuid()}::uuid
      where seat_code = 1`);
    await expect(planted).rejects.toThrow("performance_seats_no_allot_before_fence");
    await send();
    await apply();
    expect((await seats()).slice(0, 2).map(({ acknowledged }) => acknowledged)).toEqual([1, 1]);
    await allot();
    expect((await seats()).slice(0, 2).map(({ state }) => state)).toEqual(["allotting", "allotting"]);
  });

  test("a fence is never given up: it is sent until it is acknowledged", async () => {
    await allot();
    await force("all");
    const [fence] = await house.database.rows<{ id: string }>(
      sql`select operation_id as id from operations where kind = 'fence'`,
    );
    const voided = await house.store.transaction((transaction) =>
      transaction.startVoiding(fence?.id ?? "", house.clock.now()),
    );
    expect(voided).toBe(false);
  });

  test("a fence that the reseller refuses for a newer grant leaves the seat waiting for a person", async () => {
    await allot();
    await send();
    await apply();
    await force([1, 2]);
    reseller.instead = (call) =>
      call === "PUT /operations"
        ? json({
            outcome: "done",
            asOf: 0,
            results: [
              { seatCode: 1, error: 40 },
              { seatCode: 2, grant: 1 },
            ],
          })
        : undefined;
    await send();
    await apply();
    expect((await seats()).slice(0, 2).map(({ acknowledged }) => acknowledged)).toEqual([0, 1]);
  });
});

describe("an operation that was open when its seats were freed", () => {
  test.each(["granted", "refused", "voided"])(
    "an allot's answer that comes late, %s, moves no seat",
    async (how) => {
      await allot();
      await force("all");
      if (how !== "granted")
        reseller.instead = (call, { body }) => {
          if (call !== "PUT /operations" || JSON.parse(body ?? "").kind !== "allot") return undefined;
          return json({ outcome: "refused", asOf: 0, error: how === "refused" ? 13 : 11 });
        };
      await send();
      await apply();
      expect(new Set(await house.states())).toEqual(new Set(["held"]));
      const grants = await house.database.rows(
        sql`select from performance_seats where grant_command is not null`,
      );
      expect(grants).toEqual([]);
    },
  );

  test("a recall's answer that comes late moves no seat, not even one that was sold here since", async () => {
    await allot();
    await send();
    await apply();
    const runId = await house.startRun({ kind: "recall", seatCodes: [1, 2] });
    const [run] = await house.store.transaction((transaction) => transaction.unfinishedRuns());
    if (run?.runId !== runId) throw new Error("no recall to plan");
    await planNextStep(house.store, run, settings, house.clock, house.ports.ids);
    await force([1, 2]);
    await sellHere(1);
    await send();
    await apply();
    expect((await house.states()).slice(0, 3)).toEqual(["soldAtCounter", "held", "allotted"]);
  });
});

describe("late sales under a fence", () => {
  beforeEach(async () => {
    await allot();
    await send();
    await apply();
    await force([1, 2, 3]);
    await sellHere(1);
    house.time.now = new Date(house.time.now.getTime() + 60_000);
  });

  test("of a seat that nobody bought here: taken back; of one sold here: a conflict that names both customers", async () => {
    const here = await house.database.first<{ id: number }>(sql`select ticket_id as id from tickets`);
    reseller.record({ seatCode: 1, grant: 1 });
    reseller.record({ seatCode: 2, grant: 1 });
    await receive();
    expect((await house.states()).slice(0, 4)).toEqual(["soldAtCounter", "sold", "held", "allotted"]);
    const conflicts = await house.database.rows(sql`
      select c.seat_code as "seatCode", cause, live_ticket_id as "liveTicketId", late.barcode, late.in_conflict as "inConflict"
      from seat_conflicts c join tickets late using (organizer_id, ticket_id)`);
    expect(conflicts).toEqual([
      {
        ...{ seatCode: 1, cause: "soldHereMeanwhile", liveTicketId: here?.id },
        ...{ barcode: "02000000000001", inConflict: true },
      },
    ]);
    await send();
    await apply();
    // The sale stands at both sides; only its cancellation brings the seat home.
    expect((await seats()).slice(0, 3)).toMatchObject([
      { state: "soldAtCounter", acknowledged: 1 },
      { state: "sold", acknowledged: 1 },
      { state: "held", acknowledged: 1 },
    ]);
  });

  test("the fence is only taken for acknowledged once the late sales before it are received", async () => {
    reseller.record({ seatCode: 2, grant: 1 });
    await send();
    await apply();
    expect((await seats())[1]).toMatchObject({ state: "held", acknowledged: 0 });
    await receive();
    await apply();
    expect((await seats())[1]).toMatchObject({ state: "sold", acknowledged: 1 });
  });

  test("cancelled again: the seat comes home to its hold, whether the fence was acknowledged or not", async () => {
    const sale = reseller.record({ seatCode: 2, grant: 1 });
    reseller.record({ kind: "cancellation", refersTo: sale.eventId, seatCode: 2, grant: 1 });
    await receive();
    expect((await seats())[1]).toMatchObject({ state: "held", acknowledged: 0 });
    const again = reseller.record({ seatCode: 2, grant: 1, barcode: "02000000000777" });
    await receive();
    expect((await seats())[1]).toMatchObject({ state: "sold" });
    later();
    await send();
    await apply();
    reseller.record({ kind: "cancellation", refersTo: again.eventId, seatCode: 2, grant: 1 });
    await receive();
    expect((await seats())[1]).toMatchObject({ state: "held", acknowledged: 1 });
  });

  test("cancelled while it stands in a conflict: the seat stays with the customer here, the conflict stays open", async () => {
    const sale = reseller.record({ seatCode: 1, grant: 1 });
    reseller.record({ kind: "cancellation", refersTo: sale.eventId, seatCode: 1, grant: 1 });
    await receive();
    expect((await seats())[0]).toMatchObject({ state: "soldAtCounter" });
    const rows = await house.database.rows(sql`
      select closed_at as closed, late.cancelled_at is not null as cancelled
      from seat_conflicts join tickets late using (organizer_id, ticket_id)`);
    expect(rows).toEqual([{ closed: null, cancelled: true }]);
  });

  test("of a seat that a clerk has blocked since: a conflict without a second customer", async () => {
    const { organizerId } = scope;
    await house.database.transaction(async (transaction) => {
      const context = { organizerId, performanceNumber, at: house.clock.now(), operatorId: 1 };
      for (const [movement, to] of [["release", "free"] as const, ["block", "blocked"] as const]) {
        const [seat] = await lockSeats(transaction, organizerId, performanceNumber, [3]);
        if (!seat) throw new Error("no seat");
        await moveSeats(transaction, context, [{ seat, movement, to, set: { holdCode: null } }]);
      }
    });
    reseller.record({ seatCode: 3, grant: 1 });
    await receive();
    const rows = await house.database.rows(
      sql`select cause, live_ticket_id as live from seat_conflicts where seat_code = 3`,
    );
    expect(rows).toEqual([{ cause: "notFreeMeanwhile", live: null }]);
  });
});

describe("the conflict of a late sale is closed", () => {
  beforeEach(async () => {
    await allot();
    await send();
    await apply();
    await force([1]);
    await sellHere(1);
    reseller.record({ seatCode: 1, grant: 1 });
    await receive();
  });
  const close = async (staying: "here" | "late" | "none") => {
    const row = await house.database.first<{ id: number }>(sql`select conflict_id as id from seat_conflicts`);
    const closing = { staying, outcome: "refundedThere" as const, note: "called", operatorId: 3 };
    return closeConflict(house.store, row?.id ?? 0, closing, house.clock);
  };
  const live = () =>
    house.database.rows(sql`select sold_through as through from tickets where cancelled_at is null`);

  test("for the customer here: the late ticket is dead, and the reseller's cancellation after it changes nothing", async () => {
    expect(await close("here")).toMatchObject({ stayingTicketId: expect.any(Number) });
    expect(await live()).toEqual([{ through: "counter" }]);
    const sale = reseller.events[0];
    if (!sale) throw new Error("no late sale");
    reseller.record({ kind: "cancellation", refersTo: sale.eventId, seatCode: 1, grant: 1 });
    await receive();
    expect(await live()).toEqual([{ through: "counter" }]);
    expect((await seats())[0]).toMatchObject({ state: "soldAtCounter" });
  });

  test("by two at once: one of them closes it, the other is told", async () => {
    const outcomes = await Promise.all([close("here"), close("here")]);
    expect(outcomes.filter((outcome) => "refused" in outcome)).toEqual([{ refused: "conflictClosed" }]);
  });

  test("after the late sale was cancelled there: only the customer here can stay", async () => {
    const sale = reseller.events[0];
    if (!sale) throw new Error("no late sale");
    reseller.record({ kind: "cancellation", refersTo: sale.eventId, seatCode: 1, grant: 1 });
    await receive();
    expect(await close("late")).toEqual({ refused: "ticketCannotStay" });
    expect(await close("here")).toMatchObject({ stayingTicketId: expect.any(Number) });
  });
});

test.each(["send.before", "send.answered", "send.answerKept", "apply.done"])(
  "a crash at %s loses no fence: it goes again and is acknowledged once",
  async (point) => {
    await allot();
    await send();
    await apply();
    await force([1, 2]);
    const crash = {
      point: (name: string) => {
        if (name === point) throw new Error("power cut");
      },
    };
    const ports = { ...house.ports, crash };
    const exchange = async () => {
      await sendDueOperations(house.store, line, ports);
      await applyAnswers(house.store, ports);
    };
    await expect(exchange()).rejects.toThrow("power cut");
    await send();
    await apply();
    expect((await seats()).slice(0, 3).map(({ acknowledged }) => acknowledged)).toEqual([1, 1, 0]);
    const fences = await house.database.rows(sql`select state from operations where kind = 'fence'`);
    expect(fences).toEqual([{ state: "applied" }]);
  },
);

import { sql } from "@allotement/platform/database/database.ts";
import { operationRequest } from "@allotement/protocol/messages/operation.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { holdCode, openHouse, performanceNumber, scope, settings, type TestHouse } from "../house.fixture.ts";
import { json, type TestReseller, testReseller } from "../reseller.fixture.ts";
import { type InterfaceWorker, startWorker } from "../worker.ts";
import { forceRecall } from "./force-recall.ts";
import { forcedRecallReport } from "./force-recall.views.ts";
import { sendFencesAgain } from "./send-again.ts";

let house: TestHouse;
let reseller: TestReseller;
let worker: InterfaceWorker;
let forcedRecallId: string;
/** What the reseller answers to a fence; undefined: it writes it down. */
let refusal: number | undefined;

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
  refusal = 44;
  reseller.instead = (call, { body }) => {
    if (call !== "PUT /operations" || refusal === undefined) return undefined;
    const { kind, seats } = operationRequest.parse(JSON.parse(body ?? ""));
    if (kind !== "fence") return undefined;
    return json({
      outcome: "done",
      asOf: 0,
      results: seats.map(({ seatCode }) => ({ seatCode, error: refusal })),
    });
  };
  worker = startWorker(house.store, reseller.line(house), settings, house.ports, (error) => {
    throw error;
  });
  await house.database.run(sql`
    insert into operators (organizer_id, operator_id, initials, name, role, password_hash)
    values (669, 3, 'SUP', 'Support', 'support', 'x')`);
  await house.startRun({ kind: "allot" });
  await expect.poll(async () => (await house.states())[0], { timeout: 10_000 }).toBe("allotted");
  const order = {
    performanceNumber,
    seatCodes: [1, 2],
    reason: "line down",
    operatorId: 3,
    secondOperatorId: 1,
  };
  const done = await forceRecall(house.store, { holdCode }, order, house.ports);
  if ("refused" in done) throw new Error(done.refused);
  forcedRecallId = done.forcedRecallId;
  worker.wake();
  await expect.poll(fences, { timeout: 10_000 }).toEqual(["refused", "refused"]);
});
afterEach(async () => {
  await worker.stop();
  await house.drop();
});

const report = async () => {
  const found = await forcedRecallReport(house.database, scope, forcedRecallId);
  if (!found) throw new Error("the forced recall is in the books");
  return found;
};
const fences = async () => (await report()).seats.map(({ fence }) => fence);
const again = async () => {
  const order = { performanceNumber, seatCodes: [1, 2], operatorId: 3 };
  const count = await sendFencesAgain(house.store, { holdCode }, order, house.ports);
  worker.wake();
  return count;
};

describe("a fence that the reseller has refused", () => {
  test("is sent again under a new command, and acknowledged once nothing stands against it", async () => {
    refusal = undefined;
    expect(await again()).toBe(2);
    await expect.poll(fences, { timeout: 10_000 }).toEqual(["acknowledged", "acknowledged"]);
    expect(await house.states()).toEqual(["held", "held", ...Array.from({ length: 8 }, () => "allotted")]);
    // Nothing is left to send: neither a second press nor a late one moves a seat.
    expect(await again()).toBe(0);
  });

  test("is shown as refused once more where the reseller still refuses it, with the newest error", async () => {
    refusal = 40;
    await again();
    await expect.poll(async () => (await report()).seats[0]?.error, { timeout: 10_000 }).toBe(40);
    expect(await fences()).toEqual(["refused", "refused"]);
  });

  test("says who sent it again", async () => {
    await again();
    const rows = await house.database.rows(sql`
      select operator_id as "operatorId", subject from audit_entries where action = 'sendFencesAgain'`);
    expect(rows).toEqual([{ operatorId: 3, subject: { performanceNumber, seatCodes: [1, 2] } }]);
  });

  test("leaves alone a seat that is not the venue's any more", async () => {
    // A late sale under the revoked grant took the seat back meanwhile.
    reseller.record({ seatCode: 1, grant: 1 });
    await worker.fetchNow();
    expect((await house.states())[0]).toBe("sold");
    expect(await again()).toBe(1);
  });
});

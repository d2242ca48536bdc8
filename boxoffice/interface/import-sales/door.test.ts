import { sql } from "@allotement/platform/database/database.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sqlDoorStore } from "../../house/door/door.store.ts";
import { scanTicket } from "../../house/door/scan-ticket.ts";
import { lockSeats, moveSeats } from "../../house/inventory/inventory.store.ts";
import { openHouse, performanceNumber, scope, type TestHouse } from "../house.fixture.ts";
import { type TestReseller, testReseller } from "../reseller.fixture.ts";
import { fetchSales } from "./fetch.ts";

let house: TestHouse;
let reseller: TestReseller;
beforeAll(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
  await allotAll();
});
afterAll(() => house.drop());

async function allotAll(): Promise<void> {
  await house.database.transaction(async (transaction) => {
    const context = { ...scope, performanceNumber, at: house.clock.now(), operatorId: null };
    const set = { command: 1, grantCommand: 1, resellerId: 1, operationId: systemIds.uuid() };
    for (const seat of await lockSeats(transaction, scope.organizerId, performanceNumber, "all"))
      await moveSeats(transaction, context, [{ seat, movement: "allot", to: "allotting", set }]);
    for (const seat of await lockSeats(transaction, scope.organizerId, performanceNumber, "all"))
      await moveSeats(transaction, context, [
        { seat, movement: "allotAccepted", to: "allotted", set: { operationId: null } },
      ]);
  });
}

const fetch = () => fetchSales(house.store, reseller.line(house), house.ports);
const scan = async (barcode: string, direction: "entry" | "exit" = "entry") => {
  const asked = { scanId: systemIds.uuid(), performanceNumber, gate: "A", direction, barcode };
  const answer = await scanTicket(sqlDoorStore(house.database, 669), asked, 1, house.clock.now());
  if (typeof answer === "string") throw new Error(answer);
  return answer.refusal;
};

test("a ticket of the reseller's opens the door at its receipt, before it is integrated and though its price is wrong", async () => {
  const { barcode } = reseller.record({ seatCode: 1, faceValueCents: 1 });
  expect(await scan(barcode)).toBe("unknownBarcode");
  await fetch();
  const inbox = await house.database.first(sql`select status from feed_inbox where seat_code = 1`);
  expect(inbox).toEqual({ status: "pending" });
  expect(await scan(barcode)).toBe(null);
});

test("its barcode dies when the cancellation is received, not when the reseller wrote it", async () => {
  const sale = reseller.record({ seatCode: 2 });
  await fetch();
  // Cancelled there an hour ago; nobody here could know.
  const soldAt = new Date(house.time.now.getTime() - 3_600_000).toISOString();
  reseller.record({
    kind: "cancellation",
    refersTo: sale.eventId,
    seatCode: 2,
    barcode: sale.barcode,
    soldAt,
  });
  expect(await scan(sale.barcode)).toBe(null);
  expect(await scan(sale.barcode, "exit")).toBe(null);
  await fetch();
  expect(await scan(sale.barcode)).toBe("cancelled");
  const known = await house.database.first(sql`
    select cancelled_after_scan as after, last_scan as last from tickets where barcode = ${sale.barcode}`);
  expect(known).toEqual({ after: 2, last: 3 });
});

test("a sale under a grant that was never given is sent to the box office", async () => {
  const { barcode } = reseller.record({ seatCode: 3, grant: 9 });
  await fetch();
  expect(await scan(barcode)).toBe("seatInConflict");
});

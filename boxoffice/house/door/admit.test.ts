import { expect, test } from "vitest";
import { refusalAtDoor, type TicketAtDoor } from "./admit.ts";

const ticket: TicketAtDoor = {
  ticketId: 1,
  performanceNumber: 501,
  seatCode: 7,
  performanceCancelled: false,
  cancelled: false,
  inConflict: false,
  inside: false,
  lastScan: 0,
};
const scan = (direction: "entry" | "exit", change: Partial<TicketAtDoor> | "none", performanceNumber = 501) =>
  refusalAtDoor({ direction, performanceNumber }, change === "none" ? undefined : { ...ticket, ...change });

test.each<["entry" | "exit", Partial<TicketAtDoor> | "none", string | undefined]>([
  ["entry", {}, undefined],
  ["entry", "none", "unknownBarcode"],
  ["entry", { cancelled: true }, "cancelled"],
  ["entry", { inConflict: true }, "seatInConflict"],
  ["entry", { inside: true }, "alreadyInside"],
  ["entry", { performanceCancelled: true }, "performanceCancelled"],
  ["entry", { performanceCancelled: true, cancelled: true, inConflict: true }, "performanceCancelled"],
  ["exit", { inside: true, performanceCancelled: true }, undefined],
  ["entry", { cancelled: true, inConflict: true, inside: true }, "cancelled"],
  ["entry", { inConflict: true, inside: true }, "seatInConflict"],
  ["exit", { inside: true }, undefined],
  ["exit", {}, "notInside"],
  ["exit", "none", "unknownBarcode"],
])("%s of a ticket with %o: %s", (direction, change, refusal) => {
  expect(scan(direction, change)).toBe(refusal);
});

test("another performance's ticket passes in no direction, whatever else is wrong with it", () => {
  expect(scan("entry", { cancelled: true }, 502)).toBe("otherPerformance");
  expect(scan("exit", { inside: true }, 502)).toBe("otherPerformance");
});

test("who is inside may leave, though the ticket was cancelled or disputed meanwhile", () => {
  expect(scan("exit", { inside: true, cancelled: true, inConflict: true })).toBeUndefined();
});

import { describe, expect, test } from "vitest";
import type { BiographyEvent } from "../../api/interface-biography.ts";
import { holderAt, inOrderOfTime } from "./biography.ts";

const time = (clock: string) => `2026-11-23T${clock}.000Z`;
const here = (clock: string, to: string, more: Partial<Extract<BiographyEvent, { side: "here" }>> = {}) => ({
  side: "here" as const,
  at: time(clock),
  movement: "any",
  from: "any",
  to,
  holdName: "TICKETNET",
  command: 1,
  grant: 1,
  operationId: null,
  operationKind: null,
  operatorName: null,
  ticket: null,
  ...more,
});
const there = (clock: string, to: string): BiographyEvent => ({
  side: "there",
  at: time(clock),
  movement: "any",
  from: "any",
  to,
  command: 1,
  grant: 1,
  operationId: null,
  orderId: null,
  pointOfSale: null,
});
const ticket = {
  ticketId: 7,
  barcode: "02123456789012",
  soldThrough: "reseller" as const,
  surname: "MARTIN",
  firstName: "Claire",
  pointOfSale: "Paris",
  orderId: "order 1",
};

const life: BiographyEvent[] = [
  here("14:00:00", "held"),
  here("14:10:00", "allotting"),
  there("14:10:05", "offered"),
  here("14:10:06", "allotted"),
  there("14:30:00", "inBasket"),
  there("14:31:00", "sold"),
  here("14:31:15", "sold", { ticket }),
  here("14:50:00", "allotted", { ticket }),
  here("15:00:00", "recalling"),
  here("15:00:10", "divergent"),
  here("15:30:00", "held"),
];

describe("who held the seat", () => {
  test.each([
    ["13:59:59", "venue", "free", null, null],
    ["14:00:00", "venue", "held", null, null],
    ["14:10:05", "onItsWay", "allotting", null, "offered"],
    ["14:20:00", "reseller", "allotted", null, "offered"],
    ["14:31:10", "reseller", "allotted", null, "sold"],
    ["14:32:00", "sold", "sold", 7, "sold"],
    ["14:55:00", "reseller", "allotted", null, "sold"],
    ["15:00:05", "reseller", "recalling", null, "sold"],
    ["15:10:00", "unclear", "divergent", null, "sold"],
    ["23:00:00", "venue", "held", null, "sold"],
  ])("at %s: %s (%s)", (clock, entitled, state, ticketId, stateThere) => {
    const holder = holderAt(life, new Date(time(clock)));
    expect(holder).toMatchObject({ entitled, state, stateThere });
    expect(holder.ticket?.ticketId ?? null).toBe(ticketId);
  });

  test("the order in which the events come does not matter, but that of one side at one moment does", () => {
    expect(holderAt([...life].reverse(), new Date(time("14:32:00"))).state).toBe("sold");
    const moment = [there("14:00:00", "offered"), here("14:00:00", "held"), here("14:00:00", "allotting")];
    expect(inOrderOfTime(moment).map((event) => ("to" in event ? event.to : ""))).toEqual([
      "held",
      "allotting",
      "offered",
    ]);
  });
});

import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { blockReasonOf } from "./compare-price.ts";

const sale: FeedEvent = {
  sequence: 1,
  eventId: "01900000-0000-7000-8000-00000000000a",
  kind: "sale",
  orderId: "1",
  lineId: "1",
  showNumber: 4,
  performanceNumber: 9,
  localDate: "2026-12-01",
  localTime: "19:00",
  timeZone: "Europe/Paris",
  seatCode: 12,
  grant: 1,
  priceTypeCode: 6690014,
  seatCategoryCode: 10002,
  faceValueCents: 3800,
  venueFeeCents: 120,
  organizerFeeCents: 180,
  resellerFeeCents: 380,
  currency: "EUR",
  barcode: "02000000000001",
  holder: null,
  pointOfSale: "000",
  soldAt: "2026-11-23T12:00:00.000Z",
  previousHash: "0".repeat(64),
  hash: "0".repeat(64),
};
const grid = { faceValueCents: 3800, venueFeeCents: 120, organizerFeeCents: 180 };
const context = {
  schedule: { localDate: "2026-12-01", localTime: "19:00" },
  otherSchedules: [],
  priceTypeKnown: true,
  grid,
};

test("the grid's price passes", () => expect(blockReasonOf(sale, context)).toBeUndefined());

test("only the sum of the two fee columns is compared: 3.00 € may be 1.20 + 1.80, or any other split", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), (venueFeeCents) => {
      const split = { ...sale, venueFeeCents, organizerFeeCents: 300 - venueFeeCents };
      expect(blockReasonOf(split, context)).toBeUndefined();
    }),
  );
});

test("any other amount or sum of fees blocks, with both figures", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 999 }),
      (faceValueCents, venueFeeCents) => {
        const reason = blockReasonOf({ ...sale, faceValueCents, venueFeeCents }, context);
        if (faceValueCents === 3800 && venueFeeCents === 120) return expect(reason).toBeUndefined();
        expect(reason).toMatchObject({
          kind: "priceMismatch",
          grid,
          sale: { faceValueCents, venueFeeCents },
        });
      },
    ),
  );
});

test("the reseller's own fee is recorded, not compared", () => {
  expect(blockReasonOf({ ...sale, resellerFeeCents: 9999 }, context)).toBeUndefined();
});

test("a price type without a line in the grid blocks, and says that the grid has none", () => {
  expect(blockReasonOf(sale, { ...context, grid: undefined })).toMatchObject({
    kind: "priceMismatch",
    grid: null,
  });
});

test("19 unknown price type goes before 17 date, 17 before 18 time, 18 before the price", () => {
  const wrong = { ...sale, localDate: "2026-12-02", localTime: "20:00", faceValueCents: 1 };
  expect(blockReasonOf(wrong, { ...context, priceTypeKnown: false })).toMatchObject({ number: 19 });
  expect(blockReasonOf(wrong, context)).toMatchObject({ number: 17, sale: "2026-12-02", ours: "2026-12-01" });
  expect(blockReasonOf({ ...wrong, localDate: sale.localDate }, context)).toMatchObject({ number: 18 });
  expect(blockReasonOf({ ...sale, faceValueCents: 1 }, context)).toMatchObject({ kind: "priceMismatch" });
  expect(blockReasonOf(wrong, { ...context, schedule: undefined })).toMatchObject({ number: 12 });
});

test("a sale is good under every date that its performance has had, or is to have (R11.3), and under no other", () => {
  const later = { localDate: "2027-01-12", localTime: "20:30" };
  const rescheduled = { ...context, otherSchedules: [context.schedule, later] };
  expect(blockReasonOf({ ...sale, ...later }, rescheduled)).toBeUndefined();
  expect(blockReasonOf(sale, { ...rescheduled, schedule: later })).toBeUndefined();
  expect(blockReasonOf({ ...sale, ...later, localTime: "19:00" }, rescheduled)).toMatchObject({
    number: 18,
    ours: "20:30",
  });
  expect(blockReasonOf({ ...sale, localDate: "2027-01-13" }, rescheduled)).toMatchObject({ number: 17 });
});

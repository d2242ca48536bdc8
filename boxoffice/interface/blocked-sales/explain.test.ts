import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { describe, expect, test } from "vitest";
import type { BlockReason } from "../import-sales/compare-price.ts";
import { type Cause, explain, type Surroundings } from "./explain.ts";

const event: FeedEvent = {
  sequence: 1,
  eventId: "0199a000-0000-7000-8000-000000000001",
  kind: "sale",
  orderId: "order",
  lineId: "1",
  showNumber: 50,
  performanceNumber: 501,
  localDate: "2026-12-23",
  localTime: "19:00",
  timeZone: "Europe/Paris",
  seatCode: 1,
  grant: 1,
  priceTypeCode: 14,
  seatCategoryCode: 31,
  faceValueCents: 4800,
  venueFeeCents: 120,
  organizerFeeCents: 180,
  resellerFeeCents: 480,
  currency: "EUR",
  barcode: "02000000000001",
  holder: null,
  pointOfSale: "Paris",
  soldAt: "2026-06-01T10:00:00.000Z",
  previousHash: "",
  hash: "",
};

const line = (priceTypeCode: number, seatCategoryCode: number, faceValueCents: number, feesCents = 300) => ({
  priceTypeCode,
  seatCategoryCode,
  faceValueCents,
  venueFeeCents: feesCents,
  organizerFeeCents: 0,
  resellerFeeCents: null,
});
const grid = (priceGridId: number, validFrom: string, ...lines: ReturnType<typeof line>[]) => ({
  priceGridId,
  validFrom: new Date(validFrom),
  lines,
});

const around = (change: Partial<Surroundings>): Surroundings => ({
  grids: [grid(1, "2026-01-01T00:00:00Z", line(14, 31, 5000))],
  priceTypeNames: new Map([
    [14, "TICKETNET PLEIN TARIF"],
    [15, "TICKETNET ENFANT"],
  ]),
  categoryNames: new Map([
    [31, "CARRE OR"],
    [32, "CATEGORIE 1"],
  ]),
  priceType: { name: "TICKETNET PLEIN TARIF", channelKind: "reseller", ofInterface: true },
  seatCategoryCode: 31,
  scheduleVersion: 1,
  performancesThen: [],
  otherShow: undefined,
  cancelledSince: false,
  undoneSaleStatus: undefined,
  ...change,
});
const gap = (grid: { faceValueCents: number } | null = { faceValueCents: 5000 }): BlockReason => ({
  kind: "priceMismatch",
  sale: event,
  grid: grid && { venueFeeCents: 300, organizerFeeCents: 0, ...grid },
});
const kinds = (causes: readonly Cause[]) => causes.map(({ kind }) => kind);

describe("a price that is not the grid's", () => {
  test("of the grid before it: sold at the old price; of the one after: at the new", () => {
    const grids = [
      grid(1, "2026-01-01T00:00:00Z", line(14, 31, 4800)),
      grid(2, "2026-05-01T00:00:00Z", line(14, 31, 5000)),
      grid(3, "2026-09-01T00:00:00Z", line(14, 31, 5200)),
    ];
    const old = explain(event, gap(), around({ grids }));
    expect(old.causes).toEqual([
      {
        kind: "earlierGrid",
        whom: "resellerContact",
        validFrom: "2026-01-01T00:00:00.000Z",
        validUntil: "2026-05-01T00:00:00.000Z",
      },
    ]);
    expect(old.grid).toMatchObject({
      validFrom: "2026-05-01T00:00:00.000Z",
      validUntil: "2026-09-01T00:00:00.000Z",
      amounts: { faceValueCents: 5000 },
    });
    const early = explain({ ...event, faceValueCents: 5200 }, gap(), around({ grids }));
    expect(kinds(early.causes)).toEqual(["laterGrid"]);
    expect(early.causes[0]).toMatchObject({ validFrom: "2026-09-01T00:00:00.000Z", validUntil: null });
  });

  test("of two other grids the later one is named first", () => {
    const grids = [
      grid(1, "2026-01-01T00:00:00Z", line(14, 31, 4800)),
      grid(2, "2026-02-01T00:00:00Z", line(14, 31, 4800)),
      grid(3, "2026-05-01T00:00:00Z", line(14, 31, 5000)),
    ];
    const { causes } = explain(event, gap(), around({ grids }));
    expect(causes.map((cause) => "validFrom" in cause && cause.validFrom.slice(0, 7))).toEqual([
      "2026-02",
      "2026-01",
    ]);
  });

  test("of a seat whose category has changed: that comes before any price that happens to be the same", () => {
    const grids = [grid(1, "2026-01-01T00:00:00Z", line(14, 31, 5000), line(14, 32, 4800))];
    const { causes } = explain(event, gap(), around({ grids, seatCategoryCode: 32 }));
    expect(kinds(causes)).toEqual(["seatCategoryChanged", "otherCategory"]);
    expect(causes[0]).toMatchObject({ saleCategory: "CARRE OR", seatCategory: "CATEGORIE 1" });
    expect(causes[1]).toMatchObject({ code: 32, name: "CATEGORIE 1" });
  });

  test("of another price type of the same category, never one of the counter", () => {
    const lines = [line(14, 31, 5000), line(15, 31, 4800), line(99, 31, 4800)];
    const { causes } = explain(event, gap(), around({ grids: [grid(1, "2026-01-01T00:00:00Z", ...lines)] }));
    expect(causes).toEqual([
      { kind: "otherPriceType", whom: "resellerContact", code: 15, name: "TICKETNET ENFANT" },
    ]);
  });

  test.each([
    [
      "whose amount holds the fees",
      { faceValueCents: 5300, venueFeeCents: 0, organizerFeeCents: 0 },
      "feesInAmount",
    ],
    ["whose amount holds the reseller's own fee", { faceValueCents: 5480 }, "resellerFeeInAmount"],
    ["that fits nowhere", { faceValueCents: 1234 }, "otherPrice"],
  ])("%s", (_what, amounts, kind) => {
    expect(kinds(explain({ ...event, ...amounts }, gap(), around({})).causes)).toEqual([kind]);
  });

  test("where the grid says nothing: none was in force, or it lacks the line", () => {
    const later = around({ grids: [grid(1, "2026-09-01T00:00:00Z", line(14, 31, 4800))] });
    const none = explain(event, gap(null), later);
    expect([kinds(none.causes), none.grid]).toEqual([["laterGrid", "noGridYet"], null]);
    const lacking = explain(
      event,
      gap(null),
      around({ grids: [grid(1, "2026-01-01T00:00:00Z", line(14, 32, 1000))] }),
    );
    expect(lacking.causes).toEqual([{ kind: "notInGrid", whom: "ownHouse" }]);
    expect(lacking.grid).toMatchObject({ amounts: null });
  });

  test("names the columns that differ; the split of the fees is none", () => {
    const columns = (change: Partial<FeedEvent>, grid: object) =>
      explain(
        event,
        {
          kind: "priceMismatch",
          sale: { ...event, ...change },
          grid: { faceValueCents: 4800, venueFeeCents: 300, organizerFeeCents: 0, ...grid },
        },
        around({}),
      ).columns;
    expect(columns({}, { faceValueCents: 1 })).toEqual(["faceValue"]);
    expect(columns({ venueFeeCents: 0 }, {})).toEqual(["fees"]);
    expect(columns({ venueFeeCents: 0 }, { faceValueCents: 1 })).toEqual(["faceValue", "fees"]);
    expect(columns({ venueFeeCents: 300, organizerFeeCents: 0 }, {})).toEqual([]);
  });
});

test.each<[string, Surroundings["priceType"], string, string]>([
  ["nobody here knows", undefined, "priceTypeUnheardOf", "resellerContact"],
  [
    "is the counter's",
    { name: "PLEIN TARIF", channelKind: "counter", ofInterface: false },
    "counterPriceType",
    "resellerContact",
  ],
  [
    "is not one of the interface's",
    { name: "TICKETNET ENFANT", channelKind: "reseller", ofInterface: false },
    "priceTypeNotOfInterface",
    "support",
  ],
])("a price type (19) that %s", (_what, priceType, kind, whom) => {
  const reason: BlockReason = { kind: "unknownPriceType", number: 19, priceTypeCode: 14 };
  expect(explain(event, reason, around({ priceType })).causes).toMatchObject([{ kind, whom }]);
});

test("another date (17): the performance was rescheduled, or it is another one of the show", () => {
  const reason: BlockReason = { kind: "dateMismatch", number: 17, sale: "2026-12-23", ours: "2026-12-24" };
  const { causes } = explain(event, reason, around({ scheduleVersion: 2, performancesThen: [502] }));
  expect(causes).toMatchObject([
    { kind: "rescheduled" },
    { kind: "otherPerformance", performanceNumber: 502 },
  ]);
  expect(kinds(explain(event, reason, around({})).causes)).toEqual(["otherDate"]);
});

test("a performance (12) that is another show's here", () => {
  const reason: BlockReason = { kind: "unknownPerformance", number: 12, performanceNumber: 501 };
  const otherShow = { showNumber: 51, title: "LES BONNES" };
  expect(explain(event, reason, around({ otherShow })).causes).toMatchObject([
    { kind: "otherShow", ...otherShow },
  ]);
  expect(kinds(explain(event, reason, around({})).causes)).toEqual(["performanceUnheardOf"]);
});

test("a blocked sale that was cancelled since says so", () => {
  expect(kinds(explain(event, gap(), around({ cancelledSince: true })).causes)).toEqual([
    "otherPrice",
    "cancelledSince",
  ]);
});

test.each<[BlockReason, Partial<Surroundings>, string]>([
  [{ kind: "saleNotIntegrated", refersTo: "x" }, { undoneSaleStatus: "blocked" }, "saleWaits"],
  [{ kind: "saleNotIntegrated", refersTo: "x" }, { undoneSaleStatus: "closed" }, "saleClosed"],
  [{ kind: "unknownSale", refersTo: "x" }, {}, "saleUnheardOf"],
  [{ kind: "unknownSeat", performanceNumber: 1, seatCode: 2 }, {}, "seatUnheardOf"],
  [{ kind: "barcodeTaken", barcode: "02" }, {}, "barcodeTwice"],
])("the reason %o is told as %s", (reason, change, kind) => {
  expect(kinds(explain({ ...event, kind: "cancellation" }, reason, around(change)).causes)).toEqual([kind]);
});

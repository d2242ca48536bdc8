import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryBooks } from "./memory-books.fixture.ts";
import { isPeriod, lastPart, nextPeriod, periodOf, spanOf } from "./period.ts";
import { verifyArchive } from "./verify-archive.ts";

describe("a period", () => {
  test.each([
    ["a day in winter", "day", "2026-11-23", "2026-11-22T23:00:00.000Z", "2026-11-23T23:00:00.000Z"],
    ["the short day of spring", "day", "2026-03-29", "2026-03-28T23:00:00.000Z", "2026-03-29T22:00:00.000Z"],
    ["the long day of autumn", "day", "2026-10-25", "2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z"],
    [
      "a month between both times",
      "month",
      "2026-03",
      "2026-02-28T23:00:00.000Z",
      "2026-03-31T22:00:00.000Z",
    ],
    ["a year", "year", "2026", "2025-12-31T23:00:00.000Z", "2026-12-31T23:00:00.000Z"],
  ] as const)("%s begins and ends by the clocks of the venue", (_what, kind, period, start, end) => {
    const { startsAt, endsAt } = spanOf(kind, period, "Europe/Paris");
    expect([startsAt.toISOString(), endsAt.toISOString()]).toEqual([start, end]);
  });

  test("each ends where the next begins, and holds its own instants only, in any zone", () => {
    const zone = fc.constantFrom(
      "Europe/Paris",
      "Indian/Reunion",
      "America/Sao_Paulo",
      "Pacific/Apia",
      "UTC",
    );
    const kind = fc.constantFrom("day", "month", "year" as const);
    const at = fc.date({
      min: new Date("2001-01-01T00:00:00Z"),
      max: new Date("2060-01-01T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zone, kind, at, (timeZone, one, instant) => {
        const period = periodOf(one, instant, timeZone);
        const { startsAt, endsAt } = spanOf(one, period, timeZone);
        expect(startsAt.getTime()).toBeLessThanOrEqual(instant.getTime());
        expect(endsAt.getTime()).toBeGreaterThan(instant.getTime());
        expect(periodOf(one, endsAt, timeZone) > period).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("follows another; a month ends with its last day, leap years too", () => {
    expect([nextPeriod("day", "2028-02-28"), nextPeriod("day", "2026-12-31")]).toEqual([
      "2028-02-29",
      "2027-01-01",
    ]);
    expect([lastPart("month", "2028-02"), lastPart("year", "2026")]).toEqual(["2028-02-29", "2026-12"]);
    expect([isPeriod("day", "2026-02-30"), isPeriod("month", "2026-2"), isPeriod("year", "2026")]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe("closing", () => {
  test("goes day by day from the first line, in order, none twice, none before it begins", async () => {
    const books = memoryBooks();
    expect((await books.close("day", "2026-11-23")).refusal).toEqual({ error: "NOTHING_BOOKED" });
    books.book("2026-11-23T10:00:00Z");
    books.book("2026-11-25T10:00:00Z");
    books.seal();
    const now = "2026-11-25T20:00:00Z";
    const made = await books.close("day", "2026-11-26", now);
    expect(made.closings.map(({ period, firstEntry, lastEntry }) => [period, firstEntry, lastEntry])).toEqual(
      [
        ["2026-11-23", 1, 1],
        ["2026-11-24", 2, 1],
        ["2026-11-25", 2, 2],
      ],
    );
    expect(made.refusal).toEqual({ error: "NOT_BEGUN" });
    expect((await books.close("day", "2026-11-25", now)).refusal).toEqual({ error: "ALREADY_CLOSED" });
  });

  test("puts what is booked late, and what was booked out of order, into the open period", async () => {
    const books = memoryBooks();
    books.book("2026-11-23T10:00:00Z");
    // Just after midnight, and then one of before it that was committed later.
    books.book("2026-11-23T23:00:00Z");
    books.book("2026-11-23T22:59:59Z");
    books.seal();
    await books.close("day", "2026-11-23");
    books.book("2026-11-23T12:00:00Z");
    books.seal();
    const { closings } = await books.close("day", "2026-11-24");
    expect(closings.map(({ firstEntry, lastEntry }) => [firstEntry, lastEntry])).toEqual([[2, 4]]);
  });

  test("waits for the seals", async () => {
    const books = memoryBooks();
    books.book("2026-11-23T10:00:00Z");
    expect(await books.close("day", "2026-11-23")).toEqual({
      closings: [],
      refusal: { error: "ENTRIES_UNSEALED" },
    });
  });

  test("closes a month after its days and a year after its months, and says what is open", async () => {
    const books = memoryBooks();
    books.book("2026-11-29T10:00:00Z");
    books.seal();
    expect((await books.close("month", "2026-11")).refusal).toMatchObject({ error: "PARTS_OPEN" });
    await books.close("day", "2026-11-29");
    expect((await books.close("month", "2026-11")).refusal).toEqual({
      error: "PARTS_OPEN",
      part: "2026-11-30",
    });
    await books.close("day", "2027-01-02");
    expect((await books.close("year", "2026")).refusal).toMatchObject({ error: "PARTS_OPEN" });
    await books.close("month", "2026-12");
    const { closings } = await books.close("year", "2026");
    expect(closings).toMatchObject([{ kind: "year", period: "2026", firstEntry: 1, lastEntry: 1 }]);
  });

  test("counts refunds against the total and the perpetual total on, settlements beside both", async () => {
    const books = memoryBooks();
    books.book("2026-11-23T10:00:00Z");
    books.book("2026-11-23T11:00:00Z", { kind: "refund", faceValueCents: -4_800, venueFeeCents: -100 });
    books.book("2026-11-23T12:00:00Z", {
      kind: "settlement",
      faceValueCents: 700,
      venueFeeCents: 0,
      vatRate: null,
    });
    books.seal();
    const { closings } = await books.close("day", "2026-11-23");
    expect(closings[0]).toMatchObject({
      periodTotalCents: 0,
      settledCents: 700,
      grandTotalCents: 0,
      perpetualTotalCents: 9_800,
    });
  });
});

/** A step of a venue's life: time passes and a line is booked, or something is closed. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      hours: fc.nat({ max: 60 }),
      kind: fc.constantFrom(
        "sale",
        "sale",
        "sale",
        "refund",
        "cancellation",
        "settlement",
        "settlementReversal",
      ),
      cents: fc.integer({ min: -50_000, max: 50_000 }),
      fee: fc.integer({ min: 0, max: 500 }),
      paymentMethodId: fc.constantFrom(1, 2),
      salesChannelId: fc.constantFrom(1, 2),
      vatRate: fc.constantFrom(null, 210, 550, 2_000),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom("day", "month", "year" as const) },
);

test("whatever is booked and closed, in whatever order: entries, closings and running totals agree", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const books = memoryBooks();
      let now = new Date("2026-02-20T12:00:00Z").getTime();
      for (const one of steps) {
        if (typeof one === "string") {
          books.seal();
          const through = periodOf(one, new Date(now), "Europe/Paris");
          await books.close(one, through, new Date(now));
          continue;
        }
        now += one.hours * 3_600_000;
        const { kind, cents, fee, paymentMethodId, salesChannelId, vatRate } = one;
        const amounts = { faceValueCents: cents, venueFeeCents: fee };
        books.book(new Date(now), { kind, ...amounts, paymentMethodId, salesChannelId, vatRate });
      }
      for (const kind of ["day", "month", "year"] as const) {
        const closed = books.closings.filter((closing) => closing.kind === kind);
        let [grand, perpetual, next] = [0, 0, 1];
        for (const closing of closed) {
          const lines = books.entries.slice(closing.firstEntry - 1, closing.lastEntry);
          const sold = lines.filter((line) => !line.kind.startsWith("settlement"));
          const of = (line: (typeof lines)[number]) => line.faceValueCents + line.venueFeeCents;
          grand += sold.reduce((sum, line) => sum + of(line), 0);
          perpetual += sold.reduce((sum, line) => sum + Math.abs(of(line)), 0);
          expect(closing.firstEntry).toBe(next);
          next = closing.lastEntry + 1;
          expect(closing.totals.reduce((sum, total) => sum + total.entryCount, 0)).toBe(lines.length);
          expect(closing.totals.reduce((sum, total) => sum + total.amountCents, 0)).toBe(
            lines.reduce((sum, line) => sum + of(line), 0),
          );
          expect([closing.grandTotalCents, closing.perpetualTotalCents]).toEqual([grand, perpetual]);
        }
      }
      for (const closing of books.closings)
        expect(verifyArchive(Buffer.from(books.archive(closing)))).toMatchObject({ holds: true });
    }),
    { numRuns: 60 },
  );
});

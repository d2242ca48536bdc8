import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import type { CalendarRule } from "../../api/calendar-rule.ts";
import { performancesMax, performancesOf, previewOf } from "./calendar-rule.ts";
import { instantOf } from "./local-time.ts";

const zone = "Europe/Paris";
const tuesdaysAndThursdays = {
  weekdays: [2, 4],
  localTimes: ["20:30"],
  from: "2026-03-03",
  to: "2026-04-30",
};

/** The days around both changes of the clocks: 29 March and 25 October 2026, 28 March 2027. */
const day = fc
  .integer({ min: 0, max: 400 })
  .map((days) => DateTime.fromISO("2026-03-20", { zone: "utc" }).plus({ days }).toFormat("yyyy-MM-dd"));
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const line = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    localTimes: fc.uniqueArray(time, { minLength: 1, maxLength: 3 }),
    from: day,
    length: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ length, ...rest }) => {
    const to = DateTime.fromISO(rest.from, { zone: "utc" }).plus({ days: length }).toFormat("yyyy-MM-dd");
    return { ...rest, to };
  });
const rules = fc.record({
  series: fc.array(line, { minLength: 1, maxLength: 3 }),
  except: fc.uniqueArray(day, { maxLength: 20 }),
});

/** The same read off the calendar, day by day, as a person would. */
function readOff(rule: CalendarRule): string[] {
  const found = new Set<string>();
  for (let at = Date.UTC(2026, 2, 1); at < Date.UTC(2027, 6, 1); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10);
    const weekday = new Date(at).getUTCDay() || 7;
    if (rule.except.includes(date)) continue;
    for (const { weekdays, localTimes, from, to } of rule.series)
      if (from <= date && date <= to && weekdays.includes(weekday))
        for (const localTime of localTimes) found.add(`${date} ${localTime}`);
  }
  return [...found].sort();
}

describe("a calendar rule", () => {
  test("names every Tuesday and Thursday of the season but the one left out", () => {
    const found = performancesOf({ series: [tuesdaysAndThursdays], except: ["2026-04-14"] });
    if (typeof found === "string") throw new Error(found);
    expect(found).toHaveLength(17);
    expect(found[0]).toEqual({ localDate: "2026-03-03", localTime: "20:30" });
    expect(found.at(-1)).toEqual({ localDate: "2026-04-30", localTime: "20:30" });
    expect(found.map(({ localDate }) => localDate)).not.toContain("2026-04-14");
  });

  test("of evenings and matinées is one series in order, each once", () => {
    const sundays = { weekdays: [7], localTimes: ["20:30", "15:00"], from: "2026-03-08", to: "2026-03-15" };
    const found = performancesOf({ series: [sundays, { ...sundays, localTimes: ["15:00"] }], except: [] });
    expect(found).toEqual([
      { localDate: "2026-03-08", localTime: "15:00" },
      { localDate: "2026-03-08", localTime: "20:30" },
      { localDate: "2026-03-15", localTime: "15:00" },
      { localDate: "2026-03-15", localTime: "20:30" },
    ]);
  });

  test("whose end is before its beginning, or that names too many, is refused", () => {
    const backwards = { ...tuesdaysAndThursdays, from: "2026-04-30", to: "2026-03-03" };
    expect(performancesOf({ series: [backwards], except: [] })).toBe("TO_BEFORE_FROM");
    const daily = { weekdays: [1, 2, 3, 4, 5, 6, 7], localTimes: ["15:00"], from: "2026-01-01" };
    expect(performancesOf({ series: [{ ...daily, to: "2026-07-20" }], except: [] })).toBe(
      "TOO_MANY_PERFORMANCES",
    );
    expect(performancesOf({ series: [{ ...daily, to: "2026-07-19" }], except: [] })).toHaveLength(200);
  });

  test("names what a calendar on the wall shows, whatever the clocks do", () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const found = performancesOf(rule);
        const wanted = readOff(rule);
        const named =
          typeof found === "string"
            ? found
            : found.map(({ localDate, localTime }) => `${localDate} ${localTime}`);
        expect(named).toEqual(wanted.length > performancesMax ? "TOO_MANY_PERFORMANCES" : wanted);
      }),
    );
  });

  test("leaves each of its performances at the hour that the poster says, over every change of the clocks", () => {
    fc.assert(
      fc.property(rules, (rule) => {
        const found = performancesOf(rule);
        if (typeof found === "string") return;
        for (const { localDate, localTime, state } of previewOf(found, [], zone, new Date(0))) {
          const startsAt = instantOf(localDate, localTime, zone);
          // Only the hour that the clocks skip in spring has no instant.
          const isSkipped = localTime.startsWith("02:") && ["2026-03-29", "2027-03-28"].includes(localDate);
          expect(state).toBe(isSkipped ? "skipped" : "new");
          if (startsAt)
            expect(DateTime.fromJSDate(startsAt, { zone }).toFormat("yyyy-MM-dd HH:mm")).toBe(
              `${localDate} ${localTime}`,
            );
        }
      }),
    );
  });
});

test("a preview tells what is new, what the show has already, what has begun and what the clocks skip", () => {
  const at = (localDate: string, localTime: string) => ({ localDate, localTime });
  const wanted = [at("2026-01-05", "10:00"), at("2026-03-29", "02:30"), at("2026-04-02", "20:30")];
  const preview = previewOf(wanted, [at("2026-04-02", "20:30")], zone, new Date("2026-01-05T09:00:00Z"));
  expect(preview.map(({ state }) => state)).toEqual(["past", "skipped", "exists"]);
});

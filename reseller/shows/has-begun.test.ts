import { expect, test } from "vitest";
import { earliestDate, hasBegun } from "./has-begun.ts";

const begins = (localDate: string, localTime: string, timeZone = "Europe/Paris") => ({
  localDate,
  localTime,
  timeZone,
});

test.each([
  ["in winter", begins("2026-12-23", "19:00"), "2026-12-23T18:00:00Z"],
  ["in summer", begins("2026-07-14", "21:30"), "2026-07-14T19:30:00Z"],
  ["far in the east", begins("2026-12-24", "01:00", "Pacific/Auckland"), "2026-12-23T12:00:00Z"],
  ["far in the west", begins("2026-12-23", "20:00", "Pacific/Honolulu"), "2026-12-24T06:00:00Z"],
  ["at a time that comes twice, the first", begins("2026-10-25", "02:30"), "2026-10-25T00:30:00Z"],
  ["at a time that is skipped, an hour later", begins("2026-03-29", "02:30"), "2026-03-29T01:30:00Z"],
  ["in a zone that nobody knows, in UTC", begins("2026-12-23", "19:00", "Mars/Base"), "2026-12-23T19:00:00Z"],
])("a performance %s has begun at its time and not before", (_where, performance, instant) => {
  const start = Date.parse(instant);
  expect(hasBegun(performance, new Date(start - 1))).toBe(false);
  expect(hasBegun(performance, new Date(start))).toBe(true);
});

test("before the earliest date no performance is still to come, whatever its zone", () => {
  const now = new Date("2026-12-24T11:00:00Z");
  expect(earliestDate(now)).toBe("2026-12-23");
  expect(hasBegun(begins("2026-12-23", "23:30", "Etc/GMT+12"), now)).toBe(false);
});

import { describe, expect, it } from "vitest";
import {
  civilMomentAt,
  formatCivilMoment,
  formatHour,
  formatInstant,
  formatPerformance,
  formatSecond,
  instantAt,
  minutesSince,
  parseTypedDate,
  parseTypedSecond,
  parseTypedTime,
  startOfDay,
  withinLine,
} from "./dates.ts";

describe("a typed date", () => {
  it.each([
    ["09/05/2020", "2020-05-09"],
    ["9/5/2020", "2020-05-09"],
    ["09/05/20", "2020-05-09"],
    ["09.05.2020", "2020-05-09"],
    ["09052020", "2020-05-09"],
    [" 29/02/2024 ", "2024-02-29"],
  ])("%s is read day first: %s", (typed, date) => {
    expect(parseTypedDate(typed)).toBe(date);
  });

  it.each(["31/02/2020", "29/02/2023", "05/13/2020", "2020", "demain", "", "09/05/2020 19:00"])(
    "«%s» is no date",
    (typed) => {
      expect(parseTypedDate(typed)).toBeNull();
    },
  );
});

describe("a typed time", () => {
  it.each([
    ["19:00", "19:00"],
    ["19h00", "19:00"],
    ["19h", "19:00"],
    ["9:05", "09:05"],
    ["0:00", "00:00"],
  ])("%s is %s", (typed, time) => {
    expect(parseTypedTime(typed)).toBe(time);
  });

  it.each(["24:00", "19:60", "", "soir", "19:0"])("«%s» is no time", (typed) => {
    expect(parseTypedTime(typed)).toBeNull();
  });
});

describe("a date on the screen", () => {
  it("is a performance's civil date with its weekday", () => {
    expect(formatPerformance("2020-03-03", "19:00", "fr")).toBe("Mardi 03/03/2020 à 19:00");
    expect(formatPerformance("2020-03-08", "13:00", "en")).toBe("Sunday 08/03/2020 at 13:00");
  });

  it("writes a day inside a line small in French", () => {
    expect(withinLine("Mardi 03/03/2020 à 19:00", "fr")).toBe("mardi 03/03/2020 à 19:00");
    expect(withinLine("Tuesday 03/03/2020 at 19:00", "en")).toBe("Tuesday 03/03/2020 at 19:00");
  });

  it("is an instant on the venue's clock, in summer as in winter", () => {
    expect(formatInstant("2020-04-23T15:18:00.000Z")).toBe("23/04/2020 17:18");
    expect(formatInstant("2020-01-15T23:30:00.000Z")).toBe("16/01/2020 00:30");
    expect(formatHour("2020-01-15T23:30:00.000Z")).toBe("00:30");
  });

  it("is a civil moment as it was given", () => {
    expect(formatCivilMoment("2020-01-15T00:00", "fr")).toBe("15/01/2020 à 00:00");
  });
});

describe("a day at the venue", () => {
  it.each([
    ["2026-01-15", "2026-01-14T23:00:00.000Z"],
    ["2026-07-14", "2026-07-13T22:00:00.000Z"],
    ["2026-03-29", "2026-03-28T23:00:00.000Z"],
    ["2026-10-25", "2026-10-24T22:00:00.000Z"],
  ])("%s begins at %s, on days that change the clock as well", (day, instant) => {
    expect(startOfDay(day)).toBe(instant);
  });

  it("ends where the next one begins", () => {
    expect(startOfDay("2026-03-29", 1)).toBe("2026-03-29T22:00:00.000Z");
    expect(startOfDay("2026-12-31", 1)).toBe(startOfDay("2027-01-01"));
  });
});

describe("an age", () => {
  it("is told in whole minutes, and never below zero", () => {
    expect(minutesSince("2026-01-15T10:00:00.000Z", Date.parse("2026-01-15T10:59:59.000Z"))).toBe(59);
    expect(minutesSince("2026-01-15T10:00:00.000Z", Date.parse("2026-01-15T09:00:00.000Z"))).toBe(0);
  });
});

describe("a moment at the venue, to the second", () => {
  it.each([
    ["14:32", "14:32:00"],
    ["14h32", "14:32:00"],
    ["14:32:05", "14:32:05"],
    ["9:05:59", "09:05:59"],
    ["14:32:61", null],
    ["25:00", null],
    ["", null],
  ])("«%s» is %s", (typed, time) => {
    expect(parseTypedSecond(typed)).toBe(time);
  });

  it("is the instant at which the clock there shows it, in summer and in winter", () => {
    expect(instantAt("2026-07-14", "14:32:05")).toBe("2026-07-14T12:32:05.000Z");
    expect(civilMomentAt("2026-07-14T12:32:05.000Z")).toBe("2026-07-14T14:32");
    expect(civilMomentAt("2026-12-31T23:30:00.000Z")).toBe("2027-01-01T00:30");
    expect(instantAt("2026-11-23", "14:32:00")).toBe("2026-11-23T13:32:00.000Z");
    expect(formatSecond(instantAt("2026-07-14", "14:32:05"))).toBe("14/07/2026 14:32:05");
  });
});

import { DateTime } from "luxon";

export const periodKinds = ["day", "month", "year"] as const;
export type PeriodKind = (typeof periodKinds)[number];

const formats = { day: "yyyy-MM-dd", month: "yyyy-MM", year: "yyyy" } as const;

/** The civil day, month or year of an instant in a zone: 2026-11-23, 2026-11, 2026. They sort as texts. */
export function periodOf(kind: PeriodKind, instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat(formats[kind]);
}

/** From its first instant to before the first of the next one: a day is 23 or 25 hours long where the clocks change. */
export function spanOf(kind: PeriodKind, period: string, timeZone: string): { startsAt: Date; endsAt: Date } {
  const start = beginning(kind, period, timeZone);
  return {
    startsAt: start.toJSDate(),
    endsAt: start
      .plus({ [kind]: 1 })
      .startOf(kind)
      .toJSDate(),
  };
}

export function nextPeriod(kind: PeriodKind, period: string): string {
  return beginning(kind, period, "utc")
    .plus({ [kind]: 1 })
    .toFormat(formats[kind]);
}

/** Whether a text is a period of this kind; 2026-02-30 is none. */
export function isPeriod(kind: PeriodKind, text: string): boolean {
  const start = DateTime.fromFormat(text, formats[kind], { zone: "utc" });
  return start.isValid && start.toFormat(formats[kind]) === text;
}

/** The last of the shorter periods that a month or a year is made of: 2026-11-30, 2026-12. */
export function lastPart(kind: "month" | "year", period: string): string {
  const part = kind === "month" ? "day" : "month";
  return beginning(kind, period, "utc").endOf(kind).toFormat(formats[part]);
}

function beginning(kind: PeriodKind, period: string, timeZone: string): DateTime<true> {
  const start = DateTime.fromFormat(period, formats[kind], { zone: timeZone }).startOf(kind);
  if (!start.isValid) throw new Error(`${period} is no ${kind} in ${timeZone}`);
  return start;
}

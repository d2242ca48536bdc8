import { DateTime } from "luxon";
import type { CalendarPreview, CalendarRule } from "../../api/calendar-rule.ts";
import { instantOf } from "./local-time.ts";

/** As many as are created at once. */
export const performancesMax = 200;

export interface CivilTime {
  localDate: string;
  localTime: string;
}

/** Why a rule names no performances: its end is before its beginning, or it names too many. */
export type RuleRefusal = "TO_BEFORE_FROM" | "TOO_MANY_PERFORMANCES";

/**
 * Every date and time that a rule names, once, in order. Days and times are civil ones, counted on the calendar and never
 * in hours: no change of the clocks moves, drops or doubles one.
 */
export function performancesOf(rule: CalendarRule): CivilTime[] | RuleRefusal {
  if (rule.series.some(({ from, to }) => to < from)) return "TO_BEFORE_FROM";
  const except = new Set(rule.except);
  const found = new Map<string, CivilTime>();
  for (const { weekdays, localTimes, from, to } of rule.series) {
    const days = new Set(weekdays);
    // A calendar without clocks: in UTC every day follows the one before.
    for (let day = DateTime.fromISO(from, { zone: "utc" }); ; day = day.plus({ days: 1 })) {
      const localDate = day.toFormat("yyyy-MM-dd");
      if (localDate > to) break;
      if (!days.has(day.weekday) || except.has(localDate)) continue;
      for (const localTime of localTimes) found.set(`${localDate}T${localTime}`, { localDate, localTime });
      if (found.size > performancesMax) return "TOO_MANY_PERFORMANCES";
    }
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, performance]) => performance);
}

/** What would become of each of them at `now`, where the show has those `present` already. */
export function previewOf(
  performances: readonly CivilTime[],
  present: readonly CivilTime[],
  timeZone: string,
  now: Date,
): CalendarPreview["performances"] {
  const taken = new Set(present.map(({ localDate, localTime }) => `${localDate}T${localTime}`));
  return performances.map(({ localDate, localTime }) => {
    const startsAt = instantOf(localDate, localTime, timeZone);
    const state = taken.has(`${localDate}T${localTime}`)
      ? "exists"
      : startsAt === undefined
        ? "skipped"
        : startsAt <= now
          ? "past"
          : "new";
    return { localDate, localTime, state };
  });
}

import { DateTime } from "luxon";

/** When a performance begins, as the venue's clocks show it. */
export interface LocalStart {
  localDate: string;
  localTime: string;
  timeZone: string;
}

/**
 * Whether a performance has begun at an instant. Of a time that the clocks show twice in autumn it is the first, of one
 * that they skip in spring the moment that they skip to. The zone comes from the venue unchecked: one that nobody knows
 * is read as UTC, so that one venue's mistake does not empty every seller's list.
 */
export function hasBegun(start: LocalStart, now: Date): boolean {
  return instantOf(start) <= now.getTime();
}

/** Instants found before: the calendar is slow, and each basket and each list of shows asks for the same ones. */
const found = new Map<string, number>();
const foundAtMost = 10_000;

function instantOf({ localDate, localTime, timeZone }: LocalStart): number {
  const text = `${localDate}T${localTime}`;
  const name = `${text} ${timeZone}`;
  const before = found.get(name);
  if (before !== undefined) return before;
  const known = DateTime.fromISO(text, { zone: timeZone });
  const start = known.isValid ? known : DateTime.fromISO(text, { zone: "utc" });
  const instant = Math.min(...start.getPossibleOffsets().map((one) => one.toMillis()));
  if (found.size >= foundAtMost) found.clear();
  found.set(name, instant);
  return instant;
}

/** The earliest civil date that any place on earth may still have: a performance of a day before has begun. */
export function earliestDate(now: Date): string {
  return DateTime.fromJSDate(now, { zone: "UTC-12" }).toFormat("yyyy-MM-dd");
}

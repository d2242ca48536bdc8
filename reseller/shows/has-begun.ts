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
export function hasBegun({ localDate, localTime, timeZone }: LocalStart, now: Date): boolean {
  const text = `${localDate}T${localTime}`;
  const known = DateTime.fromISO(text, { zone: timeZone });
  const start = known.isValid ? known : DateTime.fromISO(text, { zone: "utc" });
  return Math.min(...start.getPossibleOffsets().map((one) => one.toMillis())) <= now.getTime();
}

/** The earliest civil date that any place on earth may still have: a performance of a day before has begun. */
export function earliestDate(now: Date): string {
  return DateTime.fromJSDate(now, { zone: "UTC-12" }).toFormat("yyyy-MM-dd");
}

import { DateTime } from "luxon";

/**
 * The instant of a civil date and time in a zone. Undefined for a time that the clocks skip (the hour of spring); of a
 * time that they show twice in autumn, the first.
 */
export function instantOf(localDate: string, localTime: string, timeZone: string): Date | undefined {
  const found = DateTime.fromISO(`${localDate}T${localTime}`, { zone: timeZone });
  if (!found.isValid || found.toFormat("yyyy-MM-dd HH:mm") !== `${localDate} ${localTime}`) return undefined;
  const [first] = found.getPossibleOffsets().sort((one, other) => one.toMillis() - other.toMillis());
  return (first ?? found).toJSDate();
}

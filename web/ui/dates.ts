import dayjs from "dayjs";
import customParseFormat from "dayjs/plugin/customParseFormat.js";
import type { Language } from "../strings/language.tsx";

// Without it a typed 09/05/2020 is silently read as 5 September.
dayjs.extend(customParseFormat);

/** Clerks of a theatre read the theatre's clock, wherever their screen stands. */
const venueTimeZone = "Europe/Paris";

/** «2020-03-03», «19:00» → «Mardi 03/03/2020 à 19:00»: the civil date as it is, whatever the screen's own zone. */
export function formatPerformance(localDate: string, localTime: string, language: Language): string {
  return `${formatWeekday(localDate, language)} ${formatCivilDate(localDate)} ${at[language]} ${localTime}`;
}

/** A day of the week inside a line: French writes it small there, English never. */
export function withinLine(moment: string, language: Language): string {
  return language === "fr" ? moment.charAt(0).toLowerCase() + moment.slice(1) : moment;
}

/** «2020-03-03» → «03/03/2020» */
export function formatCivilDate(localDate: string): string {
  const [year, month, day] = localDate.split("-");
  return `${day}/${month}/${year}`;
}

/** «2020-01-15T00:00» → «15/01/2020 à 00:00» */
export function formatCivilMoment(civilMoment: string, language: Language): string {
  const [date = "", time = ""] = civilMoment.split("T");
  return `${formatCivilDate(date)} ${at[language]} ${time}`;
}

/** An instant at the venue: «2020-04-23T15:18:00Z» → «23/04/2020 17:18» */
export function formatInstant(instant: string): string {
  return instantFormat.format(new Date(instant)).replace(",", "");
}

/** An instant at the venue to the second: «23/04/2020 17:18:05» */
export function formatSecond(instant: string): string {
  return secondFormat.format(new Date(instant)).replace(",", "");
}

/** An instant at the venue, the hour alone: «17:18» */
export function formatHour(instant: string): string {
  return formatInstant(instant).slice(-5);
}

/** Whole minutes from an instant to `at` (milliseconds), at least 0. */
export function minutesSince(instant: string, at: number): number {
  return Math.max(0, Math.floor((at - Date.parse(instant)) / 60_000));
}

/** When a civil day begins at the venue: «2026-07-14» → «2026-07-13T22:00:00.000Z»; `daysLater` for the end of a range. */
export function startOfDay(localDate: string, daysLater = 0): string {
  return instantOfClock(Date.parse(`${localDate}T00:00:00Z`) + daysLater * 86_400_000);
}

/** A civil moment at the venue: «2026-07-14», «14:32:05» → «2026-07-14T12:32:05.000Z» */
export function instantAt(localDate: string, localTime: string): string {
  return instantOfClock(Date.parse(`${localDate}T${localTime}Z`));
}

/** What the clock at the venue shows, wherever the screen stands: «2026-07-14T12:32:05.000Z» → «2026-07-14T14:32» */
export function civilMomentAt(instant: string): string {
  const at = Date.parse(instant);
  return new Date(at + aheadMs(at)).toISOString().slice(0, "2026-07-14T14:32".length);
}

/** The instant at which the clock at the venue shows what UTC shows at `shown` (milliseconds). */
function instantOfClock(shown: number): string {
  // The clock at the venue is ahead of or behind UTC by what it shows there; twice, for days on which it changes.
  const first = shown - aheadMs(shown);
  return new Date(shown - aheadMs(first)).toISOString();
}

function aheadMs(instantMs: number): number {
  const shown = venueClock.formatToParts(instantMs);
  const [year, month, day, hour, minute] = (["year", "month", "day", "hour", "minute"] as const).map((type) =>
    Number(shown.find((part) => part.type === type)?.value),
  );
  // What is shown ends with the minute.
  const wholeMinutes = Math.floor(instantMs / 60_000) * 60_000;
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0) - wholeMinutes;
}

/** What a clerk types: 09/05/2020, 9/5/2020, 09/05/20, 9.5.2020, 09052020 → «2020-05-09»; null where it is no date. */
export function parseTypedDate(text: string): string | null {
  const typed = text.trim().replace(/[.\- ]/g, "/");
  const parsed = dayjs(typed, ["DD/MM/YYYY", "D/M/YYYY", "DD/MM/YY", "D/M/YY", "DDMMYYYY"], true);
  return parsed.isValid() ? parsed.format("YYYY-MM-DD") : null;
}

/** «14:32» or «14:32:05» → «14:32:00», «14:32:05»; a minute alone is its beginning. */
export function parseTypedSecond(text: string): string | null {
  const [, minutes = "", seconds = "00"] = /^(.*?)(?::([0-5]\d))?$/.exec(text.trim()) ?? [];
  const whole = parseTypedTime(text);
  if (whole !== null) return `${whole}:00`;
  const time = parseTypedTime(minutes);
  return time === null ? null : `${time}:${seconds}`;
}

/** «19:00», «19h00», «19h», «9:05» → «19:00», «09:05»; null where it is no time of day. */
export function parseTypedTime(text: string): string | null {
  const match = /^(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?$/.exec(text.trim());
  if (!match?.[1]) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)];
  if (hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

const at = { fr: "à", en: "at" } as const;

function formatWeekday(localDate: string, language: Language): string {
  const name = weekdays[language].format(new Date(`${localDate}T12:00:00Z`));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const weekdays = {
  fr: new Intl.DateTimeFormat("fr-FR", { weekday: "long", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { weekday: "long", timeZone: "UTC" }),
} as const;

const venueClock = new Intl.DateTimeFormat("en-GB", {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "numeric",
  hourCycle: "h23",
  timeZone: venueTimeZone,
});

const instantFormat = new Intl.DateTimeFormat("fr-FR", {
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: venueTimeZone,
});

const secondFormat = new Intl.DateTimeFormat("fr-FR", {
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  timeZone: venueTimeZone,
});

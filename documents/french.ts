import { formatCents } from "@allotement/protocol/money.ts";

/** How documents for French readers write figures, moments and performances; the narrow spaces do not break. */

const numbers = new Intl.NumberFormat("fr-FR");

/** 1234 → «1 234» */
export const numberText = (value: number): string => numbers.format(value);

/** 4800 → «48,00 €» */
export const amountText = (amountCents: number): string => formatCents(amountCents, "fr");

/** Hundredths of a percent: 550 → «5,50 %» */
export const rateText = (rate: number): string =>
  `${(rate / 100).toLocaleString("fr-FR", { minimumFractionDigits: 2 })}\u00a0%`;

/** 2020-04-23T17:18:30 → «23/04/2020 17:18:30» */
export function civilText(local: string): string {
  const [date = "", time = ""] = local.split("T");
  return `${dateText(date)} ${time}`.trim();
}

/** 2020-04-23 → «23/04/2020» */
export const dateText = (localDate: string): string => localDate.split("-").reverse().join("/");

const weekdays = ["Dimanche", "Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi"];

/** «Mardi 03/03/2020 à 19:00», as the manual names a performance. */
export function performanceText(localDate: string, localTime: string): string {
  const weekday = weekdays[new Date(`${localDate}T00:00:00Z`).getUTCDay()] ?? "";
  return `${weekday} ${dateText(localDate)} à ${localTime}`;
}

/** «1 place», «2 places»: zero takes the singular. */
export function countText(count: number, one: string, many: string): string {
  return `${numberText(count)}\u00a0${Math.abs(count) < 2 ? one : many}`;
}

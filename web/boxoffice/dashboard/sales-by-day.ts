import type { ShowDashboard } from "@allotement/boxoffice/api/dashboard.ts";

/** Sales as a chart of stacked bars takes them: every day between the first and the last, channels with most sales first. */
export interface SalesByDay {
  readonly days: readonly string[];
  readonly channels: readonly {
    readonly name: string;
    readonly total: number;
    readonly seats: readonly number[];
  }[];
}

/** Longest stretch of days that the chart draws; earlier ones stand in the table. */
export const longestDays = 120;

/** And the shortest: a first day's sales are seen against the days before, on which nothing sold. */
export const shortestDays = 14;

export function salesByDay(sales: ShowDashboard["sales"]): SalesByDay {
  const dates = sales.map(({ localDate }) => localDate).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return { days: [], channels: [] };
  const days = daysBetween(earlier(first, daysBefore(last, shortestDays - 1)), last).slice(-longestDays);
  const at = new Map(days.map((day, index) => [day, index]));
  const byChannel = new Map<string, { total: number; seats: number[] }>();
  for (const { localDate, channel, seats } of sales) {
    const counted = byChannel.get(channel) ?? { total: 0, seats: days.map(() => 0) };
    const index = at.get(localDate);
    if (index !== undefined) counted.seats[index] = (counted.seats[index] ?? 0) + seats;
    counted.total += seats;
    byChannel.set(channel, counted);
  }
  const channels = [...byChannel].map(([name, counted]) => ({ name, ...counted }));
  return { days, channels: channels.sort((a, b) => b.total - a.total || a.name.localeCompare(b.name)) };
}

/** What bars reach up to, channel upon channel: the first is the lowest. */
export function stacked(channels: SalesByDay["channels"]): number[][] {
  const sums: number[][] = [];
  for (const { seats } of channels) {
    const below = sums.at(-1);
    sums.push(seats.map((count, index) => count + (below?.[index] ?? 0)));
  }
  return sums;
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);
}

function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${first}T12:00:00Z`); ; at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    days.push(day);
    if (day >= last) return days;
  }
}

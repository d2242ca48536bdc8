import type { Database, Queries } from "@allotement/platform/database/database.ts";
import type { HoldSeries, HoldSeriesResult } from "../../api/holds.ts";
import { type SeatRow, sqlSeatsStore } from "../inventory/inventory.store.ts";
import { listPerformances, type PerformanceRow } from "../programme/programme.store.ts";
import { seatsByRule } from "./choose-by-rule.ts";
import { holdExists, readSeatPlaces, readSeatStates } from "./holds.store.ts";
import { planHold } from "./holds.ts";

/** In order of precedence. */
export type HoldSeriesRefusal = "UNKNOWN_HOLD" | "UNKNOWN_PERFORMANCE";

type PerformanceResult = HoldSeriesResult["performances"][number];

/** What each performance would give; nothing moves. */
export async function previewHoldSeries(
  queries: Queries,
  organizerId: number,
  showNumber: number,
  series: HoldSeries,
): Promise<HoldSeriesResult | HoldSeriesRefusal> {
  const performances = await performancesOf(queries, organizerId, showNumber, series);
  if (typeof performances === "string") return performances;
  const results: PerformanceResult[] = [];
  for (const performance of performances) {
    const meant = await seatsMeant(queries, organizerId, performance, series);
    const seats = await readSeatStates(queries, organizerId, performance.performanceNumber, meant);
    results.push(resultOf(performance, seats, series.holdCode));
  }
  return { performances: results };
}

/** Moves the seats, one transaction a performance, in the order of their numbers. */
export async function holdSeatsOfSeries(
  database: Database,
  organizerId: number,
  showNumber: number,
  series: HoldSeries,
  context: { at: Date; operatorId: number },
): Promise<HoldSeriesResult | HoldSeriesRefusal> {
  const performances = await performancesOf(database, organizerId, showNumber, series);
  if (typeof performances === "string") return performances;
  const results: PerformanceResult[] = [];
  for (const performance of performances) {
    const { performanceNumber } = performance;
    const meant = await seatsMeant(database, organizerId, performance, series);
    const result = await database.transaction(async (transaction) => {
      const store = sqlSeatsStore(transaction, organizerId);
      const locked = await store.lockSeats(performanceNumber, meant);
      const changes = locked.flatMap((seat) => {
        const plan = planHold(seat, series.holdCode);
        return plan.kind === "move" ? [plan.change] : [];
      });
      await store.moveSeats({ ...context, performanceNumber }, changes);
      return resultOf(performance, locked, series.holdCode);
    });
    results.push(result);
  }
  return { performances: results };
}

async function performancesOf(
  queries: Queries,
  organizerId: number,
  showNumber: number,
  { holdCode, performanceNumbers }: HoldSeries,
): Promise<PerformanceRow[] | HoldSeriesRefusal> {
  if (holdCode !== null && !(await holdExists(queries, organizerId, holdCode))) return "UNKNOWN_HOLD";
  const all = await listPerformances(queries, organizerId, showNumber);
  const wanted = new Set(performanceNumbers);
  const found = all.filter(({ performanceNumber }) => wanted.has(performanceNumber));
  return found.length === wanted.size ? found : "UNKNOWN_PERFORMANCE";
}

async function seatsMeant(
  queries: Queries,
  organizerId: number,
  { hallCode }: PerformanceRow,
  { seats }: HoldSeries,
): Promise<number[]> {
  if ("seatCodes" in seats) return [...new Set(seats.seatCodes)];
  return seatsByRule(seats.rule, await readSeatPlaces(queries, organizerId, hallCode));
}

function resultOf(
  { performanceNumber, localDate, localTime }: PerformanceRow,
  seats: readonly SeatRow[],
  holdCode: number | null,
): PerformanceResult {
  const refused = new Map<string, number>();
  const counts = { changed: 0, asWanted: 0 };
  for (const seat of seats) {
    const { kind } = planHold(seat, holdCode);
    if (kind === "move") counts.changed += 1;
    else if (kind === "asWanted") counts.asWanted += 1;
    else refused.set(seat.state, (refused.get(seat.state) ?? 0) + 1);
  }
  return {
    ...{ performanceNumber, localDate, localTime, meant: seats.length, ...counts },
    refused: [...refused].map(([state, count]) => ({ state, count })),
  };
}

import type { PerformanceSeats } from "@allotement/boxoffice/api/counter.ts";
import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import type { Performance, PerformanceList, ShowList } from "@allotement/boxoffice/api/programme.ts";
import { queryOptions } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";

export const showsQuery = queryOptions({
  queryKey: ["shows"],
  queryFn: () => getApi<ShowList>(apiPaths.shows),
});

export function performancesQuery(showNumber: number) {
  return queryOptions({
    queryKey: ["shows", showNumber, "performances"],
    queryFn: () => getApi<PerformanceList>(apiPaths.performances(showNumber)),
  });
}

export function hallPlanQuery(hallCode: number) {
  return queryOptions({
    queryKey: ["halls", hallCode, "plan"],
    queryFn: () => getApi<HallPlan>(apiPaths.hallPlan(hallCode)),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The seats as the books know them, asked again while the page shows them: others sell too. */
export function seatsQuery(performanceNumber: number) {
  return queryOptions({
    queryKey: ["performances", performanceNumber, "seats"],
    queryFn: () => getApi<PerformanceSeats>(apiPaths.performanceSeats(performanceNumber)),
    refetchInterval: pollEvery(5_000),
  });
}

/** A performance with all that its plan needs. */
export interface OpenPerformance {
  readonly performance: Performance;
  readonly title: string;
  readonly geometry: HallPlan;
  readonly seats: PerformanceSeats;
}

/** The seats' states and holds in the order of the plan, which may differ from the books'. */
export function inPlanOrder(geometry: HallPlan, seats: PerformanceSeats) {
  const indexes = new Map(seats.seatCodes.map((code, index) => [code, index]));
  const at = geometry.seatCodes.map((code) => indexes.get(code) ?? -1);
  return {
    states: at.map((index) => seats.states[index] ?? "blocked"),
    holdCodes: at.map((index) => seats.holdCodes[index] ?? null),
  };
}

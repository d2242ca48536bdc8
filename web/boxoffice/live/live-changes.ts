import type { LiveChange } from "@allotement/boxoffice/api/live.ts";
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths, withQuery } from "../api-paths.ts";
import { mergeSeats, type SeatColumns } from "./merge-seats.ts";

/** What each topic may have changed on the pages: keys of queries, or their beginnings. */
const keysOf: Readonly<Record<LiveChange["topic"], readonly QueryKey[]>> = {
  seats: [
    ["interface", "recall", "choices"],
    ["interface", "allot", "choices"],
    ["interface", "force-recall"],
    ["interface", "biography"],
    ["interface", "state"],
    ["programme"],
    ["set-up"],
  ],
  runs: [["runs"], ["interface", "operations"], ["interface", "state"]],
  sales: [
    ["interface", "waiting"],
    ["interface", "blocked-sale"],
    ["interface", "import"],
    ["programme"],
    ["interface", "state"],
    ["cash-journal"],
  ],
  conflicts: [
    ["interface", "conflicts"],
    ["interface", "state"],
  ],
  comparisons: [
    ["interface", "compare"],
    ["interface", "state"],
  ],
  connection: [
    ["interface", "connection"],
    ["interface", "state"],
  ],
  programme: [["shows"], ["show-groups"], ["programme"], ["interface", "allot", "choices"], ["set-up"]],
};

/** The plans of one performance: of each, the seats that moved are asked for alone. */
const plansOf = (performanceNumber: number) => [
  {
    key: ["interface", "recall", "performance", performanceNumber],
    path: apiPaths.recallPerformance(performanceNumber),
  },
  { key: ["performances", performanceNumber, "seats"], path: apiPaths.performanceSeats(performanceNumber) },
];

/** A run of changes, such as a big allotment, is answered by one question rather than by many. */
const gatherMilliseconds = 150;
/** Beyond this many seats the whole plan is cheaper, and the address would grow too long. */
const seatsAskedMax = 500;

/** Asks again for what has changed, and for nothing else. */
export function followChanges(client: QueryClient) {
  const topics = new Set<LiveChange["topic"]>();
  const moved = new Map<number, Set<number> | "many">();
  let isWaiting = false;

  const flush = async () => {
    const keys = new Map([...topics].flatMap((topic) => keysOf[topic]).map((key) => [key.join("/"), key]));
    const performances = [...moved];
    topics.clear();
    moved.clear();
    for (const queryKey of keys.values()) void client.invalidateQueries({ queryKey });
    // One after the other: of two answers on one seat the later one must be written last.
    for (const [performanceNumber, seats] of performances)
      for (const { key, path } of plansOf(performanceNumber)) await refresh(client, key, path, seats);
  };
  const gather = async () => {
    if (isWaiting) return;
    isWaiting = true;
    while (topics.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, gatherMilliseconds));
      await flush();
    }
    isWaiting = false;
  };
  return (change: LiveChange) => {
    topics.add(change.topic);
    if (change.topic === "seats") {
      const { performanceNumber, seatCodes } = change;
      const before = moved.get(performanceNumber) ?? new Set();
      const all = before === "many" || seatCodes === null ? "many" : new Set([...before, ...seatCodes]);
      moved.set(performanceNumber, all !== "many" && all.size > seatsAskedMax ? "many" : all);
    }
    void gather();
  };
}

async function refresh(client: QueryClient, queryKey: QueryKey, path: string, seats: Set<number> | "many") {
  const query = client.getQueryCache().find<SeatColumns>({ queryKey, exact: true });
  const isSmall = seats !== "many" && query?.isActive() && query.state.data !== undefined;
  const part = isSmall
    ? await getApi<SeatColumns>(withQuery(path, { seats: [...seats].join(",") })).catch(() => undefined)
    : undefined;
  // A whole plan on its way may be older than these seats: it is asked for anew.
  if (part === undefined || query?.state.fetchStatus === "fetching")
    return client.invalidateQueries({ queryKey, exact: true });
  client.setQueryData<SeatColumns>(queryKey, (all) => all && mergeSeats(all, part));
}

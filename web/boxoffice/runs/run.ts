import type { RunReport, RunView } from "@allotement/boxoffice/api/interface-runs.ts";
import { queryOptions } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

export type ImportShow = NonNullable<RunView["import"]>["shows"][number];
export type Refusal = RunReport["refusals"][number];

/** An operation's progress, asked again twice a second until it has finished. */
export function runQuery(runId: string) {
  return queryOptions({
    queryKey: ["runs", runId],
    queryFn: () => getApi<RunView>(apiPaths.run(runId)),
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : 500),
    staleTime: 0,
  });
}

export function runReportQuery(runId: string, finishedAt: string | null) {
  return queryOptions({
    queryKey: ["runs", runId, "report", finishedAt],
    queryFn: () => getApi<RunReport>(apiPaths.runReport(runId)),
    enabled: finishedAt !== null,
  });
}

/** How far an operation is, from 0 to 100: its seats answered, or its sales looked at. */
export function percentOf(run: RunView): number {
  if (run.finishedAt !== null) return 100;
  if (run.import !== null) return share(run.import.looked, run.import.chosen);
  const { seats, steps } = run;
  // Planning is quick and answers are slow: the first tenth stands for the one, the rest for the other.
  return share(steps.planned, steps.total) / 10 + share(seats.accepted + seats.refused, seats.total) * 0.9;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, (100 * part) / whole);
}

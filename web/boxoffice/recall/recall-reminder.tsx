import type { SeatsMoved, SeatsToHold } from "@allotement/boxoffice/api/holds.ts";
import type { RecallPerformance } from "@allotement/boxoffice/api/interface-recall.ts";
import type { RunReport } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { callApi, getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

interface RecallReminderProps {
  readonly runId: string;
  readonly performance: RunReport["performances"][number];
}

/** Which seats an operation was to take back: the hold has others that were never sent, and those stay in it. */
export function recalledSeatsKey(runId: string) {
  return ["recalled-seats", runId] as const;
}

/** Seats that came back are still in the hold and would leave again: out of it in one click (R6.4). */
export function RecallReminder({ runId, performance }: RecallReminderProps) {
  const { run: words, shell } = useStrings();
  const formats = useFormats();
  const client = useQueryClient();
  const { performanceNumber } = performance;
  const seats = useQuery({
    queryKey: ["interface", "recall", "performance", performanceNumber],
    queryFn: () => getApi<RecallPerformance>(apiPaths.recallPerformance(performanceNumber)),
  });
  const release = useMutation({
    mutationFn: (seatCodes: number[]) => {
      const order: SeatsToHold = { holdCode: null, seatCodes };
      return callApi<SeatsMoved>("POST", apiPaths.performanceHolds(performanceNumber), order);
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  if (release.isSuccess) return <Notice tone="good" title={words.released(release.data.changed)} />;
  const asked = client.getQueryData<number[]>(recalledSeatsKey(runId));
  if (performance.accepted === 0) return null;
  const held = heldSeats(seats.data, asked ?? []);
  if (asked !== undefined && seats.isSuccess && held.length === 0) return null;
  return (
    <Notice tone="warn" title={words.stillHeld(asked === undefined ? performance.accepted : held.length)}>
      <div>
        {performance.showTitle}, {formats.performance(performance)}. {words.stillHeldText}
      </div>
      <div className={`${styles.actions} no-print`}>
        {asked === undefined ? (
          <Button size="xs" variant="default" component={Link} {...pages.holds}>
            {shell.holds}
          </Button>
        ) : (
          <Button
            size="xs"
            onClick={() => release.mutate(held)}
            loading={release.isPending}
            disabled={held.length === 0}
          >
            {words.release}
          </Button>
        )}
      </div>
      {release.isError && <Failure error={release.error} />}
    </Notice>
  );
}

function heldSeats(seats: RecallPerformance | undefined, asked: readonly number[]): number[] {
  if (seats === undefined) return [];
  const among = new Set(asked);
  return seats.seatCodes.filter(
    (code, index) => seats.inHold[index] === 1 && seats.states[index] === "held" && among.has(code),
  );
}

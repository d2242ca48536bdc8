import type { SeatsMoved, SeatsToHold } from "@allotement/boxoffice/api/holds.ts";
import type { RecallPerformance } from "@allotement/boxoffice/api/interface-recall.ts";
import type { RunReport } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { callApi, getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

interface RecallReminderProps {
  readonly performance: RunReport["performances"][number];
}

/**
 * Seats that came back are still in the hold and would leave again: out of it in one click, and back by another (R6.4). Only those of this
 * operation: the hold has others that were never sent, and those stay in it.
 */
export function RecallReminder({ performance }: RecallReminderProps) {
  const { run: words, takeBack } = useStrings();
  const formats = useFormats();
  const client = useQueryClient();
  const { performanceNumber } = performance;
  const seats = useQuery({
    queryKey: ["interface", "recall", "performance", performanceNumber],
    queryFn: () => getApi<RecallPerformance>(apiPaths.recallPerformance(performanceNumber)),
    enabled: performance.acceptedSeatCodes.length > 0,
  });
  const move = useMutation({
    mutationFn: async ({
      holdCode,
      seatCodes,
    }: {
      holdCode: number | null;
      seatCodes: readonly number[];
    }) => {
      const order: SeatsToHold = { holdCode, seatCodes: [...seatCodes] };
      const path = apiPaths.performanceHolds(performanceNumber);
      return { seatCodes, isBack: holdCode !== null, ...(await callApi<SeatsMoved>("POST", path, order)) };
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["performances", performanceNumber] });
      return client.invalidateQueries({ queryKey: ["interface"] });
    },
  });
  const holdCode = seats.data?.holdCode;
  if (move.isSuccess && !move.data.isBack)
    return (
      <Notice tone="good" title={words.released(move.data.changed)}>
        {holdCode !== undefined && (
          <div className={`${styles.actions} no-print`}>
            <Button
              size="xs"
              variant="default"
              onClick={() => move.mutate({ holdCode, seatCodes: move.data.seatCodes })}
            >
              {takeBack.putBack}
            </Button>
          </div>
        )}
      </Notice>
    );
  const held = seats.data === undefined ? [] : heldSeats(seats.data, performance.acceptedSeatCodes);
  if (held.length === 0) return null;
  return (
    <Notice tone="warn" title={words.stillHeld(held.length)}>
      <div>
        {performance.showTitle}, {formats.performanceWithin(performance)}. {words.stillHeldText}
      </div>
      <div className={`${styles.actions} no-print`}>
        <Button
          size="xs"
          onClick={() => move.mutate({ holdCode: null, seatCodes: held })}
          loading={move.isPending}
        >
          {words.release}
        </Button>
      </div>
      {move.isError && <Failure error={move.error} />}
      {move.isSuccess && <div>{takeBack.putBackDone(move.data.changed)}</div>}
    </Notice>
  );
}

/** Those of the given seats that still stand in the interface's hold: some may have been sold or sent since. */
function heldSeats(seats: RecallPerformance, among: readonly number[]): number[] {
  const given = new Set(among);
  return seats.seatCodes.filter(
    (code, index) => seats.inHold[index] === 1 && seats.states[index] === "held" && given.has(code),
  );
}

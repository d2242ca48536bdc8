import type {
  ComparisonView,
  RepairAnswer,
  RepairOrder,
  SeatDifferenceView,
} from "@allotement/boxoffice/api/interface-compare.ts";
import { Text } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatInstant } from "../../ui/dates.ts";
import { Empty } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { DifferenceGroup } from "./difference-group.tsx";
import { RepairResults } from "./repair-results.tsx";

/** What a comparison found, cause by cause, each with its repair or as an alarm. */
export function Differences({ comparison }: { readonly comparison: ComparisonView }) {
  const { compare: words } = useStrings();
  const client = useQueryClient();
  const [asked, setAsked] = useState<readonly SeatDifferenceView[]>();
  const repair = useMutation({
    mutationFn: ({ seats, dryRun }: { seats: readonly SeatDifferenceView[]; dryRun: boolean }) => {
      const order: RepairOrder = { dryRun, seats: seats.map(asSeen) };
      return callApi<RepairAnswer>("POST", apiPaths.repair(comparison.performanceNumber), order);
    },
    onSuccess: () => setAsked(undefined),
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  const causes = [...new Set(comparison.differences.map(({ cause }) => cause))];
  return (
    <div className={styles.stack}>
      <Text size="sm">
        {words.comparedAt(formatInstant(comparison.at))}
        {comparison.moving > 0 && <> · {words.moving(comparison.moving)}</>}
      </Text>
      {comparison.differences.length === 0 && (
        <Empty
          title={words.same}
          icon={<IconCircleCheck size={36} stroke={1.3} color="var(--good)" aria-hidden="true" />}
        >
          {words.sameText(comparison.seats)}
        </Empty>
      )}
      {causes.map((cause) => {
        const seats = comparison.differences.filter((one) => one.cause === cause);
        return (
          <DifferenceGroup
            key={cause}
            cause={cause}
            seats={seats}
            performanceNumber={comparison.performanceNumber}
            busy={repair.isPending}
            onDryRun={() => repair.mutate({ seats, dryRun: true })}
            onRepair={() => {
              repair.reset();
              setAsked(seats);
            }}
          />
        );
      })}
      {repair.data?.outcome === "compared" && (
        <RepairResults results={repair.data.results} seats={comparison.differences} />
      )}
      {repair.data?.outcome === "lineDown" && <Notice tone="bad" title={words.lineDown} />}
      {repair.data?.outcome === "feedStopped" && <Notice tone="bad" title={words.feedStopped} />}
      <ConfirmDialog
        opened={asked !== undefined}
        title={words.confirmTitle}
        confirmLabel={words.repairSelected(asked?.length ?? 0)}
        busy={repair.isPending}
        error={repair.error}
        onConfirm={() => asked && repair.mutate({ seats: asked, dryRun: false })}
        onCancel={() => setAsked(undefined)}
      >
        <Text size="sm">{words.confirmText}</Text>
      </ConfirmDialog>
    </div>
  );
}

/** A difference as the server checks it: where the seat has moved on, it is left alone. */
export const asSeen = ({ seatCode, cause, movementSerial }: SeatDifferenceView) => ({
  seatCode,
  cause,
  movementSerial,
});

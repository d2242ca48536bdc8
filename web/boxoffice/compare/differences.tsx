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
import { asSeen, type Deciding, DecisionDialog } from "./decision-dialog.tsx";
import { DifferenceGroup } from "./difference-group.tsx";
import { RepairResults } from "./repair-results.tsx";

/** The server mends at most so many at once; what is left shows in the comparison that follows. */
const seatsAtOnce = 2000;

/** What a comparison found, cause by cause, each with its repair or as an alarm. */
export function Differences({ comparison }: { readonly comparison: ComparisonView }) {
  const { compare: words } = useStrings();
  const client = useQueryClient();
  const [asked, setAsked] = useState<readonly SeatDifferenceView[]>();
  const repair = useMutation({
    mutationFn: ({ seats, dryRun }: { seats: readonly SeatDifferenceView[]; dryRun: boolean }) => {
      const order: RepairOrder = { dryRun, seats: seats.slice(0, seatsAtOnce).map(asSeen) };
      return callApi<RepairAnswer>("POST", apiPaths.repair(comparison.performanceNumber), order);
    },
    onSuccess: () => {
      setAsked(undefined);
      setDecided(undefined);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  const [deciding, setDeciding] = useState<Deciding>();
  const [decided, setDecided] = useState<RepairAnswer>();
  const told = decided ?? repair.data;
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
            onDecide={(decision) => setDeciding({ decision, seats })}
          />
        );
      })}
      {told?.outcome === "compared" && (
        <RepairResults results={told.results} seats={comparison.differences} />
      )}
      {told?.outcome === "lineDown" && <Notice tone="bad" title={words.lineDown} />}
      {told?.outcome === "feedStopped" && <Notice tone="bad" title={words.feedStopped} />}
      {deciding !== undefined && (
        <DecisionDialog
          deciding={deciding}
          performanceNumber={comparison.performanceNumber}
          onDone={(answer) => {
            setDecided(answer);
            setDeciding(undefined);
          }}
          onCancel={() => setDeciding(undefined)}
        />
      )}
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

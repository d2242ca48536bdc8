import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import type { RecallOrder, RecallPerformance } from "@allotement/boxoffice/api/interface-recall.ts";
import type { RunStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { lookCodes } from "../../seating-plan/looks.ts";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { StandingSeats, seatsRefused } from "../programme/standing-seats.tsx";
import { useStrings } from "../strings.ts";
import styles from "./recall.module.css";

/** The chosen seats, or «Tout reprendre». */
export type RecallAim = "chosen" | "all";

interface RecallDialogProps {
  /** What is about to be taken back; undefined while nothing is. */
  readonly aim: RecallAim | undefined;
  readonly seats: RecallPerformance;
  readonly geometry: HallPlan;
  readonly looks: Uint8Array;
  readonly selected: ReadonlySet<number>;
  readonly onRemove: (seatCodes: readonly number[]) => void;
  readonly onClose: () => void;
  /** Seats that have left the choice meanwhile. */
  readonly children: ReactNode;
}

/** Says what will happen to which seats, and does it: so many come back, so many stay sold (R6.3). */
export function RecallDialog(props: RecallDialogProps) {
  const { aim, seats, geometry, looks, selected, onRemove, onClose, children } = props;
  const { recall: words, takeBack } = useStrings();
  const navigate = useNavigate();
  const client = useQueryClient();
  const countOf = (code: number) => looks.reduce((sum, look) => sum + (look === code ? 1 : 0), 0);
  const count = aim === "all" ? countOf(lookCodes.selectable) : selected.size;
  const [sold, moving] = [countOf(lookCodes.sold), countOf(lookCodes.inDoubt)];
  const recall = useMutation({
    mutationFn: () => {
      const order: RecallOrder = {
        performanceNumber: seats.performanceNumber,
        seatCodes: aim === "all" ? "all" : [...selected],
        // What the clerk sees is what goes, or nothing does and the difference is named.
        exactly: true,
      };
      return callApi<RunStarted>("POST", apiPaths.recall, order);
    },
    onSuccess: async ({ runId }) => {
      await navigate(pages.run(runId));
      void client.invalidateQueries({ queryKey: ["interface"] });
    },
    onError: () =>
      client.invalidateQueries({ queryKey: ["interface", "recall", "performance", seats.performanceNumber] }),
  });
  const refused = seatsRefused(recall.error);
  const close = () => {
    recall.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={aim !== undefined}
      title={words.confirmTitle(count)}
      confirmLabel={words.confirm(count)}
      busy={recall.isPending}
      disabled={count === 0 || refused.length > 0}
      error={refused.length > 0 ? undefined : recall.error}
      onConfirm={() => recall.mutate()}
      onCancel={close}
    >
      <Text size="sm">{words.confirmText}</Text>
      {aim === "all" && sold > 0 && (
        <Text size="sm" mt="xs">
          {takeBack.staySold(sold)}
        </Text>
      )}
      {aim === "all" && moving > 0 && (
        <Text size="sm" mt="xs">
          {takeBack.stayMoving(moving)}
        </Text>
      )}
      {aim === "chosen" && refused.length === 0 && <div className={styles.notice}>{children}</div>}
      {refused.length > 0 && (
        <div className={styles.notice}>
          <Notice tone="bad" title={takeBack.refused}>
            <div>{takeBack.refusedText(refused.length)}</div>
            <StandingSeats seats={refused} geometry={geometry} />
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                onRemove(refused.map(({ seatCode }) => seatCode));
                recall.reset();
              }}
            >
              {takeBack.goOnWithout}
            </Button>
          </Notice>
        </div>
      )}
    </ConfirmDialog>
  );
}

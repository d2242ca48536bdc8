import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import type { RecallOrder, RecallPerformance } from "@allotement/boxoffice/api/interface-recall.ts";
import type { RunStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SeatPicker } from "../../ui/seat-picker.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { CategoryTable } from "./category-table.tsx";
import styles from "./recall.module.css";
import { recallLooks } from "./recall-looks.ts";

interface RecallPlanProps {
  readonly seats: RecallPerformance;
  readonly geometry: HallPlan;
}

/** Choose free seats, or all of them, then «DECONTINGENTER» (R6.3). */
export function RecallPlan({ seats, geometry }: RecallPlanProps) {
  const { recall: words } = useStrings();
  const navigate = useNavigate();
  const client = useQueryClient();
  const looks = useMemo(() => recallLooks(geometry.seatCodes, seats), [geometry, seats]);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const all = geometry.seatCodes.filter((_, index) => looks[index] === "selectable");
  // What has sold since it was chosen leaves the choice by itself.
  const selected = useMemo(() => {
    const there = new Set(geometry.seatCodes.filter((_, index) => looks[index] === "selectable"));
    return new Set([...chosen].filter((code) => there.has(code)));
  }, [chosen, geometry, looks]);
  const isAll = selected.size === all.length;
  const recall = useMutation({
    mutationFn: () => {
      const order: RecallOrder = {
        performanceNumber: seats.performanceNumber,
        seatCodes: isAll ? "all" : [...selected],
      };
      return callApi<RunStarted>("POST", apiPaths.recall, order);
    },
    onSuccess: async ({ runId }) => {
      await navigate(pages.run(runId));
      void client.invalidateQueries({ queryKey: ["interface"] });
    },
  });
  return (
    <div className={styles.layout}>
      <Panel>
        <SeatPicker
          geometry={geometry}
          looks={looks}
          selected={selected}
          onSelectionChange={setChosen}
          label={words.planLabel}
          lookWords={words.words}
          marksOnly
          height="max(360px, calc(100dvh - 366px))"
        />
      </Panel>
      <div className={styles.side}>
        <CategoryTable geometry={geometry} looks={looks} selected={selected} />
        <Button
          variant="default"
          onClick={() => setChosen(new Set(all))}
          disabled={all.length === 0 || isAll}
        >
          {words.all}
        </Button>
        <Button size="md" disabled={selected.size === 0} onClick={() => setAsking(true)}>
          {words.submit}
        </Button>
        <Text size="sm" c="dimmed">
          {all.length === 0 ? words.nothingHere : selected.size === 0 ? words.none : ""}
        </Text>
      </div>
      <ConfirmDialog
        opened={isAsking}
        title={words.confirmTitle(selected.size)}
        confirmLabel={words.confirm(selected.size)}
        busy={recall.isPending}
        error={recall.error}
        onConfirm={() => recall.mutate()}
        onCancel={() => setAsking(false)}
      >
        <Text size="sm">{words.confirmText}</Text>
      </ConfirmDialog>
    </div>
  );
}

import type { HallCreated } from "@allotement/boxoffice/api/halls.ts";
import type { PlanComparison } from "@allotement/boxoffice/api/plans.ts";
import { Button, Group, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useBlocker, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useUi } from "../../../strings/ui/use-ui.ts";
import { callApi } from "../../../ui/api-client.ts";
import { Panel } from "../../../ui/panel.tsx";
import { Failure } from "../../../ui/problem-panel.tsx";
import { QueryView } from "../../../ui/query-view.tsx";
import { apiPaths } from "../../api-paths.ts";
import { pages } from "../../page-paths.ts";
import { ApplyPlan } from "../apply-plan.tsx";
import { openJson } from "../drawn-plan.ts";
import styles from "../halls.module.css";
import { faultsOf } from "../halls.ts";
import { PlanFaults } from "../plan-faults.tsx";
import { useStrings } from "../strings.ts";
import type { PlanEditor } from "./use-plan-editor.ts";

interface SavePlanProps {
  readonly editor: PlanEditor;
  readonly hall: { readonly hallCode: number; readonly planVersion: number } | undefined;
  readonly onCancel: () => void;
}

/** Stores what was drawn: as a new hall under its name, or as the next version, after a look at what it changes. */
export function SavePlan({ editor, hall, onCancel }: SavePlanProps) {
  return hall === undefined ? (
    <SaveHall editor={editor} onCancel={onCancel} />
  ) : (
    <SaveVersion editor={editor} hall={hall} onCancel={onCancel} />
  );
}

function SaveHall({ editor, onCancel }: Pick<SavePlanProps, "editor" | "onCancel">) {
  const { halls: words, planEditor } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: () =>
      callApi<HallCreated>("POST", apiPaths.halls, {
        plan: openJson({ ...editor.plan, name }),
        format: "json",
      }),
    onSuccess: async ({ hallCode }) => {
      await client.invalidateQueries({ queryKey: ["halls"] });
      void navigate({ ...pages.hall(hallCode), ignoreBlocker: true });
    },
  });
  const faults = faultsOf(save.error);
  return (
    <Panel title={planEditor.saveHall}>
      <form
        className={styles.create}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextInput
          label={words.hallName}
          value={name}
          required
          data-autofocus
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button variant="default" onClick={onCancel}>
            {ui.cancel}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ""}>
            {words.create}
          </Button>
        </Group>
      </form>
      {faults && <PlanFaults fileName={name} faults={faults} />}
      {save.isError && faults === undefined && <Failure error={save.error} />}
    </Panel>
  );
}

function SaveVersion({
  editor,
  hall,
  onCancel,
}: SavePlanProps & { readonly hall: { hallCode: number; planVersion: number } }) {
  const { planEditor: words } = useStrings();
  const navigate = useNavigate();
  const { plan, drawn } = editor;
  const source = { plan: openJson(plan), format: "json" } as const;
  const comparison = useQuery({
    queryKey: ["halls", hall.hallCode, "proposed", source.plan],
    queryFn: () => callApi<PlanComparison>("POST", apiPaths.planDifference(hall.hallCode), source),
    gcTime: 0,
  });
  return (
    <Panel title={words.saveVersion}>
      <QueryView query={comparison}>
        {(found) => (
          <ApplyPlan
            {...hall}
            source={source}
            after={{ plan, drawn }}
            comparison={found}
            onCancel={onCancel}
            onApplied={() => void navigate({ ...pages.hall(hall.hallCode), ignoreBlocker: true })}
          />
        )}
      </QueryView>
    </Panel>
  );
}

/** Asks before what was drawn is left behind, in the page's words or the browser's. */
export function useLeaveGuard(isChanged: boolean, question: string) {
  useBlocker({
    shouldBlockFn: () => isChanged && !window.confirm(question),
    enableBeforeUnload: isChanged,
    disabled: !isChanged,
  });
}

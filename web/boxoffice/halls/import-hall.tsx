import type { HallCreated } from "@allotement/boxoffice/api/halls.ts";
import type { PlanRead } from "@allotement/boxoffice/api/plans.ts";
import { Button, Group, TextInput } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { sizesOf } from "./drawn-plan.ts";
import styles from "./halls.module.css";
import { faultsOf } from "./halls.ts";
import { PlanDrop } from "./plan-drop.tsx";
import { PlanFaults, PlanWarnings } from "./plan-faults.tsx";
import type { PlanFile } from "./plan-file.ts";
import { PlanPreview } from "./plan-preview.tsx";
import { useStrings } from "./strings.ts";

/** A new hall from a file: read and shown first, every fault named, stored only when it is confirmed. */
export function ImportHall() {
  const { halls: words } = useStrings();
  const ui = useUi();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const read = useMutation({
    mutationFn: ({ text, format }: PlanFile) =>
      callApi<PlanRead>("POST", apiPaths.readPlan, { plan: text, format }),
    onSuccess: ({ plan }) => setName(plan.name),
  });
  const create = useMutation({
    mutationFn: ({ text, format }: PlanFile) =>
      callApi<HallCreated>("POST", apiPaths.halls, { plan: text, format, name }),
    onSuccess: async ({ hallCode }) => {
      await client.invalidateQueries({ queryKey: ["halls"] });
      void navigate(pages.hall(hallCode));
    },
  });
  const file = read.variables;
  const faults = faultsOf(read.error);
  return (
    <Panel title={words.importTitle}>
      <div className={styles.stack}>
        <p className={styles.lead}>{words.importText}</p>
        <PlanDrop disabled={read.isPending} onFile={(dropped) => read.mutate(dropped)} />
        {read.isError && faults === undefined && <Failure error={read.error} />}
        {file && faults !== undefined && <PlanFaults fileName={file.fileName} faults={faults} />}
        {file && read.data && (
          <section className={styles.stack} aria-label={words.previewOf(file.fileName)}>
            <p className={styles.summary}>{words.summary(...sizesOf(read.data.plan))}</p>
            <PlanWarnings warnings={read.data.warnings} />
            <PlanPreview plan={read.data.plan} drawn={read.data.drawn} />
            <form
              className={styles.create}
              onSubmit={(event) => {
                event.preventDefault();
                create.mutate(file);
              }}
            >
              <TextInput
                label={words.hallName}
                value={name}
                required
                maxLength={200}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Group gap="xs">
                <Button variant="default" onClick={() => read.reset()}>
                  {ui.cancel}
                </Button>
                <Button
                  type="submit"
                  loading={create.isPending}
                  disabled={name.trim() === ""}
                  leftSection={<IconCheck size={16} aria-hidden="true" />}
                >
                  {words.create}
                </Button>
              </Group>
            </form>
            {create.isError && <Failure error={create.error} />}
          </section>
        )}
      </div>
    </Panel>
  );
}

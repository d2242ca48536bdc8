import type { PlanComparison, PlanRead } from "@allotement/boxoffice/api/plans.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { ApplyPlan } from "./apply-plan.tsx";
import styles from "./halls.module.css";
import { faultsOf } from "./halls.ts";
import { PlanDrop } from "./plan-drop.tsx";
import { PlanFaults, PlanWarnings } from "./plan-faults.tsx";
import type { PlanFile } from "./plan-file.ts";
import { useStrings } from "./strings.ts";

interface ImportVersionProps {
  readonly hallCode: number;
  readonly planVersion: number;
  readonly onApplied: (planVersion: number) => void;
}

/** Another version of the plan from a file: what it would change is shown before it is put into force. */
export function ImportVersion({ hallCode, planVersion, onApplied }: ImportVersionProps) {
  const { halls: words } = useStrings();
  const [looked, setLooked] = useState<{ read: PlanRead; comparison: PlanComparison; file: PlanFile }>();
  const read = useMutation({
    mutationFn: async (file: PlanFile) => {
      const body = { plan: file.text, format: file.format };
      const answer = await callApi<PlanRead>("POST", apiPaths.readPlan, body);
      const comparison = await callApi<PlanComparison>("POST", apiPaths.planDifference(hallCode), body);
      return { read: answer, comparison, file };
    },
    onMutate: () => setLooked(undefined),
    onSuccess: setLooked,
  });
  const faults = faultsOf(read.error);
  return (
    <Panel title={words.importVersion}>
      <div className={styles.stack}>
        <p className={styles.lead}>{words.importVersionText}</p>
        <PlanDrop disabled={read.isPending} onFile={(file) => read.mutate(file)} />
        {read.isError && faults === undefined && <Failure error={read.error} />}
        {read.variables && faults !== undefined && (
          <PlanFaults fileName={read.variables.fileName} faults={faults} />
        )}
        {looked && (
          <>
            <PlanWarnings warnings={looked.read.warnings} />
            <ApplyPlan
              hallCode={hallCode}
              planVersion={planVersion}
              source={{ plan: looked.file.text, format: looked.file.format }}
              after={looked.read}
              comparison={looked.comparison}
              onCancel={() => setLooked(undefined)}
              onApplied={(version) => {
                setLooked(undefined);
                onApplied(version);
              }}
            />
          </>
        )}
      </div>
    </Panel>
  );
}

import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { sizesOf } from "./drawn-plan.ts";
import styles from "./halls.module.css";
import { drawingQuery, versionsQuery } from "./halls.ts";
import { ImportVersion } from "./import-version.tsx";
import { PlanPreview } from "./plan-preview.tsx";
import { PlanVersionList } from "./plan-versions.tsx";
import { PlanView } from "./plan-view.tsx";
import { useStrings } from "./strings.ts";

const formats = ["json", "csv", "svg"] as const;

/** A hall: its plan, its files, its versions, and how another version comes into force. */
export function HallPage() {
  const { hallCode: parameter = "" } = useParams({ strict: false });
  const hallCode = Number(parameter);
  const { halls: words } = useStrings();
  const mayChange = useMe().role !== "clerk";
  const drawing = useQuery(drawingQuery(hallCode));
  const versions = useQuery(versionsQuery(hallCode));
  const [applied, setApplied] = useState<number>();
  return (
    <PlanView query={drawing}>
      {({ plan, drawn, planVersion }) => (
        <>
          <PageHead
            title={plan.name}
            intro={words.summary(...sizesOf(plan))}
            crumb={<Link {...pages.halls}>{words.title}</Link>}
          >
            {mayChange && (
              <Button
                renderRoot={(given) => <Link {...given} {...pages.editPlan(hallCode)} />}
                leftSection={<IconPencil size={16} aria-hidden="true" />}
              >
                {words.edit}
              </Button>
            )}
          </PageHead>
          <div className={styles.stack}>
            {versions.data?.exported === false && (
              <TellReseller version={planVersion} isNew={applied === planVersion} />
            )}
            <div className={styles.layout}>
              <Panel title={words.inForce(planVersion)}>
                <PlanPreview plan={plan} drawn={drawn} />
              </Panel>
              <div className={styles.stack}>
                <Panel title={words.exportTitle}>
                  <div className={styles.files}>
                    {formats.map((format) => (
                      <SaveFile key={format} path={apiPaths.exportPlan(hallCode, { format })}>
                        {words.exportAs[format]}
                      </SaveFile>
                    ))}
                  </div>
                </Panel>
                <QueryView query={versions} rows={2}>
                  {(known) => <PlanVersionList versions={known} />}
                </QueryView>
              </div>
            </div>
            {mayChange && (
              <ImportVersion hallCode={hallCode} planVersion={planVersion} onApplied={setApplied} />
            )}
          </div>
        </>
      )}
    </PlanView>
  );
}

/** The reseller ties its plan to ours by what was sent: a changed plan is sent again, before any allotment (R11.1). */
function TellReseller({ version, isNew }: { readonly version: number; readonly isNew: boolean }) {
  const { halls: words } = useStrings();
  const told = version > 1 ? words.tellReseller : words.neverTold;
  return (
    <Notice
      tone={isNew ? "good" : version > 1 ? "warn" : "info"}
      title={isNew ? words.applied(version) : told}
    >
      <p>{words.tellResellerText}</p>
      <Button component={Link} {...pages.codes} variant="default" size="xs" mt="xs">
        {words.toCodes}
      </Button>
    </Notice>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { DifferenceView } from "./difference-view.tsx";
import { differenceQuery, drawingQuery } from "./halls.ts";
import { PlanView } from "./plan-view.tsx";
import { useStrings } from "./strings.ts";

/** What lies between a version of before and the plan in force, in words and on the plan. */
export function PlanDifferencePage() {
  const { hallCode: parameter = "", version = "" } = useParams({ strict: false });
  const hallCode = Number(parameter);
  const from = Number(version);
  const { halls: words } = useStrings();
  const drawing = useQuery(drawingQuery(hallCode));
  const to = drawing.data?.planVersion ?? 0;
  const difference = useQuery({ ...differenceQuery(hallCode, from, to), enabled: to > 0 });
  return (
    <PlanView query={drawing}>
      {({ plan, drawn, planVersion }) => (
        <>
          <PageHead
            title={words.differenceTitle(from, planVersion)}
            crumb={<Link {...pages.hall(hallCode)}>{plan.name}</Link>}
          >
            <SaveFile path={apiPaths.exportPlan(hallCode, { format: "json", version: from })}>
              {words.exportVersion(from)}
            </SaveFile>
          </PageHead>
          <Panel>
            <QueryView query={difference}>
              {(found) => <DifferenceView difference={found} after={plan} drawn={drawn} />}
            </QueryView>
          </Panel>
        </>
      )}
    </PlanView>
  );
}

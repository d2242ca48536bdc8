import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import type { RecallPerformance } from "@allotement/boxoffice/api/interface-recall.ts";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { OtherDate } from "./other-date.tsx";
import { RecallPlan } from "./recall-plan.tsx";

/** The plan of one performance, its seats at the reseller standing out (R6.2). */
export function RecallPage() {
  const { performanceNumber = "" } = useParams({ strict: false });
  const number = Number(performanceNumber);
  const { recall: words } = useStrings();
  const { performance } = useFormats();
  const seats = useQuery({
    queryKey: ["interface", "recall", "performance", number],
    queryFn: () => getApi<RecallPerformance>(apiPaths.recallPerformance(number)),
    refetchInterval: pollEvery(5_000),
  });
  const hallCode = seats.data?.hallCode;
  const plan = useQuery({
    queryKey: ["halls", hallCode, "plan"],
    queryFn: () => getApi<HallPlan>(apiPaths.hallPlan(hallCode ?? 0)),
    enabled: hallCode !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const title = seats.data === undefined ? words.title : seats.data.title;
  return (
    <>
      <PageHead
        title={title}
        crumb={<Link {...pages.recall}>{words.title}</Link>}
        intro={seats.data && `${performance(seats.data)} · ${seats.data.hallName}`}
      >
        {seats.data && <OtherDate performanceNumber={number} showNumber={seats.data.showNumber} />}
      </PageHead>
      <QueryView query={seats} rows={12}>
        {(answer) => (
          <QueryView query={plan} rows={12}>
            {(geometry) => <RecallPlan key={number} seats={answer} geometry={geometry} />}
          </QueryView>
        )}
      </QueryView>
    </>
  );
}

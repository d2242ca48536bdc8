import type { ShowDashboard } from "@allotement/boxoffice/api/dashboard.ts";
import { Select } from "@mantine/core";
import { IconMasksTheater } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { showsQuery } from "../programme/programme.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { PerformanceFill } from "./performance-fill.tsx";
import { ShowSales } from "./show-sales.tsx";

/** «Tableau de bord», the managers' page: how a show sells, and how full its performances are. */
export function DashboardPage() {
  const { dashboard: words, choosePerformance } = useStrings();
  const shows = useQuery(showsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <QueryView query={shows} rows={8}>
        {({ shows: list }) => {
          const showNumber = chosen ?? String(list[0]?.showNumber ?? "");
          if (showNumber === "")
            return (
              <Panel>
                <Empty
                  title={choosePerformance.noShows}
                  icon={<IconMasksTheater size={40} stroke={1.3} aria-hidden="true" />}
                >
                  {choosePerformance.noShowsText}
                </Empty>
              </Panel>
            );
          return (
            <div className={styles.stack}>
              <Select
                maw={420}
                label={words.show}
                data={list.map((show) => ({ value: String(show.showNumber), label: show.title }))}
                value={showNumber}
                onChange={setChosen}
                allowDeselect={false}
                searchable
              />
              <Show key={showNumber} showNumber={Number(showNumber)} />
            </div>
          );
        }}
      </QueryView>
    </>
  );
}

function Show({ showNumber }: { readonly showNumber: number }) {
  const dashboard = useQuery({
    queryKey: ["dashboard", showNumber],
    queryFn: () => getApi<ShowDashboard>(apiPaths.dashboard(showNumber)),
    refetchInterval: 30_000,
  });
  return (
    <QueryView query={dashboard} rows={8}>
      {({ sales, performances }) => (
        <>
          <ShowSales sales={sales} />
          <PerformanceFill performances={performances} />
        </>
      )}
    </QueryView>
  );
}

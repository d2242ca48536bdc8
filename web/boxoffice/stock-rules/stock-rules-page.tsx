import type { HoldList } from "@allotement/boxoffice/api/holds.ts";
import type { StockRules } from "@allotement/boxoffice/api/interface-stock-rules.ts";
import { Select, Table } from "@mantine/core";
import { IconRepeat } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import styles from "../prices/prices.module.css";
import { showsQuery } from "../programme/programme.ts";
import { useStrings } from "../strings.ts";
import { RuleCard } from "./rule-card.tsx";

/** A show's rules that return what is unsold and refill what runs short: rehearsed, then switched on. */
export function StockRulesPage() {
  const { stockRules: words, holds, choosePerformance } = useStrings();
  const shows = useQuery(showsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.holds}>{holds.title}</Link>} />
      <QueryView query={shows} rows={8}>
        {({ shows: list }) => (
          <div className={styles.stack}>
            <Select
              maw={420}
              label={words.chooseShow}
              data={list.map((show) => ({ value: String(show.showNumber), label: show.title }))}
              value={chosen}
              onChange={setChosen}
              allowDeselect={false}
              searchable
              placeholder={choosePerformance.show}
            />
            {chosen === null ? (
              <Panel>
                <Empty
                  title={list.length === 0 ? choosePerformance.noShows : words.choose}
                  icon={<IconRepeat size={40} stroke={1.3} aria-hidden="true" />}
                >
                  {list.length === 0 ? choosePerformance.noShowsText : words.chooseText}
                </Empty>
              </Panel>
            ) : (
              <Rules key={chosen} showNumber={Number(chosen)} />
            )}
          </div>
        )}
      </QueryView>
    </>
  );
}

function Rules({ showNumber }: { readonly showNumber: number }) {
  const rules = useQuery({
    queryKey: ["interface", "stock-rules", showNumber],
    queryFn: () => getApi<StockRules>(apiPaths.stockRules(showNumber)),
    refetchInterval: 5_000,
  });
  const holds = useQuery({ queryKey: ["holds"], queryFn: () => getApi<HoldList>(apiPaths.holds) });
  return (
    <QueryView query={rules} rows={8}>
      {(view) => (
        <>
          <div className={styles.columns}>
            <RuleCard kind="return" view={view} holds={holds.data?.holds ?? []} />
            <RuleCard kind="refill" view={view} holds={holds.data?.holds ?? []} />
          </div>
          <Runs view={view} />
        </>
      )}
    </QueryView>
  );
}

function Runs({ view }: { readonly view: StockRules }) {
  const { stockRules: words } = useStrings();
  const formats = useFormats();
  return (
    <Panel title={words.runs} flush>
      {view.runs.length === 0 ? (
        <Empty title={words.noRuns} />
      ) : (
        <Table aria-label={words.runs}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.run}</Table.Th>
              <Table.Th>{words.at}</Table.Th>
              <Table.Th>{words.performance}</Table.Th>
              <Table.Th ta="right">{words.count}</Table.Th>
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {view.runs.map((run) => (
              <Table.Tr key={run.runId}>
                <Table.Td>
                  <Link {...pages.run(run.runId)}>{words.author[run.kind]}</Link>
                </Table.Td>
                <Table.Td>{formatInstant(run.at)}</Table.Td>
                <Table.Td>{formats.performance(run)}</Table.Td>
                <Table.Td ta="right">{formats.number(run.seats)}</Table.Td>
                <Table.Td>
                  {run.finished ? words.finished : words.running}
                  {run.releasedAt !== null && `, ${words.released(formatInstant(run.releasedAt))}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

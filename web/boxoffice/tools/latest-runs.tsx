import type { RunList, RunView } from "@allotement/boxoffice/api/interface-runs.ts";
import { Badge, Table } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

interface LatestRunsProps {
  /** Of this kind alone; all where left out. */
  readonly kind?: RunView["kind"];
}

/** The latest operations, each leading to its progress or its report. */
export function LatestRuns({ kind }: LatestRunsProps) {
  const { tools: words, run: runWords, latest, stockRules } = useStrings();
  const runs = useQuery({
    queryKey: ["runs", "list"],
    queryFn: () => getApi<RunList>(apiPaths.runs),
    refetchInterval: pollEvery(4_000),
  });
  return (
    <Panel title={kind === "import" ? latest.title : words.runs} flush>
      <QueryView query={runs}>
        {({ runs: all }) => {
          const list = kind === undefined ? all : all.filter((run) => run.kind === kind).slice(0, 10);
          return list.length === 0 ? (
            <Empty title={words.noRuns} icon={<IconHistory size={36} stroke={1.3} aria-hidden="true" />}>
              {kind === "import" ? latest.none : words.noRunsText}
            </Empty>
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.runKind}</Table.Th>
                  <Table.Th>{words.startedAt}</Table.Th>
                  <Table.Th>{words.by}</Table.Th>
                  <Table.Th>{words.result}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {list.map((run) => (
                  <Table.Tr key={run.runId}>
                    <Table.Td>
                      <Link {...pages.run(run.runId)}>{runWords.titles[run.kind]}</Link>
                    </Table.Td>
                    <Table.Td>{formatInstant(run.startedAt)}</Table.Td>
                    <Table.Td>{run.rule === null ? run.operatorName : stockRules.author[run.rule]}</Table.Td>
                    <Table.Td>
                      <Result run={run} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          );
        }}
      </QueryView>
    </Panel>
  );
}

function Result({ run }: { readonly run: RunView }) {
  const { tools: words, run: runWords } = useStrings();
  if (run.finishedAt === null)
    return (
      <Badge {...(run.unknownSince === null ? {} : { color: "orange" })}>
        {run.unknownSince === null ? words.running : runWords.waitingAnswer}
      </Badge>
    );
  if (run.import === null) return words.runResult(run.seats.accepted, run.seats.refused);
  const integrated = run.import.shows.reduce((sum, show) => sum + show.integrated, 0);
  const blocked = run.import.shows.reduce((sum, show) => sum + show.blocked.length, 0);
  return words.importResult(integrated, blocked);
}

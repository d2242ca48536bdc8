import type { RunReport, RunView } from "@allotement/boxoffice/api/interface-runs.ts";
import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import uiStyles from "../../ui/ui.module.css";
import { RecallReminder } from "../recall/recall-reminder.tsx";
import { useStrings } from "../strings.ts";
import { RefusedSeats } from "./refused-seats.tsx";
import { runReportQuery } from "./run.ts";

/** «Rapport de contingentement»: by performance, then each refused seat and why (R5.6). */
export function RunReportView({ run }: { readonly run: RunView }) {
  const report = useQuery(runReportQuery(run.runId, run.finishedAt));
  return (
    <QueryView query={report}>
      {(answer) => (
        <>
          {run.kind === "recall" &&
            answer.performances.map((performance) => (
              <RecallReminder key={performance.performanceNumber} performance={performance} />
            ))}
          <Performances report={answer} />
          <RefusedSeats report={answer} />
        </>
      )}
    </QueryView>
  );
}

function Performances({ report }: { readonly report: RunReport }) {
  const { run: words, forceRecall } = useStrings();
  const { performance, number } = useFormats();
  if (report.performances.length === 0)
    return (
      <Panel title={words.byPerformance}>
        <Empty title={words.nothingSent} />
      </Panel>
    );
  const counts = [
    { name: "accepted", label: words.accepted },
    { name: "refused", label: words.refused },
    { name: "waiting", label: words.waiting },
    { name: "skipped", label: words.skipped },
    { name: "awaitingFence", label: forceRecall.awaitingRun },
  ] as const;
  // What waits for a fence is rare: a column of nothing but zeros would only raise questions.
  const shown = counts.filter(
    ({ name }) => name !== "awaitingFence" || report.performances.some((one) => one[name] > 0),
  );
  return (
    <Panel title={words.byPerformance} flush>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.show}</Table.Th>
            <Table.Th>{words.performance}</Table.Th>
            {shown.map(({ name, label }) => (
              <Table.Th key={name} className={uiStyles.number}>
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.performances.map((one) => (
            <Table.Tr key={one.performanceNumber}>
              <Table.Td>{one.showTitle}</Table.Td>
              <Table.Td>{performance(one)}</Table.Td>
              {shown.map(({ name }) => (
                <Table.Td key={name} className={uiStyles.number}>
                  {number(one[name])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

import type { RunReport, RunView } from "@allotement/boxoffice/api/interface-runs.ts";
import { Table, TextInput } from "@mantine/core";
import { IconCircleCheck, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { exchangeProblem } from "../../ui/errors.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import uiStyles from "../../ui/ui.module.css";
import { RecallReminder } from "../recall/recall-reminder.tsx";
import { useStrings } from "../strings.ts";
import { type Refusal, runReportQuery } from "./run.ts";
import styles from "./runs.module.css";

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
          <Refusals report={answer} />
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
  return (
    <Panel title={words.byPerformance} flush>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.show}</Table.Th>
            <Table.Th>{words.performance}</Table.Th>
            {[words.accepted, words.refused, words.waiting, words.skipped, forceRecall.awaitingRun].map(
              (label) => (
                <Table.Th key={label} className={uiStyles.number}>
                  {label}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.performances.map((one) => (
            <Table.Tr key={one.performanceNumber}>
              <Table.Td>{one.showTitle}</Table.Td>
              <Table.Td>{performance(one)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(one.accepted)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(one.refused)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(one.waiting)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(one.skipped)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(one.awaitingFence)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

function Refusals({ report }: { readonly report: RunReport }) {
  const { run: words } = useStrings();
  const ui = useUi();
  const { performance } = useFormats();
  const [filter, setFilter] = useState("");
  const titleOf = ({ error }: Refusal) => exchangeProblem(error, ui.errors);
  const dates = new Map(report.performances.map((one) => [one.performanceNumber, performance(one)]));
  const shown = report.refusals.filter((refusal) =>
    matches(
      filter,
      [refusal.floor, refusal.zone, refusal.row, refusal.number, refusal.seatCategoryName],
      [titleOf(refusal).title, String(refusal.error ?? ""), dates.get(refusal.performanceNumber) ?? ""],
    ),
  );
  if (report.refusals.length === 0)
    return (
      <Panel title={words.refusals}>
        <Empty
          title={words.noRefusals}
          icon={<IconCircleCheck size={36} stroke={1.3} color="var(--good)" aria-hidden="true" />}
        />
      </Panel>
    );
  return (
    <Panel
      title={words.refusals}
      aside={
        <TextInput
          className="no-print"
          size="xs"
          w={260}
          aria-label={words.filter}
          placeholder={words.filterPlaceholder}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      }
      flush
    >
      <TableScroll label={words.refusals}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.performance}</Table.Th>
              <Table.Th>{words.zone}</Table.Th>
              <Table.Th>{words.row}</Table.Th>
              <Table.Th>{words.seat}</Table.Th>
              <Table.Th>{words.category}</Table.Th>
              <Table.Th>{words.reason}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((refusal) => {
              const problem = titleOf(refusal);
              return (
                <Table.Tr key={`${refusal.performanceNumber}-${refusal.seatCode}`}>
                  <Table.Td>{dates.get(refusal.performanceNumber)}</Table.Td>
                  <Table.Td>{[...new Set([refusal.floor, refusal.zone])].join(", ")}</Table.Td>
                  <Table.Td>{refusal.row}</Table.Td>
                  <Table.Td>{refusal.number}</Table.Td>
                  <Table.Td>{refusal.seatCategoryName}</Table.Td>
                  <Table.Td>
                    <strong>
                      {problem.code !== null && `${ui.errorCode(problem.code)} · `}
                      {problem.title}
                    </strong>
                    <div className={styles.faint}>{problem.remedy}</div>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
        {shown.length === 0 && <Empty title={words.noMatch} />}
      </TableScroll>
    </Panel>
  );
}

/** Whether every word that was typed stands somewhere in the seat's texts. */
function matches(filter: string, ...texts: readonly string[][]): boolean {
  const all = texts.flat().join(" ").toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

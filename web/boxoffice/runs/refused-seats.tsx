import type { RunReport } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button, Table, TextInput } from "@mantine/core";
import { IconCircleCheck, IconSearch } from "@tabler/icons-react";
import { useDeferredValue, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { useUi } from "../../strings/ui/use-ui.ts";
import { exchangeProblem } from "../../ui/errors.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { useStrings } from "../strings.ts";
import type { Refusal } from "./run.ts";
import styles from "./runs.module.css";

/** How many rows stand on the page before more are asked for: a refused hall has thousands. */
const portion = 200;

/** Each refused seat and why, filtered over all of them (R5.6). */
export function RefusedSeats({ report }: { readonly report: RunReport }) {
  const { run: words } = useStrings();
  const ui = useUi();
  const { performance, number } = useFormats();
  const [filter, setFilter] = useState("");
  const [rows, setRows] = useState(portion);
  useEffect(() => {
    // On paper nobody can ask for the rest.
    const showAll = () => flushSync(() => setRows(Number.POSITIVE_INFINITY));
    window.addEventListener("beforeprint", showAll);
    return () => window.removeEventListener("beforeprint", showAll);
  }, []);
  const typed = useDeferredValue(filter);
  const titleOf = ({ error }: Refusal) => exchangeProblem(error, ui.errors);
  const dates = new Map(report.performances.map((one) => [one.performanceNumber, performance(one)]));
  const found = report.refusals.filter((refusal) =>
    matches(
      typed,
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
            {found.slice(0, rows).map((refusal) => {
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
        {found.length === 0 && <Empty title={words.noMatch} />}
        {found.length > rows && (
          <div className={styles.more}>
            <span>{words.shownOf(number(rows), number(found.length))}</span>
            <Button
              className="no-print"
              size="xs"
              variant="default"
              onClick={() => setRows(rows + 5 * portion)}
            >
              {words.more}
            </Button>
          </div>
        )}
      </TableScroll>
    </Panel>
  );
}

/** Whether every word that was typed stands somewhere in the seat's texts; a number as a whole: «2» is not in «2026». */
function matches(filter: string, ...texts: readonly string[][]): boolean {
  const all = texts.flat().join(" ").toLowerCase();
  const numbers = new Set(all.match(/\d+/g));
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => (/^\d+$/.test(word) ? numbers.has(word) : all.includes(word)));
}

import type { SalesFileReport } from "@allotement/boxoffice/api/interface-sales-files.ts";
import { Button, Group, Table } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import ui from "../../ui/ui.module.css";
import { pages } from "../page-paths.ts";
import runs from "../runs/runs.module.css";
import styles from "./sales-files.module.css";
import { useStrings } from "./strings.ts";

interface FileReportProps {
  readonly report: SalesFileReport;
  /** It was integrated; else this is what it would come to. */
  readonly isDone: boolean;
  readonly children: ReactNode;
}

/** What a file comes to, in figures, and each line that is not taken with its number and reason. */
export function FileReport({ report, isDone, children }: FileReportProps) {
  const { salesFiles: words } = useStrings();
  const { number } = useFormats();
  const { sales, cancellations, taken, known, waiting, rejected, readBefore } = report;
  const figures = [
    [words.sales, sales],
    [words.cancellations, cancellations],
    [isDone ? words.taken : words.toTake, taken],
    [words.known, known],
    [words.waiting, waiting],
    [words.rejected, rejected],
  ] as const;
  return (
    <Panel title={isDone ? words.report : words.analysis}>
      <div className={runs.state}>
        {readBefore !== null && (
          <Notice tone="info" title={words.readBefore(readBefore.by, formatInstant(readBefore.at))}>
            {taken === 0 && <div>{words.changesNothing}</div>}
          </Notice>
        )}
        {isDone && taken > 0 && (
          <Notice tone="good" title={words.done(taken)}>
            <div>
              <Link {...pages.importSales}>{words.thenIntegrate}</Link>
            </div>
          </Notice>
        )}
        {!isDone && <div className={runs.faint}>{words.layouts[report.layout]}</div>}
        <dl className={styles.figures}>
          {figures.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{number(value)}</dd>
            </div>
          ))}
        </dl>
        {waiting > 0 && <div className={runs.faint}>{words.waitingText}</div>}
        <Group gap="sm">
          {children}
          {report.notTaken.length > 0 && (
            <Button
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden="true" />}
              onClick={() => save(`${report.fileName}.csv`, report.csv)}
            >
              {words.saveLines}
            </Button>
          )}
        </Group>
        {report.notTaken.length > 0 && <Lines lines={report.notTaken} more={waiting + rejected} />}
      </div>
    </Panel>
  );
}

function Lines({ lines, more }: { readonly lines: SalesFileReport["notTaken"]; readonly more: number }) {
  const { salesFiles: words } = useStrings();
  return (
    <TableScroll label={words.linesNotTaken}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={ui.number}>{words.line}</Table.Th>
            <Table.Th>{words.outcome}</Table.Th>
            <Table.Th>{words.reason}</Table.Th>
            <Table.Th>{words.ticket}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.slice(0, 100).map((line) => (
            <Table.Tr key={line.number}>
              <Table.Td className={ui.number}>{line.number}</Table.Td>
              <Table.Td>{words.outcomes[line.outcome]}</Table.Td>
              <Table.Td>
                {words.reasons[line.reason]}
                {line.detail !== "" && <div className={runs.faint}>{line.detail}</div>}
              </Table.Td>
              <Table.Td>{line.ticketId}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {more > 100 && <p className={runs.faint}>{words.moreLines(more - 100)}</p>}
    </TableScroll>
  );
}

function save(fileName: string, csv: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}

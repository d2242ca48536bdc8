import type { Rehearsal } from "@allotement/boxoffice/api/interface-stock-rules.ts";
import { Table } from "@mantine/core";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import styles from "../prices/prices.module.css";
import { useStrings } from "../strings.ts";

interface RehearsalTableProps {
  readonly kind: "return" | "refill";
  readonly rehearsal: Rehearsal;
}

/** What the rule would have done with the sales of before, performance by performance. */
export function RehearsalTable({ kind, rehearsal }: RehearsalTableProps) {
  const { stockRules: words } = useStrings();
  const formats = useFormats();
  const { performances } = rehearsal;
  if (performances.length === 0) return <Notice tone="info" title={words.nothingPast} />;
  const sum = (of: (one: (typeof performances)[number]) => number) =>
    formats.number(performances.reduce((total, one) => total + of(one), 0));
  return (
    <div>
      <TableScroll label={words.rehearse}>
        <Table aria-label={words.rehearse} fz="sm" horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.performance}</Table.Th>
              <Table.Th>{words.firstAt}</Table.Th>
              <Table.Th ta="right">{kind === "return" ? words.returned : words.refilled}</Table.Th>
              <Table.Th ta="right">{words.lost}</Table.Th>
              <Table.Th ta="right">{words.gained}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {performances.map((one) => (
              <Table.Tr key={one.performanceNumber}>
                <Table.Td>{formats.performance(one)}</Table.Td>
                <Table.Td>{one.firstAt === null ? words.never : formatInstant(one.firstAt)}</Table.Td>
                <Table.Td ta="right">{formats.number(one.seats)}</Table.Td>
                <Table.Td ta="right">{formats.number(one.salesLost)}</Table.Td>
                <Table.Td ta="right">{formats.number(one.salesGained)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th colSpan={2}>{words.totals}</Table.Th>
              <Table.Th ta="right">{sum((one) => one.seats)}</Table.Th>
              <Table.Th ta="right">{sum((one) => one.salesLost)}</Table.Th>
              <Table.Th ta="right">{sum((one) => one.salesGained)}</Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </TableScroll>
      <p className={styles.text} style={{ marginTop: 8 }}>
        {words.estimate}
      </p>
    </div>
  );
}

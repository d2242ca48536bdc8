import type { HoldSeriesResult } from "@allotement/boxoffice/api/holds.ts";
import { Table } from "@mantine/core";
import { useFormats } from "../../ui/formats.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { useStateWords } from "../programme/seat-words.ts";
import { useStrings } from "../strings.ts";
import styles from "./series.module.css";

/** What each performance gives, or gave, and what it cannot. */
export function SeriesResult({
  result,
  isDone,
}: {
  readonly result: HoldSeriesResult;
  readonly isDone: boolean;
}) {
  const { holdSeries: words } = useStrings();
  const formats = useFormats();
  const stateWords = useStateWords();
  const { performances } = result;
  const sum = (of: (one: (typeof performances)[number]) => number) =>
    performances.reduce((total, one) => total + of(one), 0);
  const changed = sum((one) => one.changed);
  const refusedCount = (one: (typeof performances)[number]) =>
    one.refused.reduce((total, { count }) => total + count, 0);
  const refused = sum(refusedCount);
  return (
    <div className={styles.series}>
      {isDone && (
        <Notice tone={refused > 0 ? "warn" : "good"} title={words.done(changed)}>
          {refused > 0 && <div>{words.someCannot}</div>}
        </Notice>
      )}
      <TableScroll label={words.preview}>
        <Table aria-label={words.preview}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.performance}</Table.Th>
              <Table.Th ta="right">{isDone ? words.gave : words.gives}</Table.Th>
              <Table.Th ta="right">{words.already}</Table.Th>
              <Table.Th>{words.cannot}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {performances.map((one) => (
              <Table.Tr key={one.performanceNumber}>
                <Table.Td>{formats.performance(one)}</Table.Td>
                <Table.Td ta="right">{formats.number(one.changed)}</Table.Td>
                <Table.Td ta="right">{formats.number(one.asWanted)}</Table.Td>
                <Table.Td>
                  {one.refused.length === 0
                    ? "–"
                    : one.refused
                        .map(({ state, count }) => `${formats.number(count)} × ${stateWords(state)}`)
                        .join(", ")}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>{words.total}</Table.Th>
              <Table.Th ta="right">{formats.number(changed)}</Table.Th>
              <Table.Th ta="right">{formats.number(sum((one) => one.asWanted))}</Table.Th>
              <Table.Th>{refused === 0 ? "–" : formats.number(refused)}</Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </TableScroll>
    </div>
  );
}

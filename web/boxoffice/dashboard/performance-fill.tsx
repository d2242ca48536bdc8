import type { ShowDashboard } from "@allotement/boxoffice/api/dashboard.ts";
import { Table } from "@mantine/core";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import uiStyles from "../../ui/ui.module.css";
import { useStrings } from "../strings.ts";
import styles from "./dashboard.module.css";

type Performance = ShowDashboard["performances"][number];
const parts = ["soldThere", "soldHere", "allotted", "held", "free", "other"] as const;

/** How full each performance is: a bar for the eye and the figures beside it, in one table. */
export function PerformanceFill({ performances }: Pick<ShowDashboard, "performances">) {
  const { dashboard: words } = useStrings();
  const { performance, number } = useFormats();
  if (performances.length === 0)
    return (
      <Panel title={words.fill}>
        <Empty title={words.noPerformances} />
      </Panel>
    );
  return (
    <Panel title={words.fill} flush>
      <ul className={styles.legend} data-inset>
        {parts.map((part) => (
          <li key={part} data-part={part}>
            {words.parts[part]}
          </li>
        ))}
      </ul>
      <TableScroll label={words.fill}>
        <Table className={styles.fill}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.performance}</Table.Th>
              <Table.Th className={styles.barColumn}>{words.filled}</Table.Th>
              {parts.map((part) => (
                <Table.Th key={part} className={uiStyles.number}>
                  {words.parts[part]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {performances.map((one) => (
              <Table.Tr key={one.performanceNumber}>
                <Table.Td>{performance(one)}</Table.Td>
                <Table.Td>
                  <div className={styles.bar} aria-hidden="true">
                    {parts.map((part) => (
                      <span key={part} data-part={part} style={{ flexGrow: one[part] }} />
                    ))}
                  </div>
                  <span className={styles.percent}>{words.percent(soldPercent(one))}</span>
                </Table.Td>
                {parts.map((part) => (
                  <Table.Td key={part} className={uiStyles.number}>
                    {number(one[part])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </Panel>
  );
}

function soldPercent({ soldHere, soldThere, capacity }: Performance): number {
  return capacity === 0 ? 0 : Math.round((100 * (soldHere + soldThere)) / capacity);
}

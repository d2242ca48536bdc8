import type { ShowDashboard } from "@allotement/boxoffice/api/dashboard.ts";
import { Table } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useCallback, useMemo } from "react";
import { formatNumber } from "../../strings/counts.ts";
import { useLanguage } from "../../strings/language.tsx";
import { formatCivilDate } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import uiStyles from "../../ui/ui.module.css";
import { useStrings } from "../strings.ts";
import styles from "./dashboard.module.css";
import { salesByDay } from "./sales-by-day.ts";
import { SalesChart } from "./sales-chart.tsx";

/** Sales by day and by channel: bars, and the same as a table. */
export function ShowSales({ sales }: Pick<ShowDashboard, "sales">) {
  const { dashboard: words } = useStrings();
  const { money } = useFormats();
  const { language } = useLanguage();
  const number = useCallback((value: number) => formatNumber(value, language), [language]);
  const byDay = useMemo(() => salesByDay(sales), [sales]);
  if (sales.length === 0)
    return (
      <Panel title={words.sales}>
        <Empty title={words.noSales} icon={<IconChartBar size={40} stroke={1.3} aria-hidden="true" />}>
          {words.noSalesText}
        </Empty>
      </Panel>
    );
  return (
    <Panel title={words.sales}>
      <SalesChart sales={byDay} number={number} label={words.chartLabel(byDay.days.length)} />
      <details className={styles.twin}>
        <summary>{words.asTable}</summary>
        <TableScroll label={words.sales}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.day}</Table.Th>
                <Table.Th>{words.channel}</Table.Th>
                <Table.Th className={uiStyles.number}>{words.seats}</Table.Th>
                <Table.Th className={uiStyles.number}>{words.amount}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sales.map((day) => (
                <Table.Tr key={`${day.localDate} ${day.channel}`}>
                  <Table.Td>{formatCivilDate(day.localDate)}</Table.Td>
                  <Table.Td>{day.channel}</Table.Td>
                  <Table.Td className={uiStyles.number}>{number(day.seats)}</Table.Td>
                  <Table.Td className={uiStyles.number}>{money(day.faceValueCents)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </TableScroll>
      </details>
    </Panel>
  );
}

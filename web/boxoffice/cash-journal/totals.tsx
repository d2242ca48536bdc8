import type { JournalTotals } from "@allotement/boxoffice/api/journal.ts";
import { Table } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useUi } from "../../strings/ui/use-ui.ts";
import { getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { type JournalDays, spanOf } from "./journal-range.tsx";

/** Sums of the journal, cut by channel, operator, payment method and kind (R3.6). */
export function Totals({ days }: { readonly days: JournalDays }) {
  const { cashJournal: words } = useStrings();
  const totals = useQuery({
    queryKey: ["cash-journal", "totals", days],
    queryFn: () => getApi<JournalTotals>(apiPaths.cashJournalTotals(spanOf(days))),
    placeholderData: keepPreviousData,
  });
  return (
    <Panel title={words.totals} flush>
      <QueryView query={totals} rows={4}>
        {({ totals: lines }) =>
          lines.length === 0 ? <Empty title={words.noEntries} /> : <TotalsTable lines={lines} />
        }
      </QueryView>
    </Panel>
  );
}

function TotalsTable({ lines }: { readonly lines: JournalTotals["totals"] }) {
  const { cashJournal: words } = useStrings();
  const ui = useUi();
  const { money, number } = useFormats();
  const sum = lines.reduce((total, line) => total + line.amountCents, 0);
  const count = lines.reduce((total, line) => total + line.entryCount, 0);
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.channel}</Table.Th>
          <Table.Th>{words.operator}</Table.Th>
          <Table.Th>{words.payment}</Table.Th>
          <Table.Th>{words.kind}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.count}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.amount}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={`${line.salesChannelId}-${line.operatorId}-${line.paymentMethodId}-${line.kind}`}>
            <Table.Td>{line.salesChannelName}</Table.Td>
            <Table.Td>{line.operatorInitials}</Table.Td>
            <Table.Td>{line.paymentMethodName}</Table.Td>
            <Table.Td>{words.kinds[line.kind]}</Table.Td>
            <Table.Td className={uiStyles.number}>{number(line.entryCount)}</Table.Td>
            <Table.Td className={uiStyles.number}>{money(line.amountCents)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th colSpan={4}>{ui.total}</Table.Th>
          <Table.Th className={uiStyles.number}>{number(count)}</Table.Th>
          <Table.Th className={uiStyles.number}>{money(sum)}</Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}

import type { JournalEntry, JournalPage } from "@allotement/boxoffice/api/journal.ts";
import { Button, Table } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, LoadingRows, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./cash-journal.module.css";
import { Cut } from "./cut.tsx";
import { type JournalDays, spanOf } from "./journal-range.tsx";

const pageSize = 100;

/** The entries in the order of their numbers, cut by days, operator and channel where asked. */
export function Entries({ days }: { readonly days: JournalDays }) {
  const { cashJournal: words } = useStrings();
  const ui = useUi();
  const [operatorId, setOperator] = useState<number | undefined>();
  const [salesChannelId, setChannel] = useState<number | undefined>();
  const pages = useInfiniteQuery({
    queryKey: ["cash-journal", "entries", operatorId, salesChannelId, days],
    queryFn: ({ pageParam }) =>
      getApi<JournalPage>(
        apiPaths.cashJournal({
          after: pageParam,
          limit: pageSize,
          ...(operatorId === undefined ? {} : { operatorId }),
          ...(salesChannelId === undefined ? {} : { salesChannelId }),
          ...spanOf(days),
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ entries }) =>
      entries.length < pageSize ? undefined : entries[entries.length - 1]?.entryNumber,
  });
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Panel title={words.entries} aside={<Cut onOperator={setOperator} onChannel={setChannel} />} flush>
      {pages.isPending && <LoadingRows label={ui.loading} />}
      {pages.isError && <Failure error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isSuccess && entries.length === 0 && (
        <Empty title={words.noEntries} icon={<IconReceipt size={36} stroke={1.3} aria-hidden="true" />}>
          {words.noEntriesText}
        </Empty>
      )}
      {entries.length > 0 && <EntriesTable entries={entries} />}
      {pages.hasNextPage && (
        <div className={styles.more}>
          <Button
            variant="default"
            size="xs"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {words.more}
          </Button>
        </div>
      )}
    </Panel>
  );
}

function EntriesTable({ entries }: { readonly entries: readonly JournalEntry[] }) {
  const { cashJournal: words } = useStrings();
  const { money } = useFormats();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={uiStyles.number}>{words.number}</Table.Th>
          <Table.Th>{words.at}</Table.Th>
          <Table.Th>{words.kind}</Table.Th>
          <Table.Th>{words.operator}</Table.Th>
          <Table.Th>{words.channel}</Table.Th>
          <Table.Th>{words.payment}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.faceValue}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.venueFee}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.organizerFee}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.amount}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.entryNumber}>
            <Table.Td className={uiStyles.number}>{entry.entryNumber}</Table.Td>
            <Table.Td>{formatInstant(entry.at)}</Table.Td>
            <Table.Td>{words.kinds[entry.kind]}</Table.Td>
            <Table.Td>{entry.operatorInitials}</Table.Td>
            <Table.Td>{entry.salesChannelName}</Table.Td>
            <Table.Td>{entry.paymentMethodName}</Table.Td>
            <Table.Td className={uiStyles.number}>{money(entry.faceValueCents)}</Table.Td>
            <Table.Td className={uiStyles.number}>{money(entry.venueFeeCents)}</Table.Td>
            <Table.Td className={uiStyles.number}>{money(entry.organizerFeeCents)}</Table.Td>
            <Table.Td className={uiStyles.number}>
              <strong>{money(entry.amountCents)}</strong>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

import type { Debt, DebtList } from "@allotement/boxoffice/api/customer-accounts.ts";
import { Button, Checkbox, Group, Table } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { getApi } from "../../ui/api-client.ts";
import { formatCivilDate, formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, LoadingRows, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import type { ChosenLine } from "./settle-dialog.tsx";

const pageSize = 100;

interface DebtsProps {
  readonly customerAccountId: number;
  readonly onSettle: (lines: readonly ChosenLine[]) => void;
}

/** The open debts, the oldest first; those that are chosen can be settled. */
export function Debts({ customerAccountId, onSettle }: DebtsProps) {
  const { accounts: words } = useStrings();
  const ui = useUi();
  const { money } = useFormats();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const list = useInfiniteQuery({
    queryKey: ["customer-accounts", customerAccountId, "debts"],
    queryFn: ({ pageParam }) =>
      getApi<DebtList>(apiPaths.debts(customerAccountId, { after: pageParam, limit: pageSize })),
    initialPageParam: 0,
    getNextPageParam: ({ debts }) =>
      debts.length < pageSize ? undefined : debts[debts.length - 1]?.debtEntry,
    staleTime: 0,
  });
  const debts = list.data?.pages.flatMap((page) => page.debts) ?? [];
  const lines = debts
    .filter(({ debtEntry }) => chosen.has(debtEntry))
    .map(({ debtEntry, openCents }) => ({ debtEntry, amountCents: openCents }));
  const total = lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const choose = (debtEntry: number, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(debtEntry);
    else next.delete(debtEntry);
    setChosen(next);
  };
  return (
    <Panel
      title={words.debts}
      aside={
        lines.length > 0 && (
          <Group gap="sm">
            <span aria-live="polite">{words.chosen(lines.length, money(total))}</span>
            <Button size="xs" disabled={total <= 0} onClick={() => onSettle(lines)}>
              {words.settleChosen}
            </Button>
          </Group>
        )
      }
      flush
    >
      {list.isPending && <LoadingRows label={ui.loading} />}
      {list.isError && <Failure error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && debts.length === 0 && (
        <Empty title={words.noDebts} icon={<IconCircleCheck size={36} stroke={1.3} aria-hidden="true" />}>
          {words.noDebtsText}
        </Empty>
      )}
      {debts.length > 0 && <DebtsTable debts={debts} chosen={chosen} onChoose={choose} />}
      {list.hasNextPage && (
        <Group justify="center" p="sm">
          <Button
            variant="default"
            size="xs"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {words.more}
          </Button>
        </Group>
      )}
    </Panel>
  );
}

interface DebtsTableProps {
  readonly debts: readonly Debt[];
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (debtEntry: number, isChosen: boolean) => void;
}

function DebtsTable({ debts, chosen, onChoose }: DebtsTableProps) {
  const { accounts: words } = useStrings();
  const { money, number } = useFormats();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th colSpan={2}>{words.entry}</Table.Th>
          <Table.Th>{words.soldAt}</Table.Th>
          <Table.Th>{words.ticket}</Table.Th>
          <Table.Th>{words.show}</Table.Th>
          <Table.Th>{words.seat}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.amount}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.settledPart}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.openPart}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {debts.map((debt) => (
          <Table.Tr key={debt.debtEntry}>
            <Table.Td w={36}>
              <Checkbox
                size="xs"
                aria-label={words.choose(number(debt.debtEntry))}
                checked={chosen.has(debt.debtEntry)}
                onChange={(event) => onChoose(debt.debtEntry, event.currentTarget.checked)}
              />
            </Table.Td>
            <Table.Td>{number(debt.debtEntry)}</Table.Td>
            <Table.Td>{formatInstant(debt.at)}</Table.Td>
            <Table.Td>{debt.barcode}</Table.Td>
            <Table.Td>{showText(debt)}</Table.Td>
            <Table.Td>{seatText(debt)}</Table.Td>
            <Table.Td className={uiStyles.number}>{money(debt.amountCents)}</Table.Td>
            <Table.Td className={uiStyles.number}>{money(debt.settledCents)}</Table.Td>
            <Table.Td className={uiStyles.number}>
              <strong>{money(debt.openCents)}</strong>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export const showText = ({ showTitle, localDate }: Debt) =>
  [showTitle, localDate && formatCivilDate(localDate)].filter(Boolean).join(", ");

export const seatText = ({ rowLabel, seatNumber }: Debt) => [rowLabel, seatNumber].filter(Boolean).join(" ");

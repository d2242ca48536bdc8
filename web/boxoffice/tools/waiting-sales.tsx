import type {
  ImportOrder,
  WaitingSales as WaitingSalesAnswer,
  WaitingSaleView,
} from "@allotement/boxoffice/api/interface-import-sales.ts";
import type { RunStarted } from "@allotement/boxoffice/api/interface-runs.ts";
import { Button, Group, SegmentedControl, Table } from "@mantine/core";
import { IconCircleCheck, IconRefresh } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { callApi, getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { useInterfaceState } from "../home/interface-state.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { WaitingSaleRow } from "./waiting-sale-row.tsx";

type Status = WaitingSaleView["status"];

/** Sales received and not in the books yet, in the order of the feed, each with why it waits. */
export function WaitingSales() {
  const { tools: words } = useStrings();
  const state = useInterfaceState().data;
  const { number } = useFormats();
  const [status, setStatus] = useState<Status>("blocked");
  const waiting = useQuery({
    queryKey: ["interface", "waiting", status],
    queryFn: () => getApi<WaitingSalesAnswer>(apiPaths.waitingSales({ status })),
    placeholderData: keepPreviousData,
  });
  const label = (text: string, count: number | undefined) =>
    count === undefined ? text : `${text} (${number(count)})`;
  return (
    <Panel
      title={status === "blocked" ? words.blocked : words.pending}
      aside={
        <Group gap="xs">
          <SegmentedControl<Status>
            size="xs"
            value={status}
            onChange={setStatus}
            data={[
              { value: "blocked", label: label(words.blocked, state?.blockedSales) },
              { value: "pending", label: label(words.pending, state?.pendingSales) },
            ]}
          />
          <RetryButton sales={waiting.data?.sales ?? []} />
        </Group>
      }
      flush
    >
      <QueryView query={waiting}>
        {({ sales, total }) =>
          sales.length === 0 ? (
            <Empty
              title={status === "blocked" ? words.noBlocked : words.noPending}
              icon={<IconCircleCheck size={36} stroke={1.3} color="var(--good)" aria-hidden="true" />}
            >
              {status === "blocked" ? words.noBlockedText : words.noPendingText}
            </Empty>
          ) : (
            <SalesTable sales={sales} total={total} />
          )
        }
      </QueryView>
    </Panel>
  );
}

/** Starts integration again for the shows of these sales: it goes on at the same sale once that is settled. */
function RetryButton({ sales }: { readonly sales: readonly WaitingSaleView[] }) {
  const { tools: words } = useStrings();
  const navigate = useNavigate();
  const retry = useMutation({
    mutationFn: () => {
      const shows = [...new Set(sales.map(({ showNumber }) => showNumber))];
      const order: ImportOrder = { lines: shows.map((showNumber) => ({ showNumber })) };
      return callApi<RunStarted>("POST", apiPaths.importSales, order);
    },
    onSuccess: ({ runId }) => navigate(pages.run(runId)),
  });
  return (
    <>
      <Button
        size="xs"
        leftSection={<IconRefresh size={15} aria-hidden="true" />}
        disabled={sales.length === 0}
        loading={retry.isPending}
        title={words.retryText}
        onClick={() => retry.mutate()}
      >
        {words.retry}
      </Button>
      {retry.isError && <Failure error={retry.error} />}
    </>
  );
}

function SalesTable({ sales, total }: WaitingSalesAnswer) {
  const { tools: words, run } = useStrings();
  const { number } = useFormats();
  return (
    <TableScroll label={words.sale}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{run.show}</Table.Th>
            <Table.Th>{words.seat}</Table.Th>
            <Table.Th>{words.price}</Table.Th>
            <Table.Th>{words.soldAt}</Table.Th>
            <Table.Th>{words.reason}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sales.map((sale) => (
            <WaitingSaleRow key={sale.sequence} sale={sale} />
          ))}
        </Table.Tbody>
        {sales.length < total && (
          <Table.Caption>{words.shown(number(sales.length), number(total))}</Table.Caption>
        )}
      </Table>
    </TableScroll>
  );
}

import type { TicketHolders } from "@allotement/boxoffice/api/performance-changes.ts";
import { Button, Table } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { callApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { SaveFile } from "../../ui/save-file.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { holdersQuery } from "./programme-queries.ts";

type Holder = TicketHolders["holders"][number];

/** A page is no place for thousands of rows: the file has them all. */
const shownMax = 200;

interface HoldersPanelProps {
  readonly performanceNumber: number;
  /** The performance is cancelled: counter tickets are refunded one by one here. */
  readonly mayRefund: boolean;
}

/** Whoever has a ticket: ours by name, the network's by its order. */
export function HoldersPanel({ performanceNumber, mayRefund }: HoldersPanelProps) {
  const { programme } = useStrings();
  const words = programme.holders;
  const holders = useQuery(holdersQuery(performanceNumber));
  const list = holders.data?.holders ?? [];
  const there = list.filter(({ soldThrough }) => soldThrough === "reseller").length;
  return (
    <Panel
      title={words.title}
      flush
      aside={
        list.length > 0 && (
          <SaveFile path={apiPaths.ticketHoldersCsv(performanceNumber)} size="xs">
            {words.csv}
          </SaveFile>
        )
      }
    >
      <QueryView query={holders} rows={4}>
        {() =>
          list.length === 0 ? (
            <p className={styles.more}>{words.none}</p>
          ) : (
            <>
              <p className={styles.more}>
                {words.here(list.length - there)} · {words.there(there)}
              </p>
              <TableScroll label={words.title}>
                <HoldersTable
                  performanceNumber={performanceNumber}
                  holders={list.slice(0, shownMax)}
                  mayRefund={mayRefund}
                />
              </TableScroll>
              {list.length > shownMax && <p className={styles.more}>{words.shown(shownMax, list.length)}</p>}
            </>
          )
        }
      </QueryView>
    </Panel>
  );
}

interface HoldersTableProps extends HoldersPanelProps {
  readonly holders: readonly Holder[];
}

function HoldersTable({ performanceNumber, holders, mayRefund }: HoldersTableProps) {
  const { programme } = useStrings();
  const words = programme.holders;
  const { money, performanceWithin } = useFormats();
  const client = useQueryClient();
  const refund = useMutation({
    mutationFn: (ticketId: number) => callApi("POST", apiPaths.refundTicket(ticketId)),
    onSettled: () => client.invalidateQueries({ queryKey: ["programme", performanceNumber] }),
  });
  return (
    <>
      {refund.isError && <Failure error={refund.error} />}
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.seller}</Table.Th>
            <Table.Th>{words.customer}</Table.Th>
            <Table.Th>{words.seat}</Table.Th>
            <Table.Th>{words.priceType}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.amount}</Table.Th>
            {mayRefund && <Table.Th aria-label={programme.cancellation.refundOne} />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {holders.map((one) => (
            <Table.Tr key={one.ticketId}>
              <Table.Td>
                {words.through[one.soldThrough]}
                {one.orderId !== null && (
                  <div className={styles.faint}>
                    {words.order} …{one.orderId.slice(-8)} · {one.pointOfSale}
                  </div>
                )}
                {one.soldFor !== null && (
                  <div className={styles.faint}>{words.soldFor(performanceWithin(one.soldFor))}</div>
                )}
              </Table.Td>
              <Table.Td>
                {one.surname === null ? (
                  <span className={styles.faint}>{words.noName}</span>
                ) : (
                  `${one.surname} ${one.firstName ?? ""}`
                )}
              </Table.Td>
              <Table.Td>{words.row(one.row, one.number)}</Table.Td>
              <Table.Td>{one.priceTypeName}</Table.Td>
              <Table.Td className={uiStyles.number}>{money(one.amountCents)}</Table.Td>
              {mayRefund && (
                <Table.Td>
                  {one.soldThrough === "counter" && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      loading={refund.isPending && refund.variables === one.ticketId}
                      onClick={() => refund.mutate(one.ticketId)}
                    >
                      {programme.cancellation.refundOne}
                    </Button>
                  )}
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

import type { Cancellation, Order, OrderLine } from "@allotement/reseller/api/point-of-sale.ts";
import { Badge, Button, Checkbox, Table } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { NetworkFailure } from "../problems/network-failure.tsx";
import { priceCents } from "../sale/prices.ts";
import { useStrings } from "../strings.ts";
import styles from "./orders.module.css";
import { orderQuery } from "./orders.ts";

/** The tickets of an order; those that are ticked can be cancelled, and their seats are on sale again. */
export function OrderLines({ order }: { readonly order: Order }) {
  const { orders: words } = useStrings();
  const { money } = useFormats();
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const client = useQueryClient();
  const { institutionCode, orderId } = order;
  const cancel = useMutation({
    mutationFn: (request: Cancellation) => callApi<Order>("POST", apiPaths.cancellation(orderId), request),
    onSuccess: (changed) => {
      client.setQueryData(orderQuery(institutionCode, orderId).queryKey, changed);
      void client.invalidateQueries({ queryKey: ["orders"] });
      void client.invalidateQueries({ queryKey: ["seats"] });
      setTicked(new Set());
      setAsking(false);
    },
  });
  const live = order.lines.filter(({ cancelledAt }) => cancelledAt === null);
  const leaving = live.filter(({ lineId }) => ticked.has(lineId));
  const tick = (lineId: number) => {
    const next = new Set(ticked);
    if (!next.delete(lineId)) next.add(lineId);
    setTicked(next);
  };
  return (
    <Panel
      title={words.tickets}
      flush
      aside={
        live.length > 0 && (
          <Button
            className="no-print"
            variant="default"
            size="xs"
            disabled={leaving.length === 0}
            onClick={() => {
              cancel.reset();
              setAsking(true);
            }}
          >
            {leaving.length === 0 ? words.cancel : words.cancelCount(leaving.length)}
          </Button>
        )
      }
    >
      <Table horizontalSpacing={16}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={44} className="no-print">
              <Checkbox
                aria-label={words.tickAll}
                checked={live.length > 0 && leaving.length === live.length}
                indeterminate={leaving.length > 0 && leaving.length < live.length}
                disabled={live.length === 0}
                onChange={() =>
                  setTicked(new Set(leaving.length === live.length ? [] : live.map(({ lineId }) => lineId)))
                }
              />
            </Table.Th>
            <Table.Th>{words.seat}</Table.Th>
            <Table.Th>{words.category}</Table.Th>
            <Table.Th>{words.priceType}</Table.Th>
            <Table.Th>{words.barcodeHead}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.price}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {order.lines.map((line) => (
            <LineRow
              key={line.lineId}
              line={line}
              isTicked={ticked.has(line.lineId)}
              onTick={() => tick(line.lineId)}
            />
          ))}
        </Table.Tbody>
      </Table>
      <ConfirmDialog
        opened={isAsking}
        title={words.cancelTitle}
        confirmLabel={words.cancelCount(leaving.length)}
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate({ institutionCode, lineIds: leaving.map(({ lineId }) => lineId) })}
        onCancel={() => setAsking(false)}
      >
        <p>{words.cancelAsk}</p>
        <ul>
          {leaving.map((line) => (
            <li key={line.lineId}>{words.seatName(line.row, line.number)}</li>
          ))}
        </ul>
        <p>{words.refund(money(leaving.reduce((sum, line) => sum + priceCents(line), 0)))}</p>
        {cancel.isError && <NetworkFailure error={cancel.error} />}
      </ConfirmDialog>
    </Panel>
  );
}

interface LineRowProps {
  readonly line: OrderLine;
  readonly isTicked: boolean;
  readonly onTick: () => void;
}

function LineRow({ line, isTicked, onTick }: LineRowProps) {
  const { orders: words } = useStrings();
  const { money } = useFormats();
  const { cancelledAt } = line;
  const seat = words.seatName(line.row, line.number);
  return (
    <Table.Tr data-cancelled={cancelledAt !== null || undefined} className={styles.line}>
      <Table.Td className="no-print">
        <Checkbox
          aria-label={words.tick(seat)}
          checked={isTicked}
          disabled={cancelledAt !== null}
          onChange={onTick}
        />
      </Table.Td>
      <Table.Td>
        <strong>{seat}</strong>
        <div className={styles.faint}>
          {line.floor} · {line.zone}
        </div>
      </Table.Td>
      <Table.Td>{line.seatCategory}</Table.Td>
      <Table.Td>{line.priceTypeLabel}</Table.Td>
      <Table.Td>
        <code className={styles.barcode}>{line.barcode}</code>
        {cancelledAt !== null && (
          <div>
            <Badge color="red">{words.cancelledAt(formatInstant(cancelledAt))}</Badge>
          </div>
        )}
      </Table.Td>
      <Table.Td className={uiStyles.number}>{money(priceCents(line))}</Table.Td>
    </Table.Tr>
  );
}

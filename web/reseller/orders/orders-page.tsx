import type { OrderList } from "@allotement/reseller/api/point-of-sale.ts";
import { Badge, Button, Table, TextInput, VisuallyHidden } from "@mantine/core";
import { IconReceiptOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkQuery } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import styles from "./orders.module.css";
import { holderName, ordersQuery } from "./orders.ts";

/** The latest orders of this point of sale; any other is found by a ticket's barcode. */
export function OrdersPage() {
  const { orders: words } = useStrings();
  const [typed, setTyped] = useState("");
  const [barcode, setBarcode] = useState("");
  const query = useQuery(ordersQuery(barcode));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setBarcode(typed.replace(/\s/g, ""));
  };
  const showAll = () => {
    setTyped("");
    setBarcode("");
  };
  return (
    <>
      <PageHead title={words.title} intro={words.intro}>
        <form onSubmit={submit} className={styles.search}>
          <TextInput
            aria-label={words.barcode}
            placeholder={words.barcode}
            inputMode="numeric"
            maxLength={40}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            w={210}
          />
          <Button type="submit" variant="default">
            {words.find}
          </Button>
        </form>
      </PageHead>
      {barcode !== "" && (
        <p className={styles.filter}>
          {words.withBarcode(barcode)}{" "}
          <Button variant="subtle" size="compact-sm" onClick={showAll}>
            {words.showAll}
          </Button>
        </p>
      )}
      <NetworkQuery query={query}>
        {({ orders }) => (
          <Panel flush>
            {orders.length === 0 ? (
              <Empty
                title={barcode === "" ? words.none : words.notFound}
                icon={<IconReceiptOff size={40} stroke={1.3} aria-hidden="true" />}
              >
                {barcode === "" ? words.noneText : words.notFoundText}
              </Empty>
            ) : (
              <OrderTable orders={orders} />
            )}
          </Panel>
        )}
      </NetworkQuery>
    </>
  );
}

function OrderTable({ orders }: { readonly orders: OrderList["orders"] }) {
  const { orders: words } = useStrings();
  const { performance, number } = useFormats();
  return (
    <Table horizontalSpacing={16} highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.soldAt}</Table.Th>
          <Table.Th>{words.show}</Table.Th>
          <Table.Th>{words.customer}</Table.Th>
          <Table.Th>{words.seller}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.seats}</Table.Th>
          <Table.Th>
            <VisuallyHidden>{words.open}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {orders.map((order) => (
          <Table.Tr key={order.orderId}>
            <Table.Td>{formatInstant(order.soldAt)}</Table.Td>
            <Table.Td>
              {order.title}
              <div className={styles.faint}>{performance(order)}</div>
            </Table.Td>
            <Table.Td>
              {holderName(order.holder) ?? <span className={styles.faint}>{words.noName}</span>}
            </Table.Td>
            <Table.Td>{order.userName}</Table.Td>
            <Table.Td className={uiStyles.number}>
              {number(order.seats)}
              {order.cancelled > 0 && (
                <Badge color="gray" ml={8}>
                  {words.cancelledCount(order.cancelled)}
                </Badge>
              )}
            </Table.Td>
            <Table.Td align="right">
              <Link
                {...pages.order(order.institutionCode, order.orderId)}
                className={styles.open}
                aria-label={words.openOf(order.title, formatInstant(order.soldAt))}
              >
                {words.open}
              </Link>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

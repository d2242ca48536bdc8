import type { Order } from "@allotement/reseller/api/point-of-sale.ts";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import institutionStyles from "../institutions/institutions.module.css";
import { Link, useParams } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { NetworkQuery } from "../problems/network-failure.tsx";
import { priceCents } from "../sale/prices.ts";
import { useStrings } from "../strings.ts";
import { OrderLines } from "./order-lines.tsx";
import styles from "./orders.module.css";
import { holderName, orderQuery } from "./orders.ts";
import { PrintTickets } from "./print-tickets.tsx";
import { ProofOfOrder } from "./proof-of-order.tsx";

/** An order with its barcodes: right after the sale, or found again to cancel lines of it. */
export function OrderPage() {
  const { institutionCode, orderId } = useParams("/commandes/$institutionCode/$orderId");
  const query = useQuery(orderQuery(Number(institutionCode), orderId));
  return <NetworkQuery query={query}>{(order) => <OrderView order={order} />}</NetworkQuery>;
}

function OrderView({ order }: { readonly order: Order }) {
  const { orders: words } = useStrings();
  const { performance, money } = useFormats();
  const live = order.lines.filter(({ cancelledAt }) => cancelledAt === null);
  return (
    <>
      <PageHead
        title={order.title}
        intro={performance(order)}
        crumb={
          <Link {...pages.orders} className={institutionStyles.crumb}>
            {words.title}
          </Link>
        }
      >
        {live.length > 0 && <PrintTickets order={order} />}
        <Button renderRoot={(props) => <Link {...pages.home} {...props} />}>{words.newSale}</Button>
      </PageHead>
      <div className={styles.stack}>
        {live.length === 0 ? (
          <Notice tone="info" title={words.allCancelled} />
        ) : (
          <Notice tone="good" title={words.sold(live.length)} />
        )}
        <Panel>
          <dl className={styles.facts}>
            <div>
              <dt>{words.customer}</dt>
              <dd>{holderName(order.holder) ?? words.noName}</dd>
            </div>
            <div>
              <dt>{words.soldAt}</dt>
              <dd>{formatInstant(order.soldAt)}</dd>
            </div>
            <div>
              <dt>{words.pointOfSale}</dt>
              <dd>{[order.pointOfSale, order.userName].filter((part) => part !== "").join(" · ")}</dd>
            </div>
            <div>
              <dt>{words.total}</dt>
              <dd>
                <strong>{money(live.reduce((sum, line) => sum + priceCents(line), 0))}</strong>
              </dd>
            </div>
          </dl>
        </Panel>
        <OrderLines order={order} />
        <ProofOfOrder order={order} />
        <p className={styles.faint}>{words.orderNumber(order.orderId)}</p>
      </div>
    </>
  );
}

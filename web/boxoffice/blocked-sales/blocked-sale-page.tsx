import type { BlockedSaleView } from "@allotement/boxoffice/api/interface-blocked-sales.ts";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { BlockCauses } from "./block-causes.tsx";
import { SettleSale } from "./settle-sale.tsx";

/** One sale that waits (R8.2): what it is, why it is blocked, and what settles it. */
export function BlockedSalePage() {
  const { eventId = "" } = useParams({ strict: false });
  const { blockedSale: words, tools } = useStrings();
  const sale = useQuery({
    queryKey: ["interface", "blocked-sale", eventId],
    queryFn: () => getApi<BlockedSaleView>(apiPaths.blockedSale(eventId)),
  });
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.tools}>{tools.title}</Link>} />
      <QueryView query={sale}>
        {(view) => (
          <div className={styles.stack}>
            <Standing view={view} />
            {view.reason !== null && <BlockCauses view={view} />}
            {(view.sale.status === "blocked" || view.sale.status === "pending") && <SettleSale view={view} />}
            <SaleFigures sale={view.sale} />
          </div>
        )}
      </QueryView>
    </>
  );
}

function Standing({ view }: { readonly view: BlockedSaleView }) {
  const { blockedSale: words } = useStrings();
  const { sale, decision, reason } = view;
  const open = sale.status === "blocked" || sale.status === "pending";
  const tone = open ? (reason === null ? "info" : "warn") : "good";
  return (
    <Notice tone={tone} title={open && reason === null ? words.settled : words.status[sale.status]}>
      {decision !== null && (
        <div>
          {(decision.kind === "override" ? words.overridden : words.closed)(
            decision.operatorName,
            decision.secondOperatorName,
            formatInstant(decision.at),
          )}
          <div>{decision.reason}</div>
        </div>
      )}
    </Notice>
  );
}

function SaleFigures({ sale }: { readonly sale: BlockedSaleView["sale"] }) {
  const { blockedSale: words, run, tools, block } = useStrings();
  const { plan } = useUi();
  const { money, performanceWithin } = useFormats();
  const seat =
    sale.row === null || sale.number === null
      ? `n° ${sale.seatCode}`
      : `${plan.row(sale.row)}, ${plan.seat(sale.number)}`;
  const holder = [sale.holderSurname, sale.holderFirstName].filter((name) => name !== null).join(" ");
  const figures: [string, string][] = [
    [run.show, sale.showTitle ?? String(sale.showNumber)],
    [tools.sale, `${tools.kinds[sale.kind]} – ${performanceWithin(sale)}`],
    [tools.seat, seat],
    [words.category, sale.seatCategoryName ?? "–"],
    [words.priceType, sale.priceTypeName ?? String(sale.priceTypeCode)],
    [block.faceValue, money(sale.faceValueCents)],
    [block.fees, money(sale.venueFeeCents + sale.organizerFeeCents)],
    [words.resellerFee, money(sale.resellerFeeCents)],
    [words.soldAt, formatInstant(sale.soldAt)],
    [words.pointOfSale, sale.pointOfSale],
    [words.holder, holder === "" ? "–" : holder],
    [words.barcode, sale.barcode],
  ];
  return (
    <Panel title={words.saleTitle}>
      <table className={styles.compare}>
        <tbody>
          {figures.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

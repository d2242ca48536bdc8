import type { WaitingSaleView } from "@allotement/boxoffice/api/interface-import-sales.ts";
import { Badge, Table } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { formatInstant } from "../../ui/dates.ts";
import { exchangeProblem } from "../../ui/errors.ts";
import { useFormats } from "../../ui/formats.ts";
import { useBlockWords } from "../import-sales/block-reason.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

/** One sale that waits: seat, price, and why in words; where prices differ, both figures. */
export function WaitingSaleRow({ sale }: { readonly sale: WaitingSaleView }) {
  const { tools: words, run, blockedSale } = useStrings();
  const ui = useUi();
  const { performance, money } = useFormats();
  const holder = [sale.holderSurname, sale.holderFirstName].filter((name) => name !== null).join(" ");
  const seat =
    sale.row === null || sale.number === null
      ? `n° ${sale.seatCode}`
      : `${ui.plan.row(sale.row)}, ${ui.plan.seat(sale.number)}`;
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{sale.showTitle ?? `${run.show} ${sale.showNumber}`}</strong>
        <div className={styles.faint}>{performance(sale)}</div>
      </Table.Td>
      <Table.Td>
        {seat}
        <div className={styles.faint}>{sale.seatCategoryName}</div>
      </Table.Td>
      <Table.Td>
        {money(sale.faceValueCents)}
        <div className={styles.faint}>{sale.priceTypeName ?? sale.priceTypeCode}</div>
      </Table.Td>
      <Table.Td>
        {formatInstant(sale.soldAt)}
        <div className={styles.faint}>
          {[sale.pointOfSale, holder].filter((part) => part !== "").join(" · ")}
        </div>
      </Table.Td>
      <Table.Td>
        {sale.kind === "cancellation" && (
          <Badge size="sm" color="gray" mb={4}>
            {words.kinds.cancellation}
          </Badge>
        )}
        <Reason sale={sale} />
        {sale.status === "blocked" && (
          <Link
            {...pages.blockedSale(sale.eventId)}
            aria-label={`${blockedSale.open} – ${sale.showTitle ?? sale.showNumber}, ${seat}`}
          >
            {blockedSale.open}
          </Link>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Reason({ sale }: { readonly sale: WaitingSaleView }) {
  const { block } = useStrings();
  const blockWords = useBlockWords();
  const ui = useUi();
  const { money } = useFormats();
  const { reason } = sale;
  if (reason === null) return <span className={styles.faint}>–</span>;
  const code = "number" in reason ? ui.errorCode(String(reason.number)) : undefined;
  const fees = (amounts: { venueFeeCents: number; organizerFeeCents: number }) =>
    amounts.venueFeeCents + amounts.organizerFeeCents;
  return (
    <>
      <strong>{[code, blockWords(reason)].filter((part) => part !== undefined).join(" · ")}</strong>
      {reason.kind === "priceMismatch" && (
        <div className={styles.faint}>
          {block.grid}{" "}
          {reason.grid === null ? block.noGrid : twoAmounts(reason.grid.faceValueCents, fees(reason.grid))}
          <br />
          {block.sale} {twoAmounts(reason.sale.faceValueCents, fees(reason.sale))}
        </div>
      )}
      {"number" in reason && (
        <div className={styles.faint}>{exchangeProblem(reason.number, ui.errors).remedy}</div>
      )}
    </>
  );

  function twoAmounts(faceValueCents: number, feesCents: number): string {
    return `${money(faceValueCents)} + ${money(feesCents)}`;
  }
}

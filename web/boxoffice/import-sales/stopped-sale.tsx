import type { WaitingSaleView } from "@allotement/boxoffice/api/interface-import-sales.ts";
import { useUi } from "../../strings/ui/use-ui.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

/** The sale at which integration has stopped, as one line of facts. */
export function StoppedSale({ sale }: { readonly sale: WaitingSaleView }) {
  const { plan } = useUi();
  const { performance } = useFormats();
  const { stop } = useStrings();
  const facts = [
    performance(sale),
    sale.row === null || sale.number === null
      ? undefined
      : `${plan.row(sale.row)}, ${plan.seat(sale.number)}`,
    sale.priceTypeName ?? String(sale.priceTypeCode),
    sale.seatCategoryName ?? undefined,
    stop.soldAt(formatInstant(sale.soldAt), sale.pointOfSale),
  ];
  return <p className={styles.blockText}>{facts.filter((fact) => fact !== undefined).join(" · ")}</p>;
}

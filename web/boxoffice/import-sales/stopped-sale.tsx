import type { WaitingSaleView } from "@allotement/boxoffice/api/interface-import-sales.ts";
import { useUi } from "../../strings/ui/use-ui.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

/** The sale at which integration has stopped, as one line of facts. */
export function StoppedSale({ sale }: { readonly sale: WaitingSaleView }) {
  const saleWords = useSaleWords();
  return <p className={styles.blockText}>{saleWords(sale)}</p>;
}

/** «Vendredi 25/12/2026 à 19:30 · Rang A, place 12 · TICKETNET PLEIN TARIF · CATEGORIE 1 · vendue le … à PARIS» */
export function useSaleWords(): (sale: WaitingSaleView) => string {
  const { plan } = useUi();
  const { performance } = useFormats();
  const { stop } = useStrings();
  return (sale) =>
    [
      performance(sale),
      sale.row === null || sale.number === null
        ? undefined
        : `${plan.row(sale.row)}, ${plan.seat(sale.number)}`,
      sale.priceTypeName ?? String(sale.priceTypeCode),
      sale.seatCategoryName ?? undefined,
      stop.soldAt(formatInstant(sale.soldAt), sale.pointOfSale),
    ]
      .filter((part) => part !== undefined)
      .join(" · ");
}

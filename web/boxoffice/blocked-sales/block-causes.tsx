import type { BlockCause, BlockedSaleView } from "@allotement/boxoffice/api/interface-blocked-sales.ts";
import { Badge } from "@mantine/core";
import type { BlockedSalesStrings } from "../../strings/boxoffice/blocked-sales.fr.ts";
import { useUi } from "../../strings/ui/use-ui.ts";
import { formatInstant } from "../../ui/dates.ts";
import { Panel } from "../../ui/panel.tsx";
import { useBlockWords } from "../import-sales/block-reason.ts";
import { PriceComparison } from "../import-sales/price-comparison.tsx";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

/** Why the sale is blocked: the difference, the grid it was compared with, and what may lie behind it, likeliest first. */
export function BlockCauses({ view }: { readonly view: BlockedSaleView }) {
  const { blockedSale: words } = useStrings();
  const blockWords = useBlockWords();
  const ui = useUi();
  const { reason, grid, columns, causes, contactMail, sale } = view;
  if (reason === null) return null;
  const code = "number" in reason ? ui.errorCode(String(reason.number)) : undefined;
  return (
    <Panel title={words.whyTitle}>
      <div className={styles.state}>
        <strong>
          {[code, blockWords(reason), ...columns.map((column) => words.columns[column])]
            .filter((part) => part !== undefined)
            .join(" · ")}
        </strong>
        {reason.kind === "priceMismatch" && (
          <div>
            {sale.kind === "sale" && <div>{gridWords(grid, words)}</div>}
            <PriceComparison sale={reason.sale} grid={reason.grid} />
          </div>
        )}
        <ol className={styles.state}>
          {causes.map((cause, index) => (
            <li key={JSON.stringify(cause)}>
              <Badge size="sm" color={index === 0 ? "blue" : "gray"} mr="xs">
                {index === 0 ? words.likeliest : words.possible}
              </Badge>
              {causeWords(cause, words.causes, view)}
              <div className={styles.faint}>
                {cause.whom === "resellerContact"
                  ? words.whom.resellerContact(contactMail === "" ? words.noMail : contactMail)
                  : words.whom[cause.whom]}
              </div>
            </li>
          ))}
        </ol>
      </div>
    </Panel>
  );
}

function gridWords(grid: BlockedSaleView["grid"], words: BlockedSalesStrings["blockedSale"]): string {
  if (grid === null) return words.noGrid;
  const from = formatInstant(grid.validFrom);
  return grid.validUntil === null
    ? words.gridSince(from)
    : words.gridUntil(from, formatInstant(grid.validUntil));
}

function causeWords(
  cause: BlockCause,
  words: BlockedSalesStrings["blockedSale"]["causes"],
  view: BlockedSaleView,
): string {
  switch (cause.kind) {
    case "earlierGrid":
      return words.earlierGrid(
        formatInstant(cause.validFrom),
        cause.validUntil === null ? "…" : formatInstant(cause.validUntil),
      );
    case "laterGrid":
      return words.laterGrid(formatInstant(cause.validFrom));
    case "seatCategoryChanged":
      return words.seatCategoryChanged(cause.saleCategory, cause.seatCategory);
    case "otherCategory":
    case "otherPriceType":
    case "counterPriceType":
    case "priceTypeNotOfInterface":
      return words[cause.kind](cause.name);
    case "priceTypeUnheardOf":
      return words.priceTypeUnheardOf(String(view.sale.priceTypeCode));
    case "otherPerformance":
      return words.otherPerformance(String(cause.performanceNumber));
    case "otherShow":
      return words.otherShow(cause.title);
    default:
      return words[cause.kind];
  }
}

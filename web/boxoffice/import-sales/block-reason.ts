import type { WaitingSaleView } from "@allotement/boxoffice/api/interface-import-sales.ts";
import type { InterfaceStrings } from "../../strings/boxoffice/interface.fr.ts";

export type BlockReason = NonNullable<WaitingSaleView["reason"]>;

/** Why a sale waits, in one line of words. */
export function blockWords(reason: BlockReason, words: InterfaceStrings["block"]): string {
  const { reasons } = words;
  switch (reason.kind) {
    case "priceMismatch":
      return reasons.priceMismatch;
    case "unknownPriceType":
      return reasons.unknownPriceType(reason.priceTypeCode);
    case "unknownPerformance":
      return reasons.unknownPerformance(reason.performanceNumber);
    case "dateMismatch":
      return reasons.dateMismatch(reason.sale, reason.ours);
    case "timeMismatch":
      return reasons.timeMismatch(reason.sale, reason.ours);
    case "saleNotIntegrated":
      return reasons.saleNotIntegrated;
    case "unknownSale":
      return reasons.unknownSale;
    case "unknownSeat":
      return reasons.unknownSeat(reason.seatCode);
    case "barcodeTaken":
      return reasons.barcodeTaken(reason.barcode);
  }
}

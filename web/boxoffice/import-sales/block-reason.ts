import type { WaitingSaleView } from "@allotement/boxoffice/api/interface-import-sales.ts";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useFormats } from "../../ui/formats.ts";
import { useStrings } from "../strings.ts";

export type BlockReason = NonNullable<WaitingSaleView["reason"]>;

/** Says why a sale waits, in one line of words. */
export function useBlockWords(): (reason: BlockReason) => string {
  const { reasons } = useStrings().block;
  const { priceMismatch } = useUi().errors.catalogue;
  const { money } = useFormats();
  return (reason) =>
    reason.kind === "priceMismatch" ? priceMismatch.title : otherWords(reason, reasons, money);
}

const owed = (amounts: { faceValueCents: number; venueFeeCents: number; organizerFeeCents: number }) =>
  amounts.faceValueCents + amounts.venueFeeCents + amounts.organizerFeeCents;

function otherWords(
  reason: Exclude<BlockReason, { kind: "priceMismatch" }>,
  reasons: ReturnType<typeof useStrings>["block"]["reasons"],
  money: (cents: number) => string,
): string {
  switch (reason.kind) {
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
    case "fileDiffers":
      return reasons.fileDiffers(money(owed(reason.sale)), money(owed(reason.file)));
  }
}

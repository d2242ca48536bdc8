import type { WaitingSaleView } from "@allotement/boxoffice/api/interface-import-sales.ts";
import { useQuery } from "@tanstack/react-query";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useFormats } from "../../ui/formats.ts";
import { Copy } from "../../ui/problem-panel.tsx";
import { connectionQuery } from "../configure/connection.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { type BlockReason, useBlockWords } from "./block-reason.ts";
import { useSaleWords } from "./stopped-sale.tsx";

interface CallContactProps {
  readonly sale: WaitingSaleView;
  readonly reason: BlockReason;
}

/** Whom to call about a sale that stops integration, with a text that says it all (R7.2). */
export function CallContact({ sale, reason }: CallContactProps) {
  const { stop } = useStrings();
  const ui = useUi();
  const contactMail = useQuery(connectionQuery).data?.contactMail ?? "";
  const text = useReadyText(sale, reason);
  return (
    <div className={styles.blockText}>
      <strong>
        {reason.kind === "priceMismatch" ? ui.errors.catalogue.priceMismatch.remedy : stop.call}
      </strong>
      <div className={styles.contact}>
        {contactMail === "" ? stop.noContact : <a href={`mailto:${contactMail}`}>{contactMail}</a>}
        <Copy text={text} label={stop.copyText} />
      </div>
    </div>
  );
}

function useReadyText(sale: WaitingSaleView, reason: BlockReason): string {
  const { stop, block } = useStrings();
  const { money } = useFormats();
  const saleWords = useSaleWords();
  const blockWords = useBlockWords();
  const lines = [
    stop.textHead(sale.showTitle ?? String(sale.showNumber)),
    saleWords(sale),
    blockWords(reason),
  ];
  if (reason.kind === "priceMismatch") {
    const side = (name: string, amounts: typeof reason.sale | NonNullable<typeof reason.grid>) =>
      `${name} : ${money(amounts.faceValueCents)} + ${money(amounts.venueFeeCents + amounts.organizerFeeCents)}`;
    lines.push(reason.grid === null ? `${block.grid} : ${block.noGrid}` : side(block.grid, reason.grid));
    lines.push(side(block.sale, reason.sale));
  }
  return lines.join("\n");
}

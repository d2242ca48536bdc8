import type { WaitingSaleView } from "@allotement/boxoffice/api/interface-import-sales.ts";
import type { MailAbout } from "@allotement/boxoffice/api/interface-mail.ts";
import { useQuery } from "@tanstack/react-query";
import { useUi } from "../../strings/ui/use-ui.ts";
import { connectionQuery } from "../configure/connection.ts";
import { SendMail } from "../mail/send-mail.tsx";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import type { BlockReason } from "./block-reason.ts";

interface CallContactProps {
  readonly sale: WaitingSaleView;
  readonly reason: BlockReason;
}

/** Whom to call about a sale that stops integration, with a letter that says it all (R7.2, R7.3). */
export function CallContact({ sale, reason }: CallContactProps) {
  const { stop } = useStrings();
  const ui = useUi();
  const contactMail = useQuery(connectionQuery).data?.contactMail ?? "";
  const about = letterAbout(sale, reason);
  return (
    <div className={styles.blockText}>
      <strong>
        {reason.kind === "priceMismatch" ? ui.errors.catalogue.priceMismatch.remedy : stop.call}
      </strong>
      <div className={styles.contact}>
        {contactMail === "" ? stop.noContact : <a href={`mailto:${contactMail}`}>{contactMail}</a>}
        {about !== undefined && <SendMail about={about} size="xs" className="no-print" />}
      </div>
    </div>
  );
}

/** The ready letter for what stands against the sale; none where support is to be called. */
function letterAbout(
  { eventId, performanceNumber }: WaitingSaleView,
  reason: BlockReason,
): MailAbout | undefined {
  switch (reason.kind) {
    case "priceMismatch":
      return { kind: "priceGap", eventId };
    case "dateMismatch":
    case "timeMismatch":
      return { kind: "dateGap", performanceNumber, eventId };
    case "unknownPriceType":
      return { kind: "newPriceType" };
    default:
      return undefined;
  }
}

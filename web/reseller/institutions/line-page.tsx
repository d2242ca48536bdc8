import type { InstitutionView } from "@allotement/reseller/api/institutions.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { useParams } from "../navigation.tsx";
import { useStrings } from "../strings.ts";
import { AddressesPanel } from "./addresses-panel.tsx";
import { CredentialsPanel } from "./credentials-panel.tsx";
import { InstitutionPage } from "./institution-head.tsx";
import styles from "./institutions.module.css";
import { SettingsPanel } from "./settings-panel.tsx";
import { TicketHeadingPanel } from "./ticket-heading-panel.tsx";

/** The line to a venue: maintenance, allow-list, credentials, how far it has received (R3.1). */
export function LinePage() {
  const { institutionCode } = useParams("/institutions/$institutionCode/liaison");
  return (
    <InstitutionPage institutionCode={Number(institutionCode)}>
      {(institution) => (
        <div className={styles.halves}>
          <div className={styles.column}>
            <SettingsPanel key={institution.institutionCode} institution={institution} />
            <FeedPanel feed={institution.feed} />
            <TicketHeadingPanel institutionCode={institution.institutionCode} />
          </div>
          <div className={styles.column}>
            <AddressesPanel institution={institution} />
            <CredentialsPanel institution={institution} />
          </div>
        </div>
      )}
    </InstitutionPage>
  );
}

function FeedPanel({ feed }: { readonly feed: InstitutionView["feed"] }) {
  const { line: words } = useStrings();
  const { number } = useFormats();
  const { head, acknowledgedUpTo, acknowledgedAt, streamId } = feed;
  const waiting = head - (acknowledgedUpTo ?? 0);
  return (
    <Panel title={words.feed}>
      <dl className={styles.figures}>
        <dt>{words.head}</dt>
        <dd>{number(head)}</dd>
        <dt>{words.acknowledged}</dt>
        <dd>
          {acknowledgedUpTo === null || acknowledgedAt === null
            ? words.never
            : words.upTo(number(acknowledgedUpTo), formatInstant(acknowledgedAt))}
        </dd>
        <dt>{words.stream}</dt>
        <dd>
          <code>{streamId}</code>
        </dd>
      </dl>
      <div style={{ marginTop: 14 }}>
        {waiting > 0 ? (
          <Notice tone="info" title={words.waiting(waiting)}>
            <div>{words.waitingText}</div>
          </Notice>
        ) : (
          <Notice tone="good" title={words.allReceived} />
        )}
      </div>
    </Panel>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import styles from "./mail.module.css";
import { mailSettingsQuery } from "./mail.ts";
import { MailServerForm } from "./mail-server-form.tsx";
import { MailServerTest } from "./mail-server-test.tsx";

/** «Envoi du courrier» on «Configurer»: the venue's own server (R9.6). A manager changes and tries it, others read it. */
export function MailServerPanel() {
  const { mail: words } = useStrings();
  const query = useQuery(mailSettingsQuery);
  const isLocked = useMe().role === "clerk";
  return (
    <Panel
      className={styles.server}
      title={words.server.title}
      aside={isLocked && <span className={styles.faint}>{words.server.aside}</span>}
    >
      <QueryView query={query} rows={3}>
        {({ settings }) => (
          <>
            {settings === null && <p className={styles.faint}>{words.server.none}</p>}
            {(settings !== null || !isLocked) && <MailServerForm settings={settings} isLocked={isLocked} />}
            {settings !== null && !isLocked && <MailServerTest senderAddress={settings.senderAddress} />}
          </>
        )}
      </QueryView>
    </Panel>
  );
}

import type { ConnectionView } from "@allotement/boxoffice/api/interface-connection.ts";
import { useQuery } from "@tanstack/react-query";
import { PageHead } from "../../ui/page-head.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { MailServerPanel } from "../mail/mail-server-panel.tsx";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import styles from "./configure.module.css";
import { type ConnectionChoices, connectionQuery, fetchChoices } from "./connection.ts";
import { ConnectionForm } from "./connection-form.tsx";
import { ConnectionTestButton } from "./connection-test.tsx";
import { ReadConnection } from "./read-connection.tsx";

/** «Configurer» (R10): both blocks; only support changes them, the contact's address anyone. */
export function ConfigurePage() {
  const { configure: words } = useStrings();
  const connection = useQuery(connectionQuery);
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <QueryView query={connection} rows={10}>
        {(view) => <Blocks view={view} />}
      </QueryView>
      <MailServerPanel />
    </>
  );
}

/** The form keeps its place when a first set-up is saved: what it has to say of that would be lost with it. */
function Blocks({ view }: { readonly view: ConnectionView | null }) {
  const { configure: words } = useStrings();
  const isSupport = useMe().role === "support";
  const choices = useQuery<ConnectionChoices>({
    queryKey: ["connection-choices"],
    queryFn: fetchChoices,
    enabled: isSupport && view === null,
  });
  const known = view ?? choices.data;
  return (
    <>
      {view === null ? (
        <div className={styles.result}>
          <Notice tone="info" title={words.notYet}>
            <div>{words.notYetText}</div>
          </Notice>
        </div>
      ) : (
        <ConnectionTestButton />
      )}
      {!isSupport && view !== null && <ReadConnection view={view} />}
      {isSupport &&
        (known === undefined ? (
          <QueryView query={choices} rows={8}>
            {() => null}
          </QueryView>
        ) : (
          <ConnectionForm view={view} choices={known} />
        ))}
    </>
  );
}

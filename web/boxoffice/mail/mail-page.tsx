import type { MailText, MailView } from "@allotement/boxoffice/api/interface-mail.ts";
import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./mail.module.css";
import { isBeingSent, mailQuery, mailSettingsQuery, readAddresses } from "./mail.ts";
import { MailFiles } from "./mail-files.tsx";
import { MailStateNotice } from "./mail-state-notice.tsx";

/** One mail of the outbox: what became of it, its text, its files, and a way to send it after all. */
export function MailPage() {
  const { mailId = "" } = useParams({ strict: false });
  const { mail: words } = useStrings();
  const query = useQuery(mailQuery(mailId));
  return (
    <>
      <PageHead
        title={query.data === undefined ? words.title : words.kinds[query.data.mail.kind]}
        crumb={<Link {...pages.mails}>{words.back}</Link>}
      />
      <QueryView query={query} rows={8}>
        {(answer) => (
          <div className={styles.stack}>
            <MailStateNotice mail={answer.mail} />
            {mayGoAgain(answer.mail) && <SendAgain mail={answer.mail} />}
            <Panel>
              <MailFiles mail={answer.mail} />
            </Panel>
            <Letter answer={answer} />
          </div>
        )}
      </QueryView>
    </>
  );
}

function mayGoAgain(mail: MailView): boolean {
  return mail.state === "failed" || mail.state === "kept" || (mail.state === "queued" && !isBeingSent(mail));
}

function Letter({ answer: { mail, text } }: { readonly answer: MailText }) {
  const { mail: words } = useStrings();
  return (
    <Panel>
      <dl className={styles.facts}>
        <dt>{words.columns.when}</dt>
        <dd>{formatInstant(mail.queuedAt)}</dd>
        <dt>{words.columns.by}</dt>
        <dd>{mail.queuedBy}</dd>
        <dt>{words.to}</dt>
        <dd>{mail.recipients.join(", ")}</dd>
        <dt>{words.subject}</dt>
        <dd lang="fr">
          <bdi>{mail.subject}</bdi>
        </dd>
      </dl>
      <p className={styles.text} lang="fr">
        {text}
      </p>
    </Panel>
  );
}

/** What was given up or kept goes out again, to another address where the old one was wrong. */
function SendAgain({ mail }: { readonly mail: MailView }) {
  const { mail: words } = useStrings();
  const client = useQueryClient();
  const settings = useQuery(mailSettingsQuery).data?.settings ?? null;
  const [to, setTo] = useState(mail.recipients.join(", "));
  const recipients = readAddresses(to);
  const again = useMutation({
    mutationFn: () => callApi("POST", apiPaths.sendMailAgain(mail.mailId), { recipients }),
    onSettled: () => client.invalidateQueries({ queryKey: ["mails"] }),
  });
  const isWrong = recipients === null || recipients.length === 0;
  // Without a server it would only be kept once more.
  if (settings === null) return null;
  return (
    <Panel>
      <div className={styles.again}>
        <TextInput
          label={words.againTo}
          w={360}
          maw="100%"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          inputMode="email"
          error={isWrong ? words.toWrong : undefined}
        />
        <Button disabled={isWrong} loading={again.isPending} onClick={() => again.mutate()}>
          {mail.state === "failed" ? words.again : words.againNow}
        </Button>
      </div>
      {again.isError && <Failure error={again.error} />}
    </Panel>
  );
}

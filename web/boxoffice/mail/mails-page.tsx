import type { MailView } from "@allotement/boxoffice/api/interface-mail.ts";
import { Badge, Table } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatInstant } from "../../ui/dates.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./mail.module.css";
import { isBeingSent, mailsQuery } from "./mail.ts";
import { SendMail } from "./send-mail.tsx";

/** «Courrier»: the outbox, newest first (R9.6). */
export function MailsPage() {
  const { mail: words } = useStrings();
  const mails = useQuery(mailsQuery);
  return (
    <>
      <PageHead title={words.title} intro={words.intro}>
        <SendMail about={{ kind: "newPriceType" }}>{words.writePriceTypes}</SendMail>
      </PageHead>
      <QueryView query={mails} rows={8}>
        {(answer) => (
          <Panel flush>
            {answer.mails.length === 0 ? (
              <Empty title={words.empty} icon={<IconMail size={40} stroke={1.3} aria-hidden="true" />}>
                {words.emptyText}
              </Empty>
            ) : (
              <MailTable mails={answer.mails} />
            )}
          </Panel>
        )}
      </QueryView>
    </>
  );
}

function MailTable({ mails }: { readonly mails: readonly MailView[] }) {
  const { mail: words } = useStrings();
  const { columns } = words;
  return (
    <Table aria-label={words.title}>
      <Table.Thead>
        <Table.Tr>
          {[columns.when, columns.state, columns.subject, columns.recipients, columns.by].map((label) => (
            <Table.Th key={label}>{label}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {mails.map((mail) => (
          <Table.Tr key={mail.mailId}>
            <Table.Td className={styles.when}>{formatInstant(mail.queuedAt)}</Table.Td>
            <Table.Td className={styles.state}>
              <MailStateBadge mail={mail} />
            </Table.Td>
            <Table.Td>
              <Link {...pages.mail(mail.mailId)} className={styles.subject} lang="fr" title={mail.subject}>
                <bdi>{mail.subject}</bdi>
              </Link>
              <span className={styles.faint}>{words.kinds[mail.kind]}</span>
            </Table.Td>
            <Table.Td className={styles.recipients}>{mail.recipients.join(", ")}</Table.Td>
            <Table.Td>{mail.queuedBy}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const colours = {
  queued: undefined,
  waiting: "orange",
  sent: "green",
  failed: "red",
  kept: "orange",
} as const;

export function MailStateBadge({ mail }: { readonly mail: MailView }) {
  const { mail: words } = useStrings();
  const state = mail.state === "queued" && !isBeingSent(mail) ? "waiting" : mail.state;
  const colour = colours[state];
  return <Badge {...(colour === undefined ? {} : { color: colour })}>{words.states[state]}</Badge>;
}

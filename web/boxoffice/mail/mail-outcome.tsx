import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { QueryView } from "../../ui/query-view.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./mail.module.css";
import { mailQuery } from "./mail.ts";
import { MailFiles } from "./mail-files.tsx";
import { MailStateNotice } from "./mail-state-notice.tsx";

/** What became of the letter just written, as soon as it is known; what cannot leave is offered to be kept. */
export function MailOutcome({ mailId, onClose }: { readonly mailId: string; readonly onClose: () => void }) {
  const { mail: words } = useStrings();
  const ui = useUi();
  const query = useQuery(mailQuery(mailId));
  return (
    <QueryView query={query} rows={3}>
      {({ mail }) => (
        <div className={styles.form}>
          <MailStateNotice mail={mail} />
          {(mail.state === "failed" || mail.state === "kept") && <MailFiles mail={mail} />}
          <Group justify="space-between" gap="xs">
            <Link {...pages.mail(mailId)}>{words.open}</Link>
            <Button onClick={onClose} data-autofocus>
              {ui.close}
            </Button>
          </Group>
        </div>
      )}
    </QueryView>
  );
}

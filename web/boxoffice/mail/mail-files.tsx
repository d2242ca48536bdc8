import type { MailView } from "@allotement/boxoffice/api/interface-mail.ts";
import { Group } from "@mantine/core";
import { SaveFile } from "../../ui/save-file.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./mail.module.css";

/** The message and its attachments to download: each, or all in one. */
export function MailFiles({ mail }: { readonly mail: MailView }) {
  const { mail: words } = useStrings();
  const { mailId, attachments } = mail;
  return (
    <div className={styles.files}>
      <Group gap="xs">
        <SaveFile path={apiPaths.mailMessage(mailId)}>{words.download}</SaveFile>
        {attachments.length > 0 && <SaveFile path={apiPaths.mailFiles(mailId)}>{words.downloadAll}</SaveFile>}
      </Group>
      {attachments.length > 0 && (
        <ul>
          {attachments.map(({ position, fileName, byteCount }) => (
            <li key={position}>
              <bdi>{fileName}</bdi>
              <span className={styles.faint}>{words.attachmentSize(byteCount)}</span>
              <SaveFile
                size="compact-xs"
                path={apiPaths.mailAttachment(mailId, position)}
                aria-label={words.downloadOne(fileName)}
              >
                {words.downloadShort}
              </SaveFile>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

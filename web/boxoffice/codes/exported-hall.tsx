import type { CodesExported } from "@allotement/boxoffice/api/interface-codes.ts";
import { Button, Group, Table } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { SendMail } from "../mail/send-mail.tsx";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

/** What an export made: the files, where they are kept, and the way to take them along (R9.6). */
export function ExportedHall({ exported }: { readonly exported: CodesExported }) {
  const { codes: words } = useStrings();
  const { number } = useFormats();
  const { hallName, hallCode, files, seatCount, archiveName, keptIn } = exported;
  return (
    <Panel
      title={words.exported(hallName, hallCode)}
      aside={
        <Group gap="xs">
          <SendMail about={{ kind: "newHall", hallCode }} />
          <Button
            component="a"
            href={apiPaths.codesArchive(hallCode)}
            download={archiveName}
            leftSection={<IconDownload size={16} aria-hidden="true" />}
          >
            {words.download}
          </Button>
        </Group>
      }
    >
      <div className={styles.stack}>
        <div role="status">
          {words.summary(files.length, seatCount)} {words.next}
        </div>
        {keptIn === null ? (
          <Notice tone="warn" title={words.notKept}>
            <p>{words.notKeptText}</p>
          </Notice>
        ) : (
          <div className={styles.faint}>
            {words.kept} <code>{keptIn}</code>
          </div>
        )}
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.file}</Table.Th>
              <Table.Th className={uiStyles.number}>{words.size}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {files.map(({ fileName, size }) => (
              <Table.Tr key={fileName}>
                <Table.Td>{fileName}</Table.Td>
                <Table.Td className={uiStyles.number}>
                  {words.kilobytes(number(Math.ceil(size / 1024)))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Panel>
  );
}

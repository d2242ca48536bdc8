import type { SalesFileList, SalesFileReport } from "@allotement/boxoffice/api/interface-sales-files.ts";
import { Button, Progress, Table } from "@mantine/core";
import { IconFileText } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { callApi, getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";
import runs from "../runs/runs.module.css";
import styles from "./sales-files.module.css";
import { useStrings } from "./strings.ts";

/** Every file that was read, with its hash, who read it and what came of it; and how far a reading has come. */
export function KeptFiles() {
  const { salesFiles: words } = useStrings();
  const { number } = useFormats();
  const client = useQueryClient();
  const list = useQuery({
    queryKey: ["interface", "sales-files"],
    queryFn: () => getApi<SalesFileList>(apiPaths.salesFiles),
    refetchInterval: pollEvery(3_000),
  });
  const again = useMutation({
    mutationFn: (sha256: string) => callApi<SalesFileReport>("POST", apiPaths.readSalesFileAgain(sha256)),
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  return (
    <Panel title={words.kept} flush>
      <QueryView query={list} rows={3}>
        {({ files, waitingLines, progress }) => (
          <>
            {progress !== null && (
              <div className={runs.more}>
                {words.progress(number(progress.done), number(progress.lines))}
                <Progress
                  aria-label={words.integrating}
                  value={(100 * progress.done) / Math.max(1, progress.lines)}
                  w={220}
                />
              </div>
            )}
            {waitingLines > 0 && <div className={runs.more}>{words.linesWaiting(waitingLines)}</div>}
            {again.isError && <Failure error={again.error} />}
            {again.data !== undefined && (
              <div className={runs.more} role="status">
                {words.readAgainDone(again.data.fileName, again.data.taken)}
              </div>
            )}
            {files.length === 0 ? (
              <Empty title={words.none} icon={<IconFileText size={36} stroke={1.3} aria-hidden="true" />}>
                {words.noneText}
              </Empty>
            ) : (
              <TableScroll label={words.kept}>
                <Files files={files} busy={again.isPending} onAgain={(sha256) => again.mutate(sha256)} />
              </TableScroll>
            )}
          </>
        )}
      </QueryView>
    </Panel>
  );
}

interface FilesProps {
  readonly files: SalesFileList["files"];
  readonly busy: boolean;
  readonly onAgain: (sha256: string) => void;
}

function Files({ files, busy, onAgain }: FilesProps) {
  const { salesFiles: words } = useStrings();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.fileName}</Table.Th>
          <Table.Th>{words.readBy}</Table.Th>
          <Table.Th>{words.result}</Table.Th>
          <Table.Th />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {files.map((file) => (
          <Table.Tr key={file.sha256}>
            <Table.Td>
              {file.fileName}
              <div className={styles.hash} title={file.sha256}>
                {words.layouts[file.layout]} · SHA-256 {file.sha256.slice(0, 16)}…
              </div>
            </Table.Td>
            <Table.Td>
              {file.readBy}
              <div className={runs.faint}>{formatInstant(file.readAt)}</div>
            </Table.Td>
            <Table.Td>{file.result === null ? words.unfinished : words.resultOf(file.result)}</Table.Td>
            <Table.Td>
              <Button
                size="xs"
                variant="default"
                disabled={busy}
                aria-label={`${words.readAgain} ${file.fileName}`}
                onClick={() => onAgain(file.sha256)}
              >
                {words.readAgain}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

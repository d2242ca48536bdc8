import type { ImportDone, ImportHistory } from "@allotement/reseller/api/code-imports.ts";
import { Badge, Button, Table } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { apiPaths } from "../api-paths.ts";
import { NetworkFailure, NetworkQuery } from "../problems/network-failure.tsx";
import { useStrings } from "../strings.ts";
import { historyQuery } from "./code-imports.ts";
import styles from "./codes.module.css";

type Import = ImportHistory["imports"][number];

/** Every import of every hall, and the way back to an earlier one. */
export function ImportHistoryPanel({ institutionCode }: { readonly institutionCode: number }) {
  const { codeImport: words } = useStrings();
  const history = useQuery(historyQuery(institutionCode));
  const [asked, setAsked] = useState<Import>();
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: ({ hallCode, version }: Import) => {
      const inForce = history.data?.imports.find((one) => one.hallCode === hallCode && one.inForce)?.version;
      return callApi<ImportDone>("POST", apiPaths.restoreCodes(institutionCode, hallCode), {
        version,
        afterVersion: inForce ?? 0,
      });
    },
    onSuccess: () => setAsked(undefined),
    onSettled: () =>
      Promise.all(
        ["codes", "code-imports"].map((key) =>
          client.invalidateQueries({ queryKey: [key, institutionCode] }),
        ),
      ),
  });
  return (
    <Panel title={words.history} flush className={styles.panel ?? ""}>
      <NetworkQuery query={history} rows={2}>
        {({ imports }) =>
          imports.length === 0 ? (
            <Empty title={words.none} icon={<IconHistory size={36} stroke={1.3} aria-hidden="true" />}>
              {words.noneText}
            </Empty>
          ) : (
            <ImportTable imports={imports} onRestore={setAsked} />
          )
        }
      </NetworkQuery>
      <ConfirmDialog
        opened={asked !== undefined}
        title={words.restoreTitle}
        confirmLabel={words.restore}
        busy={restore.isPending}
        onConfirm={() => asked && restore.mutate(asked)}
        onCancel={() => {
          setAsked(undefined);
          restore.reset();
        }}
      >
        <p>{asked && words.restoreText(asked.hallName, asked.version)}</p>
        {restore.isError && <NetworkFailure error={restore.error} />}
      </ConfirmDialog>
    </Panel>
  );
}

interface ImportTableProps {
  readonly imports: readonly Import[];
  readonly onRestore: (one: Import) => void;
}

function ImportTable({ imports, onRestore }: ImportTableProps) {
  const { codeImport: words } = useStrings();
  const { number } = useFormats();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.kinds.hall}</Table.Th>
          <Table.Th>{words.version}</Table.Th>
          <Table.Th>{words.at}</Table.Th>
          <Table.Th>{words.ourPlanHead}</Table.Th>
          <Table.Th>{words.twinHead}</Table.Th>
          <Table.Th>{words.matchedHead}</Table.Th>
          <Table.Th>{words.action}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {imports.map((one) => (
          <Table.Tr key={`${one.hallCode} ${one.version}`}>
            <Table.Td>{words.found(one.hallName, one.hallCode)}</Table.Td>
            <Table.Td>
              {one.version}
              {one.restoredVersion !== null && (
                <div className={styles.faint}>{words.restoredFrom(one.restoredVersion)}</div>
              )}
            </Table.Td>
            <Table.Td>
              {formatInstant(one.importedAt)}
              <div className={styles.faint}>{one.userName}</div>
            </Table.Td>
            <Table.Td>{one.networkHallName}</Table.Td>
            <Table.Td>{words.percent(one.score)}</Table.Td>
            <Table.Td>{words.matched(number(one.matchedCount), number(one.seatCount))}</Table.Td>
            <Table.Td>
              {one.inForce ? (
                <Badge color="green">{words.inForce}</Badge>
              ) : (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={words.restoreOf(one.hallName, one.version)}
                  onClick={() => onRestore(one)}
                >
                  {words.restore}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

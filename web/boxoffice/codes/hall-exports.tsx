import type { HallList } from "@allotement/boxoffice/api/halls.ts";
import type { CodesExported } from "@allotement/boxoffice/api/interface-codes.ts";
import { Button, Table } from "@mantine/core";
import { IconBuildingArch, IconFileExport } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { callApi, getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Failure } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./codes.module.css";
import { ExportedHall } from "./exported-hall.tsx";

/** «Exporter plans»: every hall with its export, and what was exported last (R9.3). */
export function HallExports() {
  const { codes: words } = useStrings();
  const halls = useQuery({ queryKey: ["halls"], queryFn: () => getApi<HallList>(apiPaths.halls) });
  const exporting = useMutation({
    mutationFn: (hallCode: number) => callApi<CodesExported>("POST", apiPaths.exportCodes(hallCode)),
  });
  return (
    <>
      <Panel title={words.halls} flush>
        <p className={styles.lead}>{words.hallsText}</p>
        <QueryView query={halls} rows={3}>
          {({ halls: list }) =>
            list.length === 0 ? (
              <Empty title={words.none} icon={<IconBuildingArch size={40} stroke={1.3} aria-hidden="true" />}>
                {words.noneText}
              </Empty>
            ) : (
              <HallTable
                halls={list}
                busyWith={exporting.isPending ? exporting.variables : undefined}
                onExport={(hallCode) => exporting.mutate(hallCode)}
              />
            )
          }
        </QueryView>
      </Panel>
      {exporting.isError && (
        <Failure
          error={exporting.error}
          onRetry={() => exporting.variables !== undefined && exporting.mutate(exporting.variables)}
        />
      )}
      {exporting.data && <ExportedHall exported={exporting.data} />}
    </>
  );
}

interface HallTableProps {
  readonly halls: HallList["halls"];
  readonly busyWith: number | undefined;
  readonly onExport: (hallCode: number) => void;
}

function HallTable({ halls, busyWith, onExport }: HallTableProps) {
  const { codes: words } = useStrings();
  const { number } = useFormats();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{words.hall}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.code}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.capacity}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.planVersion}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.action}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {halls.map(({ hallCode, name, capacity, planVersion }) => (
          <Table.Tr key={hallCode}>
            <Table.Td>{name}</Table.Td>
            <Table.Td className={uiStyles.number}>{hallCode}</Table.Td>
            <Table.Td className={uiStyles.number}>{number(capacity)}</Table.Td>
            <Table.Td className={uiStyles.number}>{planVersion}</Table.Td>
            <Table.Td className={uiStyles.number}>
              <Button
                size="xs"
                leftSection={<IconFileExport size={15} aria-hidden="true" />}
                aria-label={words.exportPlansOf(name)}
                loading={busyWith === hallCode}
                disabled={busyWith !== undefined}
                onClick={() => onExport(hallCode)}
              >
                {words.exportPlans}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

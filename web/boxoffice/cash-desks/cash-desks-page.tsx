import type { CashDeskList } from "@allotement/boxoffice/api/cash-desks.ts";
import { Button, Group, Stack, Table } from "@mantine/core";
import { IconCoins } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { Cut } from "../cash-journal/cut.tsx";
import { pages } from "../page-paths.ts";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";
import styles from "./cash-desks.module.css";
import { CloseDeskDialog } from "./close-desk-dialog.tsx";
import { OpenDesk } from "./open-desk.tsx";

type Desk = CashDeskList["cashDesks"][number];

/** Cash desks: a clerk's own, or everybody's, cut by operator and channel (R3.6). */
export function CashDesksPage() {
  const { cashDesks: words } = useStrings();
  const me = useMe();
  const [operatorId, setOperator] = useState<number>();
  const [salesChannelId, setChannel] = useState<number>();
  const [closing, setClosing] = useState<Desk>();
  const cut = {
    ...(operatorId === undefined ? {} : { operatorId }),
    ...(salesChannelId === undefined ? {} : { salesChannelId }),
  };
  const desks = useQuery({
    queryKey: ["cash-desks", cut],
    queryFn: () => getApi<CashDeskList>(apiPaths.cashDesks(cut)),
    staleTime: 0,
  });
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <Stack gap="md">
        <OpenDesk />
        <Panel
          title={words.list}
          aside={me.role !== "clerk" && <Cut onOperator={setOperator} onChannel={setChannel} />}
          flush
        >
          <QueryView query={desks}>
            {({ cashDesks }) =>
              cashDesks.length === 0 ? (
                <Empty title={words.none} icon={<IconCoins size={36} stroke={1.3} aria-hidden="true" />}>
                  {words.noneText}
                </Empty>
              ) : (
                <DesksTable desks={cashDesks} onClose={setClosing} />
              )
            }
          </QueryView>
        </Panel>
      </Stack>
      {closing && <CloseDeskDialog desk={closing} onDone={() => setClosing(undefined)} />}
    </>
  );
}

interface DesksTableProps {
  readonly desks: readonly Desk[];
  readonly onClose: (desk: Desk) => void;
}

function DesksTable({ desks, onClose }: DesksTableProps) {
  const { cashDesks: words } = useStrings();
  const { money, number } = useFormats();
  const sum = (cents: Desk["expectedCents"]) => cents.cash + cents.card + cents.cheque;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={uiStyles.number}>{words.numberHead}</Table.Th>
          <Table.Th>{words.operator}</Table.Th>
          <Table.Th>{words.channel}</Table.Th>
          <Table.Th>{words.opened}</Table.Th>
          <Table.Th>{words.closed}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.expected}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.counted}</Table.Th>
          <Table.Th className={uiStyles.number}>{words.difference}</Table.Th>
          <Table.Th>{words.actions}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {desks.map((desk) => (
          <Table.Tr key={desk.cashDeskNumber}>
            <Table.Td className={uiStyles.number}>{number(desk.cashDeskNumber)}</Table.Td>
            <Table.Td>{desk.operatorName}</Table.Td>
            <Table.Td>{desk.salesChannelName}</Table.Td>
            <Table.Td>{formatInstant(desk.openedAt)}</Table.Td>
            <Table.Td>
              {desk.closedAt === null ? <strong>{words.stillOpen}</strong> : formatInstant(desk.closedAt)}
            </Table.Td>
            <Table.Td className={uiStyles.number}>{money(sum(desk.expectedCents))}</Table.Td>
            <Table.Td className={uiStyles.number}>
              {desk.countedCents === null ? "–" : money(sum(desk.countedCents))}
            </Table.Td>
            <Table.Td className={uiStyles.number}>
              {desk.countedCents === null ? (
                "–"
              ) : (
                <strong>{money(sum(desk.countedCents) - sum(desk.expectedCents))}</strong>
              )}
            </Table.Td>
            <Table.Td>
              <Group gap="xs" wrap="nowrap">
                <Link {...pages.cashDesk(desk.cashDeskNumber)} className={styles.reading}>
                  {desk.closedAt === null ? words.readingX : words.readingZ}
                </Link>
                {desk.closedAt === null && (
                  <Button size="compact-sm" variant="default" onClick={() => onClose(desk)}>
                    {words.close}
                  </Button>
                )}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

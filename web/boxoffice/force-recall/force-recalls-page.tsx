import type { ForcedRecallView } from "@allotement/boxoffice/api/interface-force-recall.ts";
import type { RecallChoices } from "@allotement/boxoffice/api/interface-recall.ts";
import { Badge, Table } from "@mantine/core";
import { IconLockOpen } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { getApi } from "../../ui/api-client.ts";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";

/** «Forcer le décontingentement» (R8.5): which performance, performanceWithin, for support; and what was forced so far, for all. */
export function ForceRecallsPage() {
  const { forceRecall: words, tools } = useStrings();
  const isSupport = useMe().role === "support";
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.tools}>{tools.title}</Link>} />
      <div className={styles.stack}>
        {isSupport ? <ChoosePerformance /> : <p className={styles.faint}>{words.supportOnly}</p>}
        <ForcedRecalls />
      </div>
    </>
  );
}

function ChoosePerformance() {
  const { forceRecall: words } = useStrings();
  const { performanceWithin } = useFormats();
  const choices = useQuery({
    queryKey: ["interface", "recall", "choices", true],
    queryFn: () => getApi<RecallChoices>(apiPaths.recallChoices(true)),
  });
  return (
    <Panel title={words.choose} flush>
      <QueryView query={choices}>
        {({ groups }) =>
          groups.length === 0 ? (
            <Empty title={words.nothing}>{words.nothingText}</Empty>
          ) : (
            <TableScroll label={words.choose}>
              <Table>
                <Table.Tbody>
                  {groups
                    .flatMap(({ shows }) => shows)
                    .flatMap((show) => show.performances.map((one) => ({ show, one })))
                    .map(({ show, one }) => (
                      <Table.Tr key={one.performanceNumber}>
                        <Table.Td>
                          <Link {...pages.forceRecall(one.performanceNumber)}>
                            {show.title} – {performanceWithin(one)}
                          </Link>
                        </Table.Td>
                        <Table.Td ta="right">{words.counts(one.allotted, one.inDoubt)}</Table.Td>
                      </Table.Tr>
                    ))}
                </Table.Tbody>
              </Table>
            </TableScroll>
          )
        }
      </QueryView>
    </Panel>
  );
}

function ForcedRecalls() {
  const { forceRecall: words } = useStrings();
  const list = useQuery({
    queryKey: ["interface", "forced-recalls"],
    queryFn: () => getApi<{ forcedRecalls: ForcedRecallView[] }>(apiPaths.forcedRecalls),
    refetchInterval: 4_000,
  });
  return (
    <Panel title={words.list} flush>
      <QueryView query={list}>
        {({ forcedRecalls }) =>
          forcedRecalls.length === 0 ? (
            <Empty title={words.none} icon={<IconLockOpen size={36} stroke={1.3} aria-hidden="true" />}>
              {words.noneText}
            </Empty>
          ) : (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{words.at}</Table.Th>
                  <Table.Th>{words.performance}</Table.Th>
                  <Table.Th>{words.by}</Table.Th>
                  <Table.Th className={uiStyles.number}>{words.seats}</Table.Th>
                  <Table.Th>{words.fence}</Table.Th>
                  <Table.Th className={uiStyles.number}>{words.lateSales}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {forcedRecalls.map((one) => (
                  <Row key={one.forcedRecallId} forcedRecall={one} />
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </QueryView>
    </Panel>
  );
}

function Row({ forcedRecall: one }: { readonly forcedRecall: ForcedRecallView }) {
  const { forceRecall: words } = useStrings();
  const { performance, number } = useFormats();
  return (
    <Table.Tr>
      <Table.Td>
        <Link {...pages.forcedRecall(one.forcedRecallId)}>{formatInstant(one.at)}</Link>
      </Table.Td>
      <Table.Td>
        {one.showTitle}
        <div className={styles.faint}>{performance(one)}</div>
      </Table.Td>
      <Table.Td>{words.and(one.operatorName, one.secondOperatorName)}</Table.Td>
      <Table.Td className={uiStyles.number}>{number(one.seatCount)}</Table.Td>
      <Table.Td>
        <Badge color={fenceTone(one)}>{words.fenceOf(one.acknowledged, one.seatCount)}</Badge>
      </Table.Td>
      <Table.Td className={uiStyles.number}>{number(one.lateSales)}</Table.Td>
    </Table.Tr>
  );
}

function fenceTone({ acknowledged, refused, seatCount }: ForcedRecallView): string {
  if (refused > 0) return "red";
  return acknowledged === seatCount ? "green" : "orange";
}

import type {
  ComparedPerformances,
  ComparisonAnswer,
  KeptComparison,
} from "@allotement/boxoffice/api/interface-compare.ts";
import { Button, Group, Progress, Table } from "@mantine/core";
import { IconArrowsDiff, IconPlayerStop } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { callApi, getApi } from "../../ui/api-client.ts";
import { useFormats } from "../../ui/formats.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Empty, Panel } from "../../ui/panel.tsx";
import { Failure, Notice } from "../../ui/problem-panel.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { ComparedRow } from "./compared-row.tsx";
import { Differences } from "./differences.tsx";

type Listed = ComparedPerformances["performances"][number];

/** «Comparer et réparer» (R8.3): every performance with its last comparison, one opened below. */
export function ComparePage() {
  const { compare: words, tools } = useStrings();
  const list = useQuery({
    queryKey: ["interface", "compare"],
    queryFn: () => getApi<ComparedPerformances>(apiPaths.comparedPerformances),
    refetchInterval: pollEvery(15_000),
  });
  return (
    <>
      <PageHead title={words.title} intro={words.intro} crumb={<Link {...pages.tools}>{tools.title}</Link>} />
      <QueryView query={list} rows={8}>
        {({ performances }) =>
          performances.length === 0 ? (
            <Panel>
              <Empty title={words.none} icon={<IconArrowsDiff size={40} stroke={1.3} aria-hidden="true" />}>
                {words.noneText}
              </Empty>
            </Panel>
          ) : (
            <Compared performances={performances} />
          )
        }
      </QueryView>
    </>
  );
}

interface Going {
  readonly done: number;
  readonly total: number;
}

/** Compares one performance after the other, so that the line is never stormed; stops when asked, or where it fails. */
function useComparing() {
  const client = useQueryClient();
  const [going, setGoing] = useState<Going>();
  const [failure, setFailure] = useState<unknown>();
  const [refused, setRefused] = useState<ComparisonAnswer["outcome"]>();
  const stopped = useRef(false);
  const start = async (numbers: readonly number[]) => {
    stopped.current = false;
    setFailure(undefined);
    setRefused(undefined);
    try {
      for (const [done, number] of numbers.entries()) {
        if (stopped.current) break;
        setGoing({ done, total: numbers.length });
        const answer = await callApi<ComparisonAnswer>("POST", apiPaths.compare(number), {});
        if (answer.outcome !== "compared") {
          setRefused(answer.outcome);
          break;
        }
      }
    } catch (error) {
      setFailure(error);
    } finally {
      setGoing(undefined);
      await client.invalidateQueries({ queryKey: ["interface"] });
    }
  };
  const stop = () => {
    stopped.current = true;
  };
  return { going, failure, refused, start, stop };
}

function Compared({ performances }: { readonly performances: readonly Listed[] }) {
  const { compare: words } = useStrings();
  const { performanceWithin } = useFormats();
  const [opened, setOpened] = useState<number>();
  const comparing = useComparing();
  const { going } = comparing;
  const start = (numbers: readonly number[]) => void comparing.start(numbers);
  const one = performances.find(({ performanceNumber }) => performanceNumber === opened);
  return (
    <div className={styles.stack}>
      <Panel
        title={words.performances}
        aside={
          going === undefined ? (
            <Button
              size="xs"
              leftSection={<IconArrowsDiff size={15} aria-hidden="true" />}
              onClick={() => start(performances.map(({ performanceNumber }) => performanceNumber))}
            >
              {words.compareAll}
            </Button>
          ) : (
            <Group gap="xs">
              <span role="status">{words.progress(going.done, going.total)}</span>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconPlayerStop size={15} aria-hidden="true" />}
                onClick={comparing.stop}
              >
                {words.stop}
              </Button>
            </Group>
          )
        }
        flush
      >
        {going !== undefined && (
          <Progress
            value={(100 * going.done) / going.total}
            aria-label={words.progress(going.done, going.total)}
          />
        )}
        {comparing.failure !== undefined && <Failure error={comparing.failure} />}
        {comparing.refused === "lineDown" && <Notice tone="bad" title={words.lineDown} />}
        {comparing.refused === "feedStopped" && <Notice tone="bad" title={words.feedStopped} />}
        <TableScroll label={words.title}>
          <Table stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{words.performance}</Table.Th>
                <Table.Th>{words.last}</Table.Th>
                <Table.Th>{words.outcome}</Table.Th>
                <Table.Th aria-label={words.compare} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {performances.map((listed) => (
                <ComparedRow
                  key={listed.performanceNumber}
                  listed={listed}
                  busy={going !== undefined}
                  onOpen={() => setOpened(listed.performanceNumber)}
                  onCompare={() => {
                    setOpened(listed.performanceNumber);
                    start([listed.performanceNumber]);
                  }}
                />
              ))}
            </Table.Tbody>
          </Table>
        </TableScroll>
      </Panel>
      {one !== undefined && (
        <Opened
          key={one.performanceNumber}
          performanceNumber={one.performanceNumber}
          title={`${one.showTitle} – ${performanceWithin(one)}`}
        />
      )}
    </div>
  );
}

interface OpenedProps {
  readonly performanceNumber: number;
  readonly title: string;
}

function Opened({ performanceNumber, title }: OpenedProps) {
  const { compare: words } = useStrings();
  const kept = useQuery({
    queryKey: ["interface", "compare", performanceNumber],
    queryFn: () => getApi<KeptComparison>(apiPaths.compare(performanceNumber)),
  });
  return (
    <Panel title={title}>
      <QueryView query={kept} rows={4}>
        {({ comparison }) =>
          comparison === null ? <p>{words.never}</p> : <Differences comparison={comparison} />
        }
      </QueryView>
    </Panel>
  );
}

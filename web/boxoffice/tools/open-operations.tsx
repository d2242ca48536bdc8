import type { OpenOperations as OpenOperationsAnswer } from "@allotement/boxoffice/api/interface-operations.ts";
import { Badge, Button, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { callApi, getApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { formatInstant, minutesSince } from "../../ui/dates.ts";
import { wordProblem } from "../../ui/errors.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";
import { pages } from "../page-paths.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";

type Operation = OpenOperationsAnswer["operations"][number];

/** Operations whose outcome is unknown, with the seats they keep locked; support may give one up (rule 2). */
export function OpenOperations() {
  const { doubt: words } = useStrings();
  const client = useQueryClient();
  const isSupport = useMe().role === "support";
  const [asked, setAsked] = useState<Operation>();
  const open = useQuery({
    queryKey: ["interface", "operations"],
    queryFn: () => getApi<OpenOperationsAnswer>(apiPaths.operations),
    refetchInterval: pollEvery(4_000),
  });
  const giveUp = useMutation({
    mutationFn: (operationId: string) => callApi("POST", apiPaths.voidOperation(operationId)),
    onSuccess: () => setAsked(undefined),
    onSettled: () => client.invalidateQueries({ queryKey: ["interface"] }),
  });
  // What has not been tried yet is on its way, not in doubt.
  const tried = (open.data?.operations ?? []).filter(({ attempts, voiding }) => attempts > 0 || voiding);
  if (tried.length === 0) return null;
  return (
    <Panel title={words.title} flush>
      <p className={styles.intro}>{words.intro}</p>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.operation}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.seats}</Table.Th>
            <Table.Th>{words.since}</Table.Th>
            <Table.Th>{words.problem}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tried.map((operation) => (
            <Row
              key={operation.operationId}
              operation={operation}
              at={open.dataUpdatedAt}
              onGiveUp={
                isSupport && operation.kind !== "fence"
                  ? () => {
                      giveUp.reset();
                      setAsked(operation);
                    }
                  : undefined
              }
            />
          ))}
        </Table.Tbody>
      </Table>
      <ConfirmDialog
        opened={asked !== undefined}
        title={words.confirmTitle}
        confirmLabel={words.confirm}
        busy={giveUp.isPending}
        error={giveUp.error}
        onConfirm={() => asked && giveUp.mutate(asked.operationId)}
        onCancel={() => setAsked(undefined)}
      >
        <Text size="sm">{words.confirmText(asked?.lockedSeats ?? 0)}</Text>
      </ConfirmDialog>
    </Panel>
  );
}

interface RowProps {
  readonly operation: Operation;
  /** When the list was read, in milliseconds: ages are told from there. */
  readonly at: number;
  readonly onGiveUp: (() => void) | undefined;
}

function Row({ operation, at, onGiveUp }: RowProps) {
  const { doubt: words } = useStrings();
  const ui = useUi();
  const { performance, number } = useFormats();
  const { kind, runId, lockedSeats, createdAt, attempts, lastProblem, voiding } = operation;
  const name = words.kinds[kind];
  return (
    <Table.Tr>
      <Table.Td>
        {runId === null ? name : <Link {...pages.run(runId)}>{name}</Link>}
        <div>{operation.showTitle}</div>
        <div className={styles.faint}>{performance(operation)}</div>
      </Table.Td>
      <Table.Td className={uiStyles.number}>{number(lockedSeats)}</Table.Td>
      <Table.Td>
        {words.age(minutesSince(createdAt, at))}
        <div className={styles.faint}>{formatInstant(createdAt)}</div>
      </Table.Td>
      <Table.Td>
        {lastProblem === null ? "–" : wordProblem(lastProblem, ui.errors).title}
        <div className={styles.faint}>{words.attempts(attempts)}</div>
      </Table.Td>
      <Table.Td ta="right">
        {voiding ? (
          <Badge color="orange">{words.voiding}</Badge>
        ) : (
          onGiveUp && (
            <Button size="xs" variant="default" onClick={onGiveUp}>
              {words.giveUp}
            </Button>
          )
        )}
      </Table.Td>
    </Table.Tr>
  );
}

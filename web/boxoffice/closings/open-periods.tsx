import type { ClosingList, ClosingsMade, OpenPeriod } from "@allotement/boxoffice/api/closings.ts";
import { Box, Button, Group, Stack, Table } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { DateField } from "../../ui/moment-fields.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { apiPaths } from "../api-paths.ts";
import { useStrings } from "../strings.ts";
import { type PeriodKind, usePeriodText } from "./period-text.ts";

const kinds: readonly PeriodKind[] = ["day", "month", "year"];

interface OpenPeriodsProps {
  readonly open: NonNullable<ClosingList["open"]>;
  readonly today: string;
}

/** What comes next of each kind. Days may be many: they are closed up to a date, each on its own. */
export function OpenPeriods({ open, today }: OpenPeriodsProps) {
  const { closings: words } = useStrings();
  const periodText = usePeriodText();
  const client = useQueryClient();
  const [asked, setAsked] = useState<PeriodKind>();
  const [lastDay, setLastDay] = useState<string | null>(null);
  const through = (kind: PeriodKind) => (kind === "day" ? lastDay || open.day.period : open[kind].period);
  const close = useMutation({
    mutationFn: (kind: PeriodKind) =>
      callApi<ClosingsMade>("POST", apiPaths.closePeriods, { kind, through: through(kind) }),
    onSuccess: () => {
      setAsked(undefined);
      setLastDay(null);
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ["closings"] });
      // The first closing makes the key.
      await client.invalidateQueries({ queryKey: ["signing-key"] });
    },
  });
  const stateText = (kind: PeriodKind, { state }: OpenPeriod) =>
    state === "partsOpen" ? words.states.partsOpen[kind] : words.states[state];
  return (
    <Stack gap={0}>
      <TableScroll label={words.open}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.kind}</Table.Th>
              <Table.Th>{words.next}</Table.Th>
              <Table.Th>{words.state}</Table.Th>
              <Table.Th>{words.actions}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map((kind) => (
              <Table.Tr key={kind}>
                <Table.Td>{words.kinds[kind]}</Table.Td>
                <Table.Td>{periodText(kind, open[kind].period)}</Table.Td>
                <Table.Td>{stateText(kind, open[kind])}</Table.Td>
                <Table.Td>
                  <Group gap="xs" align="flex-end">
                    {kind === "day" && open.day.period < today && (
                      <DateField label={words.closeUntil} value={lastDay} onChange={setLastDay} />
                    )}
                    <Button
                      size="xs"
                      disabled={open[kind].state !== "ready" || (kind === "day" && lastDay === "")}
                      onClick={() => setAsked(kind)}
                    >
                      {words.close[kind]}
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
      {close.data && (
        <Box p="md">
          <Notice tone="good" title={words.done(close.data.closings.length)}>
            {close.data.stoppedBy !== null && <p>{words.stopped}</p>}
          </Notice>
        </Box>
      )}
      {asked && (
        <ConfirmDialog
          opened
          title={words.confirmTitle(periodText(asked, through(asked)))}
          confirmLabel={words.close[asked]}
          busy={close.isPending}
          error={close.error}
          onConfirm={() => close.mutate(asked)}
          onCancel={() => {
            setAsked(undefined);
            close.reset();
          }}
        >
          {asked === "day" && through("day") > open.day.period && (
            <p>{words.confirmMany(periodText("day", open.day.period), periodText("day", through("day")))}</p>
          )}
          <p>{words.confirmText}</p>
        </ConfirmDialog>
      )}
    </Stack>
  );
}

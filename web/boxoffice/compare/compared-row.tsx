import type { ComparedPerformances } from "@allotement/boxoffice/api/interface-compare.ts";
import { Badge, Button, Group, Table } from "@mantine/core";
import { formatInstant } from "../../ui/dates.ts";
import { useFormats } from "../../ui/formats.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";

interface ComparedRowProps {
  readonly listed: ComparedPerformances["performances"][number];
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onCompare: () => void;
}

/** A performance with what its last comparison found. */
export function ComparedRow({ listed, busy, onOpen, onCompare }: ComparedRowProps) {
  const { compare: words } = useStrings();
  const { performance, performanceWithin } = useFormats();
  const { showTitle, last } = listed;
  const name = `${showTitle}, ${performanceWithin(listed)}`;
  return (
    <Table.Tr>
      <Table.Td>
        <strong>{showTitle}</strong>
        <div className={styles.faint}>{performance(listed)}</div>
      </Table.Td>
      <Table.Td>
        {last === null ? words.never : formatInstant(last.at)}
        <div className={styles.faint}>{last !== null && words.occasions[last.occasion]}</div>
      </Table.Td>
      <Table.Td>
        {last === null ? "–" : last.repairs + last.alarms === 0 ? words.same : null}
        <Group gap={6}>
          {last !== null && last.alarms > 0 && <Badge color="red">{words.alarms(last.alarms)}</Badge>}
          {last !== null && last.repairs > 0 && <Badge color="orange">{words.repairs(last.repairs)}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {last !== null && last.repairs + last.alarms > 0 && (
            <Button size="xs" variant="default" aria-label={`${words.cause} – ${name}`} onClick={onOpen}>
              {words.cause}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            disabled={busy}
            aria-label={`${words.compare} – ${name}`}
            onClick={onCompare}
          >
            {words.compare}
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

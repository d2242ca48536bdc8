import { Group } from "@mantine/core";
import { startOfDay } from "../../ui/dates.ts";
import { DateField } from "../../ui/moment-fields.tsx";
import { useStrings } from "../strings.ts";
import styles from "./cash-journal.module.css";

/** Civil days at the venue, both included; null leaves that side open, and so does "": no date yet. */
export interface JournalDays {
  readonly first: string | null;
  readonly last: string | null;
}

/** What the server is asked for: from the first day's beginning to before the day after the last. */
export function spanOf({ first, last }: JournalDays): { from?: string; until?: string } {
  return {
    ...(!first ? {} : { from: startOfDay(first) }),
    ...(!last ? {} : { until: startOfDay(last, 1) }),
  };
}

interface JournalRangeProps {
  readonly days: JournalDays;
  readonly onChange: (days: JournalDays) => void;
}

/** «Du … au …»: cuts totals and entries alike. */
export function JournalRange({ days, onChange }: JournalRangeProps) {
  const { cashJournal: words, importSales } = useStrings();
  const isReversed = Boolean(days.first && days.last && days.first > days.last);
  return (
    <Group gap="xs" align="flex-end" className={`${styles.range} no-print`}>
      <DateField
        label={words.from}
        value={days.first}
        onChange={(first) => onChange({ ...days, first })}
        error={isReversed ? importSales.reversed : undefined}
      />
      <DateField label={words.until} value={days.last} onChange={(last) => onChange({ ...days, last })} />
    </Group>
  );
}

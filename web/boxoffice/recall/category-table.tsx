import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { Table, TextInput } from "@mantine/core";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { useStrings } from "../strings.ts";
import styles from "./recall.module.css";

interface CategoryTableProps {
  readonly geometry: HallPlan;
  /** Of each category, in the order of the plan's table. */
  readonly counts: readonly { readonly selectableCount: number; readonly selectedCount: number }[];
  /** So many seats of that category are to be chosen. */
  readonly onCount: (categoryIndex: number, count: number) => void;
}

/**
 * «Catégo», «Nb», «Décont» (R6.2), in both directions: per category, how many may be taken back and how many are chosen;
 * a number typed there chooses them.
 */
export function CategoryTable({ geometry, counts, onCount }: CategoryTableProps) {
  const { recall: words, takeBack } = useStrings();
  const ui = useUi();
  const { number } = useFormats();
  const sum = (of: (count: CategoryTableProps["counts"][number]) => number) =>
    number(counts.reduce((total, count) => total + of(count), 0));
  return (
    <Panel flush>
      <Table verticalSpacing={3} className={styles.categories}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.category}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.count}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.recalled}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {geometry.categoryCodes.map((code, index) => {
            const { selectableCount: free, selectedCount: chosen } = counts[index] ?? noSeats;
            return (
              <Table.Tr key={code}>
                <Table.Td title={geometry.categoryNames[index]}>
                  <span className={styles.category}>
                    <svg width="12" height="12" aria-hidden="true">
                      <circle cx="6" cy="6" r="5.5" fill={geometry.categoryColours[index]} />
                    </svg>
                    {geometry.categoryShortNames[index]}
                  </span>
                </Table.Td>
                <Table.Td className={uiStyles.number}>{number(free)}</Table.Td>
                <Table.Td className={uiStyles.number}>
                  <CountField
                    // What changes on the plan is what the field says, unless somebody is typing there.
                    key={`${chosen} ${free}`}
                    label={takeBack.countOf(geometry.categoryNames[index] ?? "")}
                    title={takeBack.countHint}
                    chosen={chosen}
                    free={free}
                    onCount={(count) => onCount(index, count)}
                  />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>{ui.total}</Table.Th>
            <Table.Th className={uiStyles.number}>{sum((count) => count.selectableCount)}</Table.Th>
            <Table.Th className={uiStyles.number}>{sum((count) => count.selectedCount)}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Panel>
  );
}

const noSeats = { selectableCount: 0, selectedCount: 0 };

interface CountFieldProps {
  readonly label: string;
  readonly title: string;
  readonly chosen: number;
  readonly free: number;
  readonly onCount: (count: number) => void;
}

/** Takes the number on Enter and on leaving; more than there are means all, what is no number changes nothing. */
function CountField({ label, title, chosen, free, onCount }: CountFieldProps) {
  const take = (field: HTMLInputElement) => {
    const text = field.value.replaceAll(/\s/g, "");
    const count = /^\d{1,6}$/.test(text) ? Math.min(Number(text), free) : chosen;
    field.value = String(count);
    if (count !== chosen) onCount(count);
  };
  return (
    <TextInput
      size="xs"
      className={styles.count}
      aria-label={label}
      title={title}
      inputMode="numeric"
      autoComplete="off"
      defaultValue={String(chosen)}
      disabled={free === 0 && chosen === 0}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key === "Enter") take(event.currentTarget);
        if (event.key === "Escape") event.currentTarget.value = String(chosen);
      }}
    />
  );
}

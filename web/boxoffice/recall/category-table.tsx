import type { HallPlan } from "@allotement/boxoffice/api/halls.ts";
import { Table } from "@mantine/core";
import type { SeatLook } from "../../seating-plan/looks.ts";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { useStrings } from "../strings.ts";
import styles from "./recall.module.css";

interface CategoryTableProps {
  readonly geometry: HallPlan;
  readonly looks: readonly SeatLook[];
  readonly selected: ReadonlySet<number>;
}

/** «Catégo», «Nb», «Décont»: per category, what may be taken back and what is chosen (R6.2). */
export function CategoryTable({ geometry, looks, selected }: CategoryTableProps) {
  const { recall: words } = useStrings();
  const ui = useUi();
  const { number } = useFormats();
  const counts = geometry.categoryCodes.map(() => ({ free: 0, chosen: 0 }));
  geometry.categoryIndexes.forEach((category, index) => {
    const count = counts[category];
    if (count === undefined) return;
    if (looks[index] === "selectable") count.free += 1;
    if (selected.has(geometry.seatCodes[index] ?? -1)) count.chosen += 1;
  });
  const freeCount = counts.reduce((sum, { free }) => sum + free, 0);
  return (
    <Panel flush>
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.category}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.count}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.recalled}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {geometry.categoryCodes.map((code, index) => (
            <Table.Tr key={code}>
              <Table.Td title={geometry.categoryNames[index]}>
                <span className={styles.category}>
                  <svg width="12" height="12" aria-hidden="true">
                    <circle cx="6" cy="6" r="5.5" fill={geometry.categoryColours[index]} />
                  </svg>
                  {geometry.categoryShortNames[index]}
                </span>
              </Table.Td>
              <Table.Td className={uiStyles.number}>{number(counts[index]?.free ?? 0)}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(counts[index]?.chosen ?? 0)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>{ui.total}</Table.Th>
            <Table.Th className={uiStyles.number}>{number(freeCount)}</Table.Th>
            <Table.Th className={uiStyles.number}>{number(selected.size)}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </Panel>
  );
}

import { Table } from "@mantine/core";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { useStateWords } from "../programme/seat-words.ts";
import { useStrings } from "../strings.ts";

interface StateCountsProps {
  readonly states: readonly string[];
  readonly holdCodes: readonly (number | null)[];
  readonly names: ReadonlyMap<number, string>;
}

/** How many seats stand in which state, held ones by hold. */
export function StateCounts({ states, holdCodes, names }: StateCountsProps) {
  const { holds: words } = useStrings();
  const stateWords = useStateWords();
  const { number } = useFormats();
  const counts = new Map<string, number>();
  states.forEach((state, index) => {
    const hold = names.get(holdCodes[index] ?? -1);
    const label =
      state === "held" && hold !== undefined ? `${stateWords(state)} (${hold})` : stateWords(state);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  });
  return (
    <Panel title={words.counts} flush>
      <Table verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.state}</Table.Th>
            <Table.Th className={uiStyles.number}>{words.count}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...counts].map(([label, count]) => (
            <Table.Tr key={label}>
              <Table.Td>{label}</Table.Td>
              <Table.Td className={uiStyles.number}>{number(count)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}

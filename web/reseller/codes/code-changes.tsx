import type { ImportProposal } from "@allotement/reseller/api/code-imports.ts";
import { Badge, Table } from "@mantine/core";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";
import styles from "./codes.module.css";

type Change = ImportProposal["codes"][number];

/** What is new, changed or gone against what the network knows now. */
export function CodeChanges({ proposal }: { readonly proposal: ImportProposal }) {
  const { codeImport: words } = useStrings();
  const { number } = useFormats();
  const { seats, codes } = proposal;
  const changes = codes.filter(({ change }) => change !== "same");
  const figures = [
    [words.seatsNew, seats.new],
    [words.seatsChanged, seats.changed],
    [words.seatsSame, seats.same],
    [words.seatsGone, seats.gone],
  ] as const;
  return (
    <Panel title={words.changes}>
      <dl className={styles.figures}>
        {figures.map(([name, count]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
      {seats.kept > 0 && <Notice tone="info" title={words.seatsKept(seats.kept)} />}
      {changes.length === 0 ? (
        <p className={styles.faint}>{words.noCodeChange}</p>
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.kind}</Table.Th>
              <Table.Th>{words.code}</Table.Th>
              <Table.Th>{words.label}</Table.Th>
              <Table.Th>{words.change}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map((one) => (
              <Table.Tr key={`${one.kind} ${one.code}`}>
                <Table.Td>{words.kinds[one.kind]}</Table.Td>
                <Table.Td>{one.code}</Table.Td>
                <Table.Td>{one.label}</Table.Td>
                <Table.Td>
                  <ChangeWords change={one} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}

function ChangeWords({ change: { change, before, kept } }: { readonly change: Change }) {
  const { codeImport: words } = useStrings();
  const { codeChanges } = words;
  if (change === "new") return <Badge color="green">{codeChanges.new}</Badge>;
  if (change === "renamed") return codeChanges.renamed(before ?? "");
  return kept ? codeChanges.kept : <Badge color="orange">{codeChanges.gone}</Badge>;
}

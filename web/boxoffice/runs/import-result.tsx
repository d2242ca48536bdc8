import type { RunView } from "@allotement/boxoffice/api/interface-runs.ts";
import { Table } from "@mantine/core";
import { useUi } from "../../strings/ui/use-ui.ts";
import { wordProblem } from "../../ui/errors.ts";
import { useFormats } from "../../ui/formats.ts";
import { Empty, Panel } from "../../ui/panel.tsx";
import uiStyles from "../../ui/ui.module.css";
import { BlockPanel } from "../import-sales/block-panel.tsx";
import { ExchangeProblem } from "../problems/exchange-problem.tsx";
import { useStrings } from "../strings.ts";

interface ImportResultProps {
  readonly run: RunView;
  readonly result: NonNullable<RunView["import"]>;
}

/** What came of each show, and the sale at which integration stopped (R7.2). */
export function ImportResult({ run, result }: ImportResultProps) {
  const { importSales: words, run: runWords } = useStrings();
  const ui = useUi();
  const { number, money } = useFormats();
  const titleOf = (show: (typeof result.shows)[number]) => show.showTitle ?? `n° ${show.showNumber}`;
  return (
    <>
      {result.fetchProblem !== null && (
        <ExchangeProblem tone="warn" problem={wordProblem(result.fetchProblem, ui.errors)}>
          <p>{words.lineDown}</p>
        </ExchangeProblem>
      )}
      {result.shows
        .filter(({ blocked }) => blocked.length > 0)
        .map((show) => (
          <BlockPanel key={show.showNumber} title={titleOf(show)} show={show} />
        ))}
      <Panel title={words.byShow} flush>
        {result.shows.length === 0 ? (
          run.finishedAt !== null && <Empty title={words.nothingDone} />
        ) : (
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{runWords.show}</Table.Th>
                {[
                  words.integrated,
                  words.cancelled,
                  words.amount,
                  words.blockedColumn,
                  words.stayPending,
                ].map((label) => (
                  <Table.Th key={label} className={uiStyles.number}>
                    {label}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {result.shows.map((show) => (
                <Table.Tr key={show.showNumber}>
                  <Table.Td>{titleOf(show)}</Table.Td>
                  <Table.Td className={uiStyles.number}>{number(show.integrated)}</Table.Td>
                  <Table.Td className={uiStyles.number}>{number(show.cancelled)}</Table.Td>
                  <Table.Td className={uiStyles.number}>{money(show.amountCents)}</Table.Td>
                  <Table.Td className={uiStyles.number}>{number(show.blocked.length)}</Table.Td>
                  <Table.Td className={uiStyles.number}>{number(show.pending)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Panel>
    </>
  );
}

import type { RepairResultView, SeatDifferenceView } from "@allotement/boxoffice/api/interface-compare.ts";
import { Table, Title } from "@mantine/core";
import { useStateWords } from "../programme/seat-words.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { useSeatName } from "./difference-group.tsx";

interface RepairResultsProps {
  readonly results: readonly RepairResultView[];
  /** Where the seats' places stand. */
  readonly seats: readonly SeatDifferenceView[];
}

/** What a repair did, or a dry run would do, seat by seat. */
export function RepairResults({ results, seats }: RepairResultsProps) {
  const { compare: words } = useStrings();
  const stateWords = useStateWords();
  const seatName = useSeatName();
  const title = results.some(({ result }) => result === "would") ? words.dryRunTitle : words.doneTitle;
  return (
    <section aria-live="polite">
      <Title order={3} size="h4">
        {title}
      </Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keys */}
      <section className={styles.tableScroll} tabIndex={0} aria-label={title}>
        <Table>
          <Table.Tbody>
            {results.map(({ seatCode, cause, from, to, result }) => {
              const place = seats.find((seat) => seat.seatCode === seatCode);
              return (
                <Table.Tr key={seatCode}>
                  <Table.Td>{seatName(place ?? { seatCode, row: null, number: null })}</Table.Td>
                  <Table.Td>{words.causes[cause].title}</Table.Td>
                  <Table.Td>
                    {from !== null && stateWords(from)}
                    {to !== null && ` → ${stateWords(to)}`}
                  </Table.Td>
                  <Table.Td>{words.results[result]}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </section>
    </section>
  );
}

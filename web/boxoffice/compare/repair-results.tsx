import type { RepairResultView, SeatDifferenceView } from "@allotement/boxoffice/api/interface-compare.ts";
import { Table, Title } from "@mantine/core";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { useStateWords } from "../programme/seat-words.ts";
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
      <TableScroll label={title}>
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
      </TableScroll>
    </section>
  );
}

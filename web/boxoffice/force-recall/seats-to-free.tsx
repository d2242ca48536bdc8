import type { ForceRecallPreview } from "@allotement/boxoffice/api/interface-force-recall.ts";
import { Checkbox, Table } from "@mantine/core";
import { formatInstant } from "../../ui/dates.ts";
import { Panel } from "../../ui/panel.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { useStrings } from "../strings.ts";

interface SeatsToFreeProps {
  readonly seats: ForceRecallPreview["seats"];
  readonly chosen: ReadonlySet<number>;
  readonly onChosen: (chosen: ReadonlySet<number>) => void;
}

/** Every seat that may be freed, with its state and since when the network has it; none is chosen beforehand. */
export function SeatsToFree({ seats, chosen, onChosen }: SeatsToFreeProps) {
  const { forceRecall: words, seatStates } = useStrings();
  const all = seats.length === chosen.size;
  const toggle = (seatCode: number) => {
    const next = new Set(chosen);
    if (!next.delete(seatCode)) next.add(seatCode);
    onChosen(next);
  };
  return (
    <Panel
      title={words.seatsToFree}
      aside={<span aria-live="polite">{words.chosen(chosen.size, seats.length)}</span>}
      flush
    >
      <TableScroll label={words.seatsToFree}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>
                <Checkbox
                  aria-label={words.chooseAll}
                  checked={all}
                  indeterminate={chosen.size > 0 && !all}
                  onChange={() => onChosen(new Set(all ? [] : seats.map(({ seatCode }) => seatCode)))}
                />
              </Table.Th>
              <Table.Th>{words.place}</Table.Th>
              <Table.Th>{words.state}</Table.Th>
              <Table.Th>{words.since}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {seats.map((seat) => {
              const place = `${seat.floor} ${seat.zone} ${seat.row} ${seat.number}`;
              return (
                <Table.Tr key={seat.seatCode}>
                  <Table.Td>
                    <Checkbox
                      aria-label={words.chooseSeat(place)}
                      checked={chosen.has(seat.seatCode)}
                      onChange={() => toggle(seat.seatCode)}
                    />
                  </Table.Td>
                  <Table.Td>{place}</Table.Td>
                  <Table.Td>{seatStates[seat.state]}</Table.Td>
                  <Table.Td>{formatInstant(seat.allottedSince)}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </Panel>
  );
}

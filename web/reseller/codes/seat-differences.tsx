import type { ImportProposal } from "@allotement/reseller/api/code-imports.ts";
import { Checkbox, Table } from "@mantine/core";
import { IconArmchair } from "@tabler/icons-react";
import { Empty, Panel } from "../../ui/panel.tsx";
import { useStrings } from "../strings.ts";
import styles from "./codes.module.css";

type Difference = ImportProposal["differences"][number];

interface SeatDifferencesProps {
  readonly proposal: ImportProposal;
  /** Seats of the venue that are not tied, though it was proposed. */
  readonly apart: ReadonlySet<number>;
  readonly onApart: (apart: ReadonlySet<number>) => void;
}

/** The seats that are not plainly the same, to be looked at; what is tied can be left apart. */
export function SeatDifferences({ proposal, apart, onApart }: SeatDifferencesProps) {
  const { codeImport: words } = useStrings();
  const { differences, differenceCount } = proposal;
  if (differences.length === 0)
    return (
      <Panel title={words.differences}>
        <Empty title={words.noDifference} icon={<IconArmchair size={36} stroke={1.3} aria-hidden="true" />}>
          {words.noDifferenceText}
        </Empty>
      </Panel>
    );
  const setTied = (seatCode: number, tied: boolean) => {
    const next = new Set(apart);
    if (tied) next.delete(seatCode);
    else next.add(seatCode);
    onApart(next);
  };
  return (
    <Panel title={words.differences} flush>
      <p className={`${styles.faint} ${styles.pad}`}>
        {words.differencesText(differences.length, differenceCount)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className={styles.scroll} aria-label={words.differences} tabIndex={0}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.reason}</Table.Th>
              <Table.Th>{words.atVenue}</Table.Th>
              <Table.Th>{words.atNetwork}</Table.Th>
              <Table.Th>{words.tie}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {differences.map((one) => (
              <DifferenceRow
                key={`${one.seatCode} ${one.networkSeatId}`}
                difference={one}
                tied={one.seatCode === null || !apart.has(one.seatCode)}
                onTied={setTied}
              />
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </Panel>
  );
}

interface DifferenceRowProps {
  readonly difference: Difference;
  readonly tied: boolean;
  readonly onTied: (seatCode: number, tied: boolean) => void;
}

function DifferenceRow({ difference, tied, onTied }: DifferenceRowProps) {
  const { codeImport: words } = useStrings();
  const { kind, seatCode, theirs, ours } = difference;
  return (
    <Table.Tr>
      <Table.Td>{words.reasons[kind]}</Table.Td>
      <Table.Td>
        <SeatWords seat={theirs} />
      </Table.Td>
      <Table.Td>
        <SeatWords seat={ours} />
      </Table.Td>
      <Table.Td>
        {seatCode !== null && theirs !== null && ours !== null && (
          <Checkbox
            checked={tied}
            aria-label={words.tieSeat(words.seat(theirs.row, theirs.number))}
            onChange={(event) => onTied(seatCode, event.currentTarget.checked)}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function SeatWords({ seat }: { readonly seat: Difference["theirs"] }) {
  const { codeImport: words } = useStrings();
  if (seat === null) return "–";
  const zone = [seat.floor, seat.zone].filter(
    (name, index, all) => name !== "" && all.indexOf(name) === index,
  );
  return (
    <>
      {words.seat(seat.row, seat.number)}
      <div className={styles.faint}>{zone.join(" – ")}</div>
    </>
  );
}

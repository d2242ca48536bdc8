import type {
  DifferenceCause,
  SeatDecision,
  SeatDifferenceView,
} from "@allotement/boxoffice/api/interface-compare.ts";
import { Badge, Button, Group, Table, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { useFormats } from "../../ui/formats.ts";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { pages } from "../page-paths.ts";
import { useStateWords } from "../programme/seat-words.ts";
import styles from "../runs/runs.module.css";
import { useMe } from "../sign-in/me.ts";
import { useStrings } from "../strings.ts";

interface DifferenceGroupProps {
  readonly cause: DifferenceCause;
  readonly seats: readonly SeatDifferenceView[];
  readonly performanceNumber: number;
  readonly busy: boolean;
  readonly onDryRun: () => void;
  readonly onRepair: () => void;
  readonly onDecide: (decision: SeatDecision) => void;
}

/** The seats that differ for one cause: what it means, what to do, and both sides of each seat. */
export function DifferenceGroup(props: DifferenceGroupProps) {
  const { cause, seats, performanceNumber, busy, onDryRun, onRepair, onDecide } = props;
  const { compare: words } = useStrings();
  const { number } = useFormats();
  const { role } = useMe();
  const [mayRepair, isSupport] = [role !== "clerk", role === "support"];
  const { repair = null, decisions = [] } = seats[0] ?? {};
  return (
    <section>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={3} size="h4">
            {words.causes[cause].title} ({number(seats.length)})
          </Title>
          <Text size="sm">{words.causes[cause].text}</Text>
        </div>
        {repair === null ? (
          <Group gap="xs">
            <Badge color="red">{words.alarm}</Badge>
            {isSupport &&
              decisions.map((decision) => (
                <Button
                  key={decision}
                  size="xs"
                  variant="default"
                  disabled={busy}
                  onClick={() => onDecide(decision)}
                >
                  {words.decisions[decision]}
                </Button>
              ))}
          </Group>
        ) : mayRepair ? (
          <Group gap="xs">
            <Button size="xs" variant="default" loading={busy} onClick={onDryRun}>
              {words.dryRun}
            </Button>
            <Button size="xs" disabled={busy} onClick={onRepair}>
              {words.repairNames[repair]}
            </Button>
          </Group>
        ) : (
          <Text size="sm">{words.managerOnly}</Text>
        )}
      </Group>
      <TableScroll label={words.causes[cause].title}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.seat}</Table.Th>
              <Table.Th>{words.here}</Table.Th>
              <Table.Th>{words.there}</Table.Th>
              <Table.Th aria-label={words.biography} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {seats.map((seat) => (
              <SeatRow key={seat.seatCode} seat={seat} performanceNumber={performanceNumber} />
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </section>
  );
}

function SeatRow({
  seat,
  performanceNumber,
}: {
  readonly seat: SeatDifferenceView;
  readonly performanceNumber: number;
}) {
  const { compare: words } = useStrings();
  const stateWords = useStateWords();
  const stateThere = useStateThere();
  const name = useSeatName()(seat);
  const grant = (standing: { grant: number | null } | null) =>
    standing?.grant ? <div className={styles.faint}>{words.grant(standing.grant)}</div> : null;
  return (
    <Table.Tr>
      <Table.Td>
        {name}
        <div className={styles.faint}>{seat.zone}</div>
      </Table.Td>
      <Table.Td>
        {seat.here === null ? words.unknown : stateWords(seat.here.state)}
        {grant(seat.here)}
      </Table.Td>
      <Table.Td>
        {seat.there === null ? words.unknown : stateThere(seat.there.state)}
        {grant(seat.there)}
      </Table.Td>
      <Table.Td ta="right">
        {seat.here !== null && (
          <Link
            {...pages.biography(performanceNumber, seat.seatCode)}
            aria-label={`${words.biography} – ${name}`}
          >
            {words.biography}
          </Link>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** «Rang A, place 12»; by its code where the plan has no such seat. */
export function useSeatName() {
  const { plan } = useUi();
  return ({ seatCode, row, number }: Pick<SeatDifferenceView, "seatCode" | "row" | "number">) =>
    row === null || number === null
      ? `n° ${seatCode}`
      : [row === "" ? "" : plan.row(row), plan.seat(number)].filter((part) => part !== "").join(", ");
}

/** The word for a state at the reseller; a state without a word is said as it is. */
export function useStateThere(): (state: string) => string {
  const { statesThere } = useStrings().compare;
  return (state) => Object.entries(statesThere).find(([name]) => name === state)?.[1] ?? state;
}

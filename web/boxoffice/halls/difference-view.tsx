import type { DrawnArea } from "@allotement/boxoffice/api/halls.ts";
import type { DrawnPlan, PlanDifference, SeatDifference } from "@allotement/boxoffice/api/plans.ts";
import { Badge, Group, Table } from "@mantine/core";
import { useMemo, useState } from "react";
import type { SeatLook } from "../../seating-plan/looks.ts";
import { SeatPicker } from "../../ui/seat-picker.tsx";
import { TableScroll } from "../../ui/table-scroll.tsx";
import { countChanges, differencePicture, linesOf } from "./difference.ts";
import styles from "./halls.module.css";
import { usePlaceWords } from "./place-words.ts";
import { useStrings } from "./strings.ts";

interface DifferenceViewProps {
  readonly difference: PlanDifference;
  readonly after: DrawnPlan;
  readonly drawn: readonly DrawnArea[];
}

const shownMax = 200;
const none: ReadonlySet<number> = new Set();

/** What differs between two plans: how much, where on the plan, and seat by seat in words. */
export function DifferenceView({ difference, after, drawn }: DifferenceViewProps) {
  const { halls: words } = useStrings();
  const { place } = usePlaceWords();
  const [shown, setShown] = useState(shownMax);
  const { geometry, looks, changeOf } = useMemo(
    () => differencePicture(difference, after, drawn),
    [difference, after, drawn],
  );
  const lines = useMemo(() => linesOf(difference.seats), [difference]);
  if (difference.seats.length === 0 && !difference.drawingChanged) return <p>{words.same}</p>;
  const describeSeat = (index: number) => {
    const change = changeOf[index];
    const said = place(
      geometry.zoneNames[geometry.zoneIndexes[index] ?? -1] ?? "",
      geometry.rowLabels[index] ?? "",
      [geometry.seatNumbers[index] ?? ""],
    );
    return [said, ...(change?.changes.map((kind) => words.changeWord[kind]) ?? [])].join(", ");
  };
  return (
    <div className={styles.stack}>
      <Counts difference={difference} />
      <SeatPicker
        geometry={geometry}
        looks={looks satisfies readonly SeatLook[]}
        selected={none}
        label={words.differenceLabel}
        lookWords={words.differenceLooks}
        describeSeat={describeSeat}
        height="max(320px, 46dvh)"
      />
      <TableScroll label={words.differenceTable}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.seat}</Table.Th>
              <Table.Th>{words.whatChanges}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.slice(0, shown).map(({ key, seats }) => (
              <DifferenceLine key={key} seats={seats} />
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
      {lines.length > shown && (
        <button type="button" className={styles.more} onClick={() => setShown(lines.length)}>
          {words.showMore(lines.length - shown)}
        </button>
      )}
    </div>
  );
}

function Counts({ difference }: { readonly difference: PlanDifference }) {
  const { halls: words } = useStrings();
  const counts = countChanges(difference.seats);
  return (
    <Group gap="xs" role="status">
      <strong>{words.capacityChange(difference.capacityBefore, difference.capacityAfter)}</strong>
      {counts.map(([change, count]) => (
        <Badge key={change} variant="light" color="gray" size="lg" tt="none">
          {words.changeCount[change](count)}
        </Badge>
      ))}
      {difference.drawingChanged && (
        <Badge variant="light" color="gray" size="lg" tt="none">
          {words.drawingChanged}
        </Badge>
      )}
    </Group>
  );
}

/** Seats side by side in a row that changed in the same way are one line. */
function DifferenceLine({ seats }: { readonly seats: readonly SeatDifference[] }) {
  const { place, change } = usePlaceWords();
  const [first] = seats;
  const facts = first?.before ?? first?.after;
  if (first === undefined || !facts) return null;
  const numbers = seats.map(({ before, after }) => (before ?? after)?.number ?? "");
  return (
    <Table.Tr>
      <Table.Td>{place(facts.zone, facts.row, numbers)}</Table.Td>
      <Table.Td>{first.changes.map((kind) => change(kind, first, seats.length)).join(" · ")}</Table.Td>
    </Table.Tr>
  );
}

import { type KeyboardEvent, memo, useEffect, useRef } from "react";
import { mayBeChosen, seatLooks } from "./looks.ts";
import type { Palette } from "./palette.ts";
import type { PlanRow } from "./rows.ts";
import { SeatMark } from "./seat-mark.tsx";
import styles from "./seat-table.module.css";
import type { SelectionMode } from "./selection.ts";
import type { SeatingPlanStrings } from "./strings.ts";

interface SeatTableRowProps {
  readonly row: PlanRow;
  readonly seatNumbers: readonly string[];
  /** Two characters a seat: the digit of its look, then "c" where chosen, "-" where not. */
  readonly marks: string;
  /** Describes a seat, by index in the geometry. */
  readonly say: (seat: number) => string;
  readonly strings: SeatingPlanStrings;
  readonly palette: Palette;
  readonly isLocked: boolean;
  readonly onChoose: (seats: readonly number[], mode: SelectionMode) => void;
}

/** Drawn again only when its own marks, words or colours change. */
export const SeatTableRow = memo(SeatRow);

/** One row of the hall: a box for the whole row, then one per seat, the arrows going from one to the next. */
function SeatRow(props: SeatTableRowProps) {
  const { row, seatNumbers, marks, say, strings, palette, isLocked, onChoose } = props;
  const seats = row.seats.map((seat, at) => ({
    seat,
    look: seatLooks[Number(marks[at * 2])] ?? "dim",
    isChosen: marks[at * 2 + 1] === "c",
  }));
  const selectableCount = seats.filter(({ look }) => mayBeChosen(look)).length;
  const chosenCount = seats.filter(({ isChosen }) => isChosen).length;
  const firstBox = seats.find(({ look, isChosen }) => mayBeChosen(look) || isChosen)?.seat;
  const rowName = row.label.trim() === "" ? "" : strings.row(row.label);

  return (
    <tr>
      <th scope="row">
        <RowBox
          name={rowName}
          label={strings.wholeRow(rowName)}
          selectableCount={selectableCount}
          chosenCount={chosenCount}
          isLocked={isLocked}
          onChange={(mode) => onChoose(row.seats, mode)}
        />
      </th>
      <td>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows are heard for the boxes inside */}
        <div className={styles.seats} onKeyDown={moveAmongBoxes}>
          {seats.map(({ seat, look, isChosen }) => (
            <label key={seat} title={say(seat)}>
              <input
                type="checkbox"
                checked={isChosen}
                disabled={isLocked || (!mayBeChosen(look) && !isChosen)}
                tabIndex={seat === firstBox ? 0 : -1}
                aria-label={say(seat)}
                onChange={() => onChoose([seat], isChosen ? "remove" : "add")}
              />
              {seatNumbers[seat]}
              {look !== "selectable" && look !== "dim" && (
                <SeatMark look={look} colour={palette.dim} palette={palette} />
              )}
            </label>
          ))}
        </div>
      </td>
      <td className={styles.number}>{selectableCount}</td>
      <td className={styles.number}>{chosenCount}</td>
    </tr>
  );
}

interface RowBoxProps {
  readonly name: string;
  readonly label: string;
  readonly selectableCount: number;
  readonly chosenCount: number;
  readonly isLocked: boolean;
  readonly onChange: (mode: SelectionMode) => void;
}

function RowBox({ name, label, selectableCount, chosenCount, isLocked, onChange }: RowBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  const isWhole = chosenCount > 0 && chosenCount >= selectableCount;
  useEffect(() => {
    // «Some of them» exists as a property only, not as an attribute.
    if (box.current !== null) box.current.indeterminate = chosenCount > 0 && !isWhole;
  }, [chosenCount, isWhole]);
  return (
    <label>
      <input
        ref={box}
        type="checkbox"
        checked={isWhole}
        disabled={isLocked || (selectableCount === 0 && chosenCount === 0)}
        aria-label={label}
        onChange={() => onChange(isWhole ? "remove" : "add")}
      />
      {name}
    </label>
  );
}

/** One stop of the tab key per row, the arrows between its boxes: 800 stops would lock a keyboard out of the page. */
function moveAmongBoxes(event: KeyboardEvent<HTMLElement>): void {
  const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>("input:not(:disabled)")];
  const at = boxes.findIndex((box) => box.matches(":focus"));
  const target = {
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    Home: 0,
    End: boxes.length - 1,
  }[event.key];
  const box = target === undefined ? undefined : boxes[target];
  if (box === undefined) return;
  event.preventDefault();
  box.focus();
}

import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { describe, placeNames } from "./describe.ts";
import type { PlanGeometry } from "./geometry.ts";
import { isSelectable, packLooks, type SeatLooks } from "./looks.ts";
import { type Palette, paletteFor } from "./palette.ts";
import { type Plan, planOf } from "./plan.ts";
import type { PlanRow } from "./rows.ts";
import styles from "./seat-table.module.css";
import { SeatTableRow } from "./seat-table-row.tsx";
import shared from "./seating-plan.module.css";
import { type SelectionMode, select } from "./selection.ts";
import type { SeatingPlanStrings } from "./strings.ts";

export interface SeatTableProps {
  readonly geometry: PlanGeometry;
  readonly looks: SeatLooks;
  readonly selected: ReadonlySet<number>;
  /** Without it the boxes show the selection and change nothing. */
  readonly onSelectionChange?: ((next: Set<number>) => void) | undefined;
  /** 1 where the legend's filter leaves a seat out: a row of such seats is not shown. */
  readonly faded?: Uint8Array | undefined;
  readonly strings: SeatingPlanStrings;
  /** Accessible name of the whole. */
  readonly label: string;
  readonly describeSeat?: ((index: number) => string) | undefined;
  readonly dark?: boolean | undefined;
}

/** Above this many seats the zones start closed: a page of 20,000 boxes serves nobody. */
const openSeatsMax = 1500;

/** The plan as tables, one per zone: the same seats and the same selection, for screen readers and for the keyboard. */
export function SeatTable(props: SeatTableProps) {
  const { geometry, selected, onSelectionChange, strings, describeSeat, faded, dark = false } = props;
  const plan = planOf(geometry);
  const looks = useMemo(() => packLooks(props.looks), [props.looks]);
  const zones = useMemo(() => zonesOf(plan, faded), [plan, faded]);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const openFirst = geometry.seatCodes.length <= openSeatsMax;

  const choose = (seats: readonly number[], mode: SelectionMode) => {
    const next = select(plan, looks, selected, seats, mode);
    if (next !== selected) onSelectionChange?.(new Set(next));
  };
  // Rows keep the same function from one click to the next, so that only those that changed are drawn again.
  const latestChoose = useRef(choose);
  useLayoutEffect(() => {
    latestChoose.current = choose;
  });
  const chooseNow = useCallback(
    (seats: readonly number[], mode: SelectionMode) => latestChoose.current(seats, mode),
    [],
  );
  const say = useCallback(
    (seat: number) => describeSeat?.(seat) ?? describe(plan, looks, seat, strings),
    [plan, looks, strings, describeSeat],
  );
  return (
    <section className={`${shared.colours} ${styles.twin}`} data-dark={dark} aria-label={props.label}>
      {geometry.seatCodes.length === 0 && <p>{strings.noSeats}</p>}
      {zones.map((zone) => {
        const isOpen = openFirst !== turned.has(zone.key);
        const seats = zone.rows.flatMap((row) => row.seats);
        const selectableCount = seats.filter((seat) => isSelectable(looks, seat)).length;
        return (
          <details
            key={zone.key}
            open={isOpen}
            onToggle={(event) => {
              if (event.currentTarget.open !== isOpen) setTurned(withTurned(turned, zone.key));
            }}
          >
            <summary>
              {zone.name}
              <span>
                {strings.number(selectableCount)} {strings.legendSelectable}
              </span>
            </summary>
            {isOpen && (
              <ZoneTable
                plan={plan}
                looks={looks}
                selected={selected}
                zone={zone}
                strings={strings}
                palette={paletteFor(dark)}
                say={say}
                isLocked={onSelectionChange === undefined}
                onChoose={chooseNow}
              />
            )}
          </details>
        );
      })}
    </section>
  );
}

interface ZoneTableProps {
  readonly plan: Plan;
  readonly looks: Uint8Array;
  readonly selected: ReadonlySet<number>;
  readonly zone: Zone;
  readonly strings: SeatingPlanStrings;
  readonly palette: Palette;
  readonly say: (seat: number) => string;
  readonly isLocked: boolean;
  readonly onChoose: (seats: readonly number[], mode: SelectionMode) => void;
}

function ZoneTable({ plan, looks, selected, zone, strings, ...rest }: ZoneTableProps) {
  const codes = plan.geometry.seatCodes;
  return (
    <table aria-label={zone.name}>
      <thead>
        <tr>
          <th scope="col">{strings.tableRow}</th>
          <th scope="col">{strings.tableSeats}</th>
          <th scope="col" className={styles.number}>
            {strings.tableSelectable}
          </th>
          <th scope="col" className={styles.number}>
            {strings.tableChosen}
          </th>
        </tr>
      </thead>
      <tbody>
        {zone.rows.map((row) => (
          <SeatTableRow
            key={row.key}
            row={row}
            seatNumbers={plan.geometry.seatNumbers}
            marks={row.seats
              .map((seat) => `${looks[seat] ?? 1}${selected.has(codes[seat] ?? Number.NaN) ? "c" : "-"}`)
              .join("")}
            strings={strings}
            {...rest}
          />
        ))}
      </tbody>
    </table>
  );
}

interface Zone {
  readonly key: string;
  readonly name: string;
  readonly rows: readonly PlanRow[];
}

/** The rows of each zone; a filter leaves of each the seats that it lets through. */
function zonesOf(plan: Plan, faded: Uint8Array | undefined): Zone[] {
  const zones = new Map<string, { key: string; name: string; rows: PlanRow[] }>();
  for (const whole of plan.rows) {
    const seats = faded === undefined ? whole.seats : whole.seats.filter((seat) => faded[seat] !== 1);
    if (seats.length === 0) continue;
    const row = { ...whole, seats };
    const key = `${row.floorIndex}/${row.zoneIndex}`;
    const name = placeNames(plan, row.floorIndex, row.zoneIndex);
    const zone = zones.get(key) ?? { key, name, rows: [] };
    zone.rows.push(row);
    zones.set(key, zone);
  }
  return [...zones.values()];
}

function withTurned(turned: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(turned);
  if (!next.delete(key)) next.add(key);
  return next;
}

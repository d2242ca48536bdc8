import type { DrawnPlan, DrawnSeat } from "@allotement/boxoffice/api/plans.ts";
import { type Numbering, nextLabel, numbersOf } from "./numbering.ts";
import { type RowShape, seatsOfRow } from "./row-shape.ts";

/** Edits of a plan: each answers another plan and leaves the one it was given as it is. Seats are meant by their ids. */

export type SeatIds = ReadonlySet<string>;

export interface NewRow {
  readonly shape: RowShape;
  readonly label: string;
  readonly numbering: Numbering;
  readonly zoneIndex: number;
  readonly categoryIndex: number;
  readonly designation: string;
  /** How many rows, each `offset` further and labelled next. */
  readonly copies: number;
  readonly offset: { readonly x: number; readonly y: number };
}

/** Adds a row, or several one behind the other. `newId` draws an id that no seat has had. */
export function addRows(plan: DrawnPlan, row: NewRow, newId: () => string): DrawnPlan {
  const { plan: named, designationIndex } = withDesignation(plan, row.designation);
  const floorIndex = named.zones[row.zoneIndex]?.floorIndex ?? 0;
  const taken = placesOf(named);
  const seats: DrawnSeat[] = [];
  let label = row.label;
  for (let copy = 0; copy < Math.max(1, row.copies); copy++) {
    const points = seatsOfRow(row.shape);
    const numbers = freeNumbers(row, label, points.length, taken);
    points.forEach(({ x, y }, index) => {
      const seatNumber = numbers[index] ?? "";
      taken.add(placeKey(row.zoneIndex, label, seatNumber));
      seats.push({
        ...{ guid: newId(), floorIndex, zoneIndex: row.zoneIndex, rowLabel: label, seatNumber },
        ...{ categoryIndex: row.categoryIndex, designationIndex },
        x: hundredths(x + row.offset.x * copy),
        y: hundredths(y + row.offset.y * copy),
        ...{ wheelchair: false, companion: false, restrictedView: false, folding: false },
      });
    });
    label = nextLabel(label);
  }
  return { ...named, seats: [...named.seats, ...seats] };
}

/** The numbers asked for, or the next ones of their kind that nobody in the row has: never one place twice. */
function freeNumbers(
  { numbering, zoneIndex }: Pick<NewRow, "numbering" | "zoneIndex">,
  label: string,
  count: number,
  taken: ReadonlySet<string>,
): string[] {
  const { start } = numbering;
  for (let first = start; ; first++) {
    const numbers = numbersOf({ ...numbering, start: first }, count);
    if (numbers.every((number) => !taken.has(placeKey(zoneIndex, label, number)))) return numbers;
  }
}

/** Numbers chosen seats anew, row by row, each from its left end to its right; seats not chosen keep theirs. */
export function renumber(plan: DrawnPlan, ids: SeatIds, numbering: Numbering): DrawnPlan {
  const chosen = plan.seats.filter(({ guid }) => ids.has(guid));
  const taken = placesOf({ seats: plan.seats.filter(({ guid }) => !ids.has(guid)) });
  const numbers = new Map<string, string>();
  for (const row of groupedRows(chosen)) {
    const { zoneIndex = 0, rowLabel = "" } = row[0] ?? {};
    const ordered = leftToRight(row);
    const given = freeNumbers({ numbering, zoneIndex }, rowLabel, ordered.length, taken);
    ordered.forEach(({ guid }, index) => {
      numbers.set(guid, given[index] ?? "");
    });
  }
  return mapSeats(plan, ids, (seat) => ({ ...seat, seatNumber: numbers.get(seat.guid) ?? seat.seatNumber }));
}

/** What is painted onto chosen seats; what is left out stays as it is. */
export interface Paint {
  readonly categoryIndex?: number;
  readonly zoneIndex?: number;
  readonly designation?: string;
  readonly rowLabel?: string;
  readonly wheelchair?: boolean;
  readonly companion?: boolean;
  readonly restrictedView?: boolean;
  readonly folding?: boolean;
}

/** Undefined where a place would stand twice: two tickets would name one seat. */
export function paintSeats(plan: DrawnPlan, ids: SeatIds, paint: Paint): DrawnPlan | undefined {
  const { designation, ...rest } = paint;
  const named = designation === undefined ? { plan } : withDesignation(plan, designation);
  const { zoneIndex } = rest;
  const floor = zoneIndex === undefined ? undefined : named.plan.zones[zoneIndex]?.floorIndex;
  const painted = mapSeats(named.plan, ids, (seat) => ({
    ...seat,
    ...rest,
    ...(floor === undefined ? {} : { floorIndex: floor }),
    ...("designationIndex" in named ? { designationIndex: named.designationIndex } : {}),
  }));
  const changesPlace = zoneIndex !== undefined || rest.rowLabel !== undefined;
  return changesPlace && twicePlaced(painted).length > twicePlaced(plan).length ? undefined : painted;
}

export function moveSeats(plan: DrawnPlan, ids: SeatIds, by: { x: number; y: number }): DrawnPlan {
  return mapSeats(plan, ids, (seat) => ({
    ...seat,
    x: hundredths(seat.x + by.x),
    y: hundredths(seat.y + by.y),
  }));
}

export function deleteSeats(plan: DrawnPlan, ids: SeatIds): DrawnPlan {
  return { ...plan, seats: plan.seats.filter(({ guid }) => !ids.has(guid)) };
}

/** Copies chosen seats, moved by `offset` each time, their rows labelled next; attributes are copied with them. */
export function copySeats(
  plan: DrawnPlan,
  ids: SeatIds,
  { copies, offset }: { copies: number; offset: { x: number; y: number } },
  newId: () => string,
): DrawnPlan {
  const chosen = plan.seats.filter(({ guid }) => ids.has(guid));
  const taken = placesOf(plan);
  const added: DrawnSeat[] = [];
  const labels = new Map(chosen.map(({ zoneIndex, rowLabel }) => [`${zoneIndex} ${rowLabel}`, rowLabel]));
  for (let copy = 1; copy <= copies; copy++) {
    for (const row of groupedRows(chosen)) {
      const { zoneIndex = 0, rowLabel = "" } = row[0] ?? {};
      const key = `${zoneIndex} ${rowLabel}`;
      let label = nextLabel(labels.get(key) ?? rowLabel);
      while (row.some(({ seatNumber }) => taken.has(placeKey(zoneIndex, label, seatNumber))))
        label = nextLabel(label);
      labels.set(key, label);
      for (const seat of row) {
        taken.add(placeKey(zoneIndex, label, seat.seatNumber));
        const [x, y] = [hundredths(seat.x + offset.x * copy), hundredths(seat.y + offset.y * copy)];
        added.push({ ...seat, guid: newId(), rowLabel: label, x, y });
      }
    }
  }
  return { ...plan, seats: [...plan.seats, ...added] };
}

/** A further category; the same plan where the name is taken. */
export function addCategory(plan: DrawnPlan, name: string, colour: string): DrawnPlan {
  if (plan.categories.some((category) => category.name === name)) return plan;
  return { ...plan, categories: [...plan.categories, { name, colour }] };
}

/** A further zone on a floor of that name, which is made where there is none. */
export function addZone(plan: DrawnPlan, name: string, floorName: string): DrawnPlan {
  const known = plan.floors.find((floor) => floor.name === floorName);
  const floorIndex = known?.floorIndex ?? plan.floors.length;
  if (plan.zones.some((zone) => zone.name === name && zone.floorIndex === floorIndex)) return plan;
  return {
    ...plan,
    floors: known ? plan.floors : [...plan.floors, { floorIndex, name: floorName }],
    zones: [...plan.zones, { name, floorIndex }],
  };
}

/** Seats whose zone, row and number another seat has too. */
export function twicePlaced({ seats }: Pick<DrawnPlan, "seats">): DrawnSeat[] {
  const seen = new Set<string>();
  return seats.filter(({ zoneIndex, rowLabel, seatNumber }) => {
    const key = placeKey(zoneIndex, rowLabel, seatNumber);
    return seen.size === seen.add(key).size;
  });
}

function mapSeats(plan: DrawnPlan, ids: SeatIds, change: (seat: DrawnSeat) => DrawnSeat): DrawnPlan {
  return { ...plan, seats: plan.seats.map((seat) => (ids.has(seat.guid) ? change(seat) : seat)) };
}

function withDesignation(plan: DrawnPlan, name: string): { plan: DrawnPlan; designationIndex: number } {
  const known = plan.designations.indexOf(name);
  if (known >= 0) return { plan, designationIndex: known };
  return {
    plan: { ...plan, designations: [...plan.designations, name] },
    designationIndex: plan.designations.length,
  };
}

function groupedRows(seats: readonly DrawnSeat[]): DrawnSeat[][] {
  const rows = new Map<string, DrawnSeat[]>();
  for (const seat of seats) {
    const key = JSON.stringify([seat.zoneIndex, seat.rowLabel]);
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [seat]);
    else row.push(seat);
  }
  return [...rows.values()];
}

function leftToRight(row: readonly DrawnSeat[]): DrawnSeat[] {
  return [...row].sort((one, other) => one.x - other.x || one.y - other.y);
}

function placesOf({ seats }: Pick<DrawnPlan, "seats">): Set<string> {
  return new Set(
    seats.map(({ zoneIndex, rowLabel, seatNumber }) => placeKey(zoneIndex, rowLabel, seatNumber)),
  );
}

function placeKey(zoneIndex: number, rowLabel: string, seatNumber: string): string {
  return JSON.stringify([zoneIndex, rowLabel, seatNumber]);
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

import type { SeatColumns } from "@allotement/reseller/api/point-of-sale.ts";

export interface Seat {
  readonly seatCode: number;
  readonly state: SeatColumns["states"][number];
  readonly row: string;
  readonly number: string;
  readonly zone: string;
  readonly floor: string;
  readonly seatCategoryCode: number;
  readonly seatCategory: string;
}

export interface SeatRow {
  readonly row: string;
  readonly seats: readonly Seat[];
}

export interface SeatZone {
  readonly floor: string;
  readonly zone: string;
  readonly rows: readonly SeatRow[];
}

const byName = new Intl.Collator("fr", { numeric: true });

/** The columns as seats. */
export function seatsOf(columns: SeatColumns): Seat[] {
  return columns.seatCodes.map((seatCode, index) => ({
    seatCode,
    state: columns.states[index] ?? "withdrawn",
    row: columns.rows[index] ?? "",
    number: columns.numbers[index] ?? "",
    zone: columns.zones[index] ?? "",
    floor: columns.floors[index] ?? "",
    seatCategoryCode: columns.seatCategoryCodes[index] ?? 0,
    seatCategory: columns.seatCategories[index] ?? "",
  }));
}

/** As one walks along the rows: by floor, zone, row and number. */
export function inOrder(seats: readonly Seat[]): Seat[] {
  return [...seats].sort(
    (one, other) =>
      byName.compare(one.floor, other.floor) ||
      byName.compare(one.zone, other.zone) ||
      byName.compare(one.row, other.row) ||
      byName.compare(one.number, other.number),
  );
}

/** Seats by floor and zone, then row, then number: A before B, 2 before 10. What went back to the venue is left out. */
export function seatsByRow(seats: readonly Seat[]): SeatZone[] {
  const zones: { floor: string; zone: string; rows: { row: string; seats: Seat[] }[] }[] = [];
  for (const seat of inOrder(seats.filter(({ state }) => state !== "withdrawn"))) {
    let zone = zones.at(-1);
    if (zone === undefined || zone.floor !== seat.floor || zone.zone !== seat.zone) {
      zone = { floor: seat.floor, zone: seat.zone, rows: [] };
      zones.push(zone);
    }
    const row = zone.rows.at(-1);
    if (row === undefined || row.row !== seat.row) zone.rows.push({ row: seat.row, seats: [seat] });
    else row.seats.push(seat);
  }
  return zones;
}

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

/** Seats by floor and zone, then row, then number: A before B, 2 before 10. What went back to the venue is left out. */
export function seatsByRow(seats: readonly Seat[]): SeatZone[] {
  const zones = new Map<string, Map<string, Seat[]>>();
  for (const seat of seats) {
    if (seat.state === "withdrawn") continue;
    const key = `${seat.floor}\0${seat.zone}`;
    const rows = zones.get(key) ?? new Map<string, Seat[]>();
    zones.set(key, rows.set(seat.row, [...(rows.get(seat.row) ?? []), seat]));
  }
  return [...zones]
    .map(([key, rows]) => {
      const [floor = "", zone = ""] = key.split("\0");
      return {
        floor,
        zone,
        rows: [...rows]
          .map(([row, inRow]) => ({
            row,
            seats: inRow.sort((one, other) => byName.compare(one.number, other.number)),
          }))
          .sort((one, other) => byName.compare(one.row, other.row)),
      };
    })
    .sort((one, other) => byName.compare(one.floor, other.floor) || byName.compare(one.zone, other.zone));
}

import type { PlanArea, PlanPoint } from "@allotement/boxoffice/house/halls/seating-plan.areas.ts";
import type { PlanSeat, SeatingPlan } from "@allotement/boxoffice/house/halls/seating-plan.ts";

/** Drawing tools of the demo halls. Plan units: a seat is about 22 across; y grows from the stage to the back. */

/** A place before it has a number; `side` is seen from the house: left bears odd numbers, right even ones. */
export type DrawnSeat = PlanPoint & {
  side: "left" | "right";
  category: string;
  designation?: string;
  wheelchair?: boolean;
  companion?: boolean;
  restrictedView?: boolean;
};

/** Seats of each side from the middle of the house outwards: the order of their numbers. */
export type DrawnRow = { label: string; seats: DrawnSeat[] };

export type DrawnZone = { code: string; name: string; floor: string; rows: DrawnRow[]; areas?: DrawnArea[] };

export type DrawnArea = PlanArea extends infer Area
  ? Area extends PlanArea
    ? Omit<Area, "zoneIndex">
    : never
  : never;

type Hall = {
  name: string;
  width: number;
  height: number;
  categories: { name: string; colour: string }[];
  zones: DrawnZone[];
};

/** Angles in radians from straight down (away from the stage), growing to the right as seen from the house. */
export function onCircle(centre: PlanPoint, radius: number, angle: number): PlanPoint {
  return {
    x: hundredths(centre.x + radius * Math.sin(angle)),
    y: hundredths(centre.y + radius * Math.cos(angle)),
  };
}

/** `count` angles that share the span between two angles evenly, half a seat away from both ends. */
export function spread(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + ((index + 0.5) * (to - from)) / count);
}

/** A caption alone, its middle at x, y. */
export function caption(text: string, x: number, y: number, size: number): DrawnArea {
  const place = { x, y, rotation: 0, fill: null, border: null };
  return { shape: "text", ...place, text: { text, x, y, size, colour: "#6b6f76" } };
}

/** Numbers every row (odd to the left, even to the right) and lists its seats from left to right. */
export function assembleHall(hall: Hall): SeatingPlan {
  const floorNames = [...new Set(hall.zones.map(({ floor }) => floor))];
  const designations: string[] = [];
  const seats = hall.zones.flatMap((zone, zoneIndex) =>
    zone.rows.flatMap((row) =>
      numbered(row).map(({ seat, number }): PlanSeat => {
        const designation = seat.designation ?? "FAUTEUIL";
        if (!designations.includes(designation)) designations.push(designation);
        return {
          guid: `${zone.code}-${row.label.replace(" ", "")}-${number}`,
          floorIndex: floorNames.indexOf(zone.floor),
          zoneIndex,
          rowLabel: row.label,
          seatNumber: String(number),
          categoryIndex: hall.categories.findIndex(({ name }) => name === seat.category),
          designationIndex: designations.indexOf(designation),
          x: seat.x,
          y: seat.y,
          wheelchair: seat.wheelchair ?? false,
          companion: seat.companion ?? false,
          restrictedView: seat.restrictedView ?? false,
          folding: designation === "STRAPONTIN",
        };
      }),
    ),
  );
  return {
    ...hall,
    floors: floorNames.map((name, floorIndex) => ({ floorIndex, name })),
    zones: hall.zones.map(({ name, floor }) => ({ name, floorIndex: floorNames.indexOf(floor) })),
    designations,
    seats,
    areas: hall.zones.flatMap(({ areas }, zoneIndex) =>
      (areas ?? []).map((area) => ({ ...area, zoneIndex })),
    ),
    warnings: [],
  };
}

function numbered({ seats }: DrawnRow): { seat: DrawnSeat; number: number }[] {
  const left = seats
    .filter(({ side }) => side === "left")
    .map((seat, index) => ({ seat, number: 2 * index + 1 }));
  const right = seats
    .filter(({ side }) => side === "right")
    .map((seat, index) => ({ seat, number: 2 * index + 2 }));
  return [...left.reverse(), ...right];
}

/** The same seats on both sides: drawn once on the right, mirrored to the left about the middle line. */
export function mirrored(seats: Omit<DrawnSeat, "side">[], middle: number): DrawnSeat[] {
  return [
    ...seats.map((seat): DrawnSeat => ({ ...seat, side: "right" })),
    ...seats.map((seat): DrawnSeat => ({ ...seat, side: "left", x: hundredths(2 * middle - seat.x) })),
  ];
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

import type { DrawnArea } from "@allotement/boxoffice/api/halls.ts";
import type { DrawnPlan, DrawnPlanArea, DrawnSeat } from "@allotement/boxoffice/api/plans.ts";
import type { PlanGeometry } from "../../seating-plan/geometry.ts";
import { seatFlagBits } from "../../seating-plan/geometry.ts";

/** A plan as the canvas takes it. Seats are known by their place in the list, from 1. */
export function geometryOf(plan: DrawnPlan, drawn: readonly DrawnArea[]): PlanGeometry {
  const { seats } = plan;
  return {
    width: plan.width,
    height: plan.height,
    seatCodes: seats.map((_seat, index) => index + 1),
    x: seats.map(({ x }) => x),
    y: seats.map(({ y }) => y),
    rowLabels: seats.map(({ rowLabel }) => rowLabel),
    seatNumbers: seats.map(({ seatNumber }) => seatNumber),
    zoneNames: plan.zones.map(({ name }) => name),
    zoneIndexes: seats.map(({ zoneIndex }) => zoneIndex),
    floorNames: plan.floors.map(({ name }) => name),
    floorIndexes: seats.map(({ floorIndex }) => floorIndex),
    categoryCodes: plan.categories.map((_category, index) => index + 1),
    categoryNames: plan.categories.map(({ name }) => name),
    categoryColours: plan.categories.map(({ colour }) => colour),
    categoryIndexes: seats.map(({ categoryIndex }) => categoryIndex),
    flags: seats.map(flagsOfSeat),
    areas: drawn,
  };
}

export function flagsOfSeat(seat: DrawnSeat): number {
  return (
    (seat.wheelchair ? seatFlagBits.wheelchair : 0) |
    (seat.companion ? seatFlagBits.companion : 0) |
    (seat.restrictedView ? seatFlagBits.restrictedView : 0) |
    (seat.folding ? seatFlagBits.folding : 0)
  );
}

/** How many seats, floors, zones and categories. */
export function sizesOf({ seats, floors, zones, categories }: DrawnPlan) {
  return [seats.length, floors.length, zones.length, categories.length] as const;
}

/** The plan as open seating-plan JSON, by which the server takes it (docs/plans.md). */
export function openJson(plan: DrawnPlan): string {
  return JSON.stringify({
    name: plan.name,
    size: { width: plan.width, height: plan.height },
    categories: plan.categories.map(({ name, colour }) => ({ name, color: colour })),
    zones: plan.zones.map(({ name, floorIndex }, zoneIndex) => ({
      name,
      floor: plan.floors.find((floor) => floor.floorIndex === floorIndex)?.name,
      rows: rowsOfZone(plan, zoneIndex),
      areas: plan.areas.filter((area) => area.zoneIndex === zoneIndex).map(openArea),
    })),
  });
}

function rowsOfZone(plan: DrawnPlan, zoneIndex: number) {
  const rows: { row_number: string; seats: object[] }[] = [];
  for (const seat of plan.seats) {
    if (seat.zoneIndex !== zoneIndex) continue;
    if (rows.at(-1)?.row_number !== seat.rowLabel) rows.push({ row_number: seat.rowLabel, seats: [] });
    rows.at(-1)?.seats.push({
      seat_guid: seat.guid,
      seat_number: seat.seatNumber,
      category: plan.categories[seat.categoryIndex]?.name,
      designation: plan.designations[seat.designationIndex],
      position: { x: seat.x, y: seat.y },
      wheelchair: seat.wheelchair,
      companion: seat.companion,
      restricted_view: seat.restrictedView,
      folding: seat.folding,
    });
  }
  return rows;
}

function openArea(area: DrawnPlanArea): object {
  const { shape, x, y, rotation, fill, border, text } = area;
  return {
    shape,
    position: { x, y },
    rotation,
    color: fill,
    border_color: border,
    ...(shape === "rectangle" && { rectangle: { width: area.width, height: area.height } }),
    ...(shape === "circle" && { circle: { radius: area.radius } }),
    ...(shape === "ellipse" && { ellipse: { radius: { x: area.radiusX, y: area.radiusY } } }),
    ...(shape === "polygon" && { polygon: { points: area.points } }),
    ...(text && {
      text: {
        text: text.text,
        position: { x: hundredths(text.x - x), y: hundredths(text.y - y) },
        size: text.size,
        color: text.colour,
      },
    }),
  };
}

// A sum of two decimals is not one: 0.3 − 0.1 would be written 0.19999999999999998.
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

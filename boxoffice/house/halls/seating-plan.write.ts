import type { PlanArea, PlanShape } from "./seating-plan.areas.ts";
import type { PlanSeat, SeatingPlan } from "./seating-plan.ts";

/**
 * Writes a plan as open seating-plan JSON, one seat a line so that two versions of a hall can be compared line by line.
 * `parseSeatingPlan` reads it back equal, save for the warnings, which are found anew.
 */
export function writeSeatingPlan(plan: SeatingPlan): string {
  const categories = plan.categories.map(({ name, colour }) => `    ${line({ name, color: colour })}`);
  return `${[
    "{",
    `  "name": ${JSON.stringify(plan.name)},`,
    `  "size": ${line({ width: plan.width, height: plan.height })},`,
    `  "categories": ${block(categories, "  ")},`,
    `  "zones": ${block(
      plan.zones.map((_zone, index) => writeZone(plan, index)),
      "  ",
    )}`,
    "}",
  ].join("\n")}\n`;
}

function writeZone(plan: SeatingPlan, zoneIndex: number): string {
  const zone = plan.zones[zoneIndex];
  const floor = plan.floors.find(({ floorIndex }) => floorIndex === zone?.floorIndex);
  const areas = plan.areas
    .filter((area) => area.zoneIndex === zoneIndex)
    .map((area) => `        ${line(areaJson(area))}`);
  return [
    "    {",
    `      "name": ${JSON.stringify(zone?.name)},`,
    `      "floor": ${JSON.stringify(floor?.name)},`,
    `      "position": { "x": 0, "y": 0 },`,
    `      "rows": ${block(
      rowsOf(plan, zoneIndex).map((seats) => writeRow(plan, seats)),
      "      ",
    )},`,
    `      "areas": ${block(areas, "      ")}`,
    "    }",
  ].join("\n");
}

// Neighbours in the list with the same label are one row: the order of the seats is kept in any case.
export function rowsOf(plan: SeatingPlan, zoneIndex: number): PlanSeat[][] {
  const rows: PlanSeat[][] = [];
  for (const seat of plan.seats) {
    if (seat.zoneIndex !== zoneIndex) continue;
    const row = rows.at(-1);
    if (row?.[0]?.rowLabel === seat.rowLabel) row.push(seat);
    else rows.push([seat]);
  }
  return rows;
}

function writeRow(plan: SeatingPlan, seats: PlanSeat[]): string {
  return [
    "        {",
    `          "row_number": ${JSON.stringify(seats[0]?.rowLabel)},`,
    `          "row_number_position": "both",`,
    `          "position": { "x": 0, "y": 0 },`,
    `          "seats": ${block(
      seats.map((seat) => `            ${writeSeat(plan, seat)}`),
      "          ",
    )}`,
    "        }",
  ].join("\n");
}

function writeSeat(plan: SeatingPlan, seat: PlanSeat): string {
  const designation = plan.designations[seat.designationIndex];
  return line({
    seat_guid: seat.guid,
    seat_number: seat.seatNumber,
    category: plan.categories[seat.categoryIndex]?.name,
    position: { x: seat.x, y: seat.y },
    ...(designation === "FAUTEUIL" ? {} : { designation }),
    ...(seat.wheelchair ? { wheelchair: true } : {}),
    ...(seat.companion ? { companion: true } : {}),
    ...(seat.restrictedView ? { restricted_view: true } : {}),
    ...(seat.folding ? { folding: true } : {}),
  });
}

/** An area as the open format has it, placed absolutely. */
export function areaJson(area: PlanArea): object {
  const { text } = area;
  return {
    shape: area.shape,
    color: area.fill,
    border_color: area.border,
    rotation: area.rotation,
    position: { x: area.x, y: area.y },
    ...shapeFields(area),
    ...(text && {
      text: {
        text: text.text,
        position: { x: hundredths(text.x - area.x), y: hundredths(text.y - area.y) },
        size: text.size,
        color: text.colour,
      },
    }),
  };
}

function shapeFields(shape: PlanShape): object {
  if (shape.shape === "rectangle") return { rectangle: { width: shape.width, height: shape.height } };
  if (shape.shape === "circle") return { circle: { radius: shape.radius } };
  if (shape.shape === "ellipse") return { ellipse: { radius: { x: shape.radiusX, y: shape.radiusY } } };
  return shape.shape === "polygon" ? { polygon: { points: shape.points } } : {};
}

// A sum of two decimals is not one: 0.3 − 0.1 would be written 0.19999999999999998.
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

function line(value: object): string {
  return JSON.stringify(value);
}

function block(lines: string[], indent: string): string {
  return lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n${indent}]`;
}

import type { DrawnArea } from "@allotement/boxoffice/api/halls.ts";
import type { DrawnPlan } from "@allotement/boxoffice/api/plans.ts";
import type { NewRow } from "./edits.ts";
import { plainNumbering } from "./numbering.ts";

/** What is drawn so far: the plan, and its scenery as the screen draws it. */
export interface Drawing {
  readonly plan: DrawnPlan;
  readonly drawn: readonly DrawnArea[];
}

export type Tool = "choose" | "row" | "move";

/** An empty sheet for a new hall, with the first names that every plan needs. */
export function blankDrawing(name: string, zone: string, floor: string, category: string): Drawing {
  return {
    plan: {
      ...{ name, width: 1000, height: 700 },
      categories: [{ name: category, colour: "#cf013b" }],
      floors: [{ floorIndex: 0, name: floor }],
      zones: [{ name: zone, floorIndex: 0 }],
      designations: ["FAUTEUIL"],
      ...{ seats: [], areas: [] },
    },
    drawn: [],
  };
}

/** The row that is proposed first: across the sheet, as far from the top as the rows before it have come. */
export function proposedRow({ width, height, seats }: DrawnPlan, pitch: number): NewRow {
  const lowest = seats.reduce((most, { y }) => Math.max(most, y), height * 0.2 - pitch);
  const y = Math.round(Math.min(lowest + pitch * 1.3, height - pitch));
  return {
    shape: {
      from: { x: Math.round(width * 0.3), y },
      to: { x: Math.round(width * 0.7), y },
      count: 10,
      curve: 0,
    },
    ...{ label: "A", numbering: plainNumbering, zoneIndex: 0, categoryIndex: 0 },
    ...{ designation: "FAUTEUIL", copies: 1, offset: { x: 0, y: Math.round(pitch * 1.3) } },
  };
}

/** A stage at the top of the sheet, with its caption. */
export function withStage({ plan, drawn }: Drawing, caption: string): Drawing {
  const [width, height] = [Math.round(plan.width * 0.5), Math.round(plan.height * 0.07)];
  const x = Math.round((plan.width - width) / 2);
  const y = Math.round(plan.height * 0.03);
  const text = { text: caption, x: x + width / 2, y: y + height / 2, size: Math.round(height * 0.5) };
  return {
    plan: {
      ...plan,
      areas: [
        ...plan.areas,
        {
          ...{ shape: "rectangle", width, height, zoneIndex: 0, x, y, rotation: 0 },
          ...{ fill: "#b9c0c9", border: null, text: { ...text, colour: null } },
        },
      ],
    },
    drawn: [
      ...drawn,
      { shape: "rectangle", x, y, width, height, colour: "#b9c0c9" },
      { shape: "text", x: text.x, y: text.y, height: text.size, text: caption },
    ],
  };
}

/** The plan on a sheet that has room for every seat: rows that reach past its edge make it larger. */
export function withRoom(plan: DrawnPlan, margin: number): DrawnPlan {
  const reach = plan.seats.reduce((most, { x, y }) => ({ x: Math.max(most.x, x), y: Math.max(most.y, y) }), {
    x: 0,
    y: 0,
  });
  const width = reach.x > plan.width ? Math.ceil(reach.x + margin) : plan.width;
  const height = reach.y > plan.height ? Math.ceil(reach.y + margin) : plan.height;
  return width === plan.width && height === plan.height ? plan : { ...plan, width, height };
}

/** The distance between seats, by which new ones are set. */
export function pitchOf({ seats }: DrawnPlan): number {
  const gaps = seats
    .slice(1, 400)
    .map((seat, index) => Math.hypot(seat.x - (seats[index]?.x ?? 0), seat.y - (seats[index]?.y ?? 0)))
    .filter((gap) => gap > 0)
    .sort((one, other) => one - other);
  return Math.min(Math.max(gaps[Math.floor(gaps.length / 4)] ?? 24, 1), 200);
}

/** An id that no seat has had: places and labels change, ids never. */
export function newSeatId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}

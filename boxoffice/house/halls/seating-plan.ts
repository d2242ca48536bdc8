import type { DrawnPlan, DrawnSeat } from "../../api/plans.ts";
import { findJsonFault } from "./json-fault.ts";
import { type PlanArea, readArea, rounded } from "./seating-plan.areas.ts";
import { type PlanFile, type PlanFileSeat, planFile, seatsOf } from "./seating-plan.format.ts";
import {
  checkPlanFile,
  duplicateIds,
  limited,
  type PlanProblem,
  problemOfIssue,
  quoted,
} from "./seating-plan.problems.ts";

export type { PlanProblem } from "./seating-plan.problems.ts";

export const planSeatCountMax = 50_000;
const areaCountMax = 2_000;

/** A seat; x and y are the absolute place of its centre in plan units, two decimals. */
export type PlanSeat = DrawnSeat;

/** A hall as drawn: every index counts from 0 in the list of that name; colours are #rrggbb, lower case. */
export type SeatingPlan = DrawnPlan & {
  /** What a person should look at, though the plan can be used as it is; at most 50. */
  warnings: PlanProblem[];
};

export type SeatingPlanResult = { ok: true; plan: SeatingPlan } | { ok: false; problems: PlanProblem[] };

/**
 * Reads a hall from the open seating-plan JSON (R9.3 needs floors, zones, categories and designations of it). Never
 * throws: whatever the text, the answer is a plan or at most 50 problems that say where and why.
 */
export function parseSeatingPlan(text: string): SeatingPlanResult {
  const parsed = parseJson(withoutMark(text));
  return "problem" in parsed ? { ok: false, problems: [parsed.problem] } : readPlanJson(parsed.json);
}

/** Editors on Windows put a byte order mark before the first character. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}

/** The same from what stands in the text, which a file of another format is brought to first. */
export function readPlanJson(json: unknown): SeatingPlanResult {
  // Counted before the schema runs, which would report every fault of ten million seats.
  const tooLarge = findTooLarge(json);
  if (tooLarge !== null) return { ok: false, problems: [tooLarge] };
  const file = planFile.safeParse(json, { reportInput: true });
  if (!file.success) {
    const problems = [...file.error.issues.map(problemOfIssue), ...duplicateIds(rawSeats(json))];
    return { ok: false, problems: limited(problems) };
  }
  const seats = seatsOf(file.data);
  const problems = checkPlanFile(file.data, seats);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, plan: build(file.data, seats) };
}

function parseJson(text: string): { json: unknown } | { problem: PlanProblem } {
  try {
    return { json: JSON.parse(text) };
  } catch {
    if (text.trim() === "") return { problem: { path: "", code: "emptyFile", reason: "The file is empty." } };
    const fault = findJsonFault(text);
    const place = { path: "", line: fault?.line ?? 1, column: fault?.column ?? 1 };
    const where = `line ${place.line}, column ${place.column}`;
    if (fault?.cut) {
      return {
        problem: { ...place, code: "truncatedFile", reason: `The file is cut short: it ends at ${where}.` },
      };
    }
    const reason = `Not JSON: ${fault?.expected ?? "another text"} is expected at ${where}.`;
    return { problem: { ...place, code: "notJson", reason } };
  }
}

function findTooLarge(json: unknown): PlanProblem | null {
  const zones = list(json, "zones");
  const rows = zones.flatMap((zone) => list(zone, "rows"));
  const seatCount = rows.reduce<number>((count, row) => count + list(row, "seats").length, 0);
  if (seatCount > planSeatCountMax) {
    const reason = `The plan has ${seatCount} seats: a hall may have ${planSeatCountMax} at most.`;
    return { path: "zones", code: "tooManySeats", reason };
  }
  if (list(json, "categories").length + zones.length + rows.length <= planSeatCountMax) return null;
  const reason = `The plan has more than ${planSeatCountMax} categories, zones and rows.`;
  return { path: "zones", code: "tooManyRows", reason };
}

/** Seats of a file that the schema has refused. */
function rawSeats(json: unknown): { id: unknown; path: string }[] {
  return list(json, "zones").flatMap((zone, zoneIndex) =>
    list(zone, "rows").flatMap((row, rowIndex) =>
      list(row, "seats").map((seat, seatIndex) => ({
        id:
          typeof seat === "object" && seat !== null
            ? new Map(Object.entries(seat)).get("seat_guid")
            : undefined,
        path: `zones[${zoneIndex}].rows[${rowIndex}].seats[${seatIndex}]`,
      })),
    ),
  );
}

function list(json: unknown, field: string): unknown[] {
  const value =
    typeof json === "object" && json !== null ? new Map(Object.entries(json)).get(field) : undefined;
  return Array.isArray(value) ? value : [];
}

function build(file: PlanFile, fileSeats: PlanFileSeat[]): SeatingPlan {
  const floorNames = file.zones.map(({ floor }) => nameOr(floor, "SALLE"));
  const floors = [...new Set(floorNames)];
  const categoryIndexes = new Map(file.categories.map(({ name }, index) => [name, index]));
  const designationIndexes = new Map<string, number>();
  const zones = floorNames.map((floor, index) => ({
    name: nameOr(file.zones[index]?.name, `ZONE ${index + 1}`),
    floorIndex: floors.indexOf(floor),
  }));
  const seats = fileSeats.map(({ seat, row, zoneIndex }): PlanSeat => {
    const zonePosition = file.zones[zoneIndex]?.position ?? { x: 0, y: 0 };
    const designation = nameOr(seat.designation, "FAUTEUIL");
    const designationIndex = designationIndexes.get(designation) ?? designationIndexes.size;
    designationIndexes.set(designation, designationIndex);
    return {
      guid: seat.seat_guid,
      floorIndex: zones[zoneIndex]?.floorIndex ?? 0,
      zoneIndex,
      rowLabel: row.row_number,
      seatNumber: seat.seat_number,
      categoryIndex: categoryIndexes.get(seat.category) ?? 0,
      designationIndex,
      x: rounded(zonePosition.x + row.position.x + seat.position.x),
      y: rounded(zonePosition.y + row.position.y + seat.position.y),
      wheelchair: seat.wheelchair,
      companion: seat.companion,
      restrictedView: seat.restricted_view,
      folding: seat.folding,
    };
  });
  const { areas, warnings } = readAreas(file);
  const size = file.size ?? extent(seats);
  return {
    name: file.name,
    width: size.width,
    height: size.height,
    categories: file.categories.map(({ name, color }) => ({ name, colour: color.toLowerCase() })),
    floors: floors.map((name, floorIndex) => ({ floorIndex, name })),
    zones,
    designations: [...designationIndexes.keys()],
    seats,
    areas,
    warnings: limited([...warnings, ...placeWarnings(seats, fileSeats, zones, size)]),
  };
}

function readAreas(file: PlanFile): { areas: PlanArea[]; warnings: PlanProblem[] } {
  const areas: PlanArea[] = [];
  const warnings: PlanProblem[] = [];
  file.zones.forEach((zone, zoneIndex) => {
    if (nameOr(zone.name, "") === "") {
      const reason = `The zone has no name: it is called ZONE ${zoneIndex + 1}.`;
      warnings.push({ path: `zones[${zoneIndex}].name`, code: "unnamedZone", reason });
    }
    zone.areas.forEach((json, areaIndex) => {
      const area = areas.length < areaCountMax ? readArea(json, zoneIndex, zone.position) : null;
      if (area !== null) areas.push(area);
      else {
        const reason = "The area cannot be drawn and is left out.";
        warnings.push({ path: `zones[${zoneIndex}].areas[${areaIndex}]`, code: "unreadableArea", reason });
      }
    });
  });
  return { areas, warnings };
}

function placeWarnings(
  seats: PlanSeat[],
  fileSeats: PlanFileSeat[],
  zones: SeatingPlan["zones"],
  size: { width: number; height: number },
): PlanProblem[] {
  const firstPaths = new Map<string, string>();
  return seats.flatMap((seat, index): PlanProblem[] => {
    const path = fileSeats[index]?.path ?? "";
    const place = JSON.stringify([seat.zoneIndex, seat.rowLabel, seat.seatNumber]);
    const firstPath = firstPaths.get(place);
    const warnings: PlanProblem[] = [];
    if (firstPath === undefined) firstPaths.set(place, path);
    else {
      const name = `zone ${quoted(zones[seat.zoneIndex]?.name ?? "")}, row ${quoted(seat.rowLabel)}, seat ${quoted(seat.seatNumber)}`;
      warnings.push({
        path,
        code: "duplicatePlace",
        reason: `The place (${name}) also stands at ${firstPath}.`,
      });
    }
    if (seat.x < 0 || seat.y < 0 || seat.x > size.width || seat.y > size.height) {
      warnings.push({ path, code: "seatOutsidePlan", reason: "The seat stands outside the plan's size." });
    }
    return warnings;
  });
}

function extent(seats: PlanSeat[]): { width: number; height: number } {
  const margin = 40;
  const { x, y } = seats.reduce(
    (most, seat) => ({ x: Math.max(most.x, seat.x), y: Math.max(most.y, seat.y) }),
    { x: 0, y: 0 },
  );
  return { width: rounded(x + margin), height: rounded(y + margin) };
}

function nameOr(name: string | undefined, otherwise: string): string {
  return name === undefined || name.trim() === "" ? otherwise : name;
}

import type { z } from "zod";
import { findJsonFault } from "./json-fault.ts";
import { type PlanArea, readArea, rounded } from "./seating-plan.areas.ts";
import { type PlanFile, type PlanFileSeat, planFile, seatsOf } from "./seating-plan.format.ts";

export const planSeatCountMax = 50_000;
const problemCountMax = 50;
const areaCountMax = 2_000;

/**
 * What is wrong with a plan file. `path` names the place in the JSON ("zones[2].rows[0].seats[14].seat_guid"), and is
 * empty for the whole file; `line` and `column`, from 1, are given where the text is not JSON.
 */
export type PlanProblem = {
  path: string;
  line?: number;
  column?: number;
  code: PlanProblemCode;
  reason: string;
};

export type PlanProblemCode =
  // The file is refused.
  | "emptyFile"
  | "truncatedFile"
  | "notJson"
  | "missingField"
  | "wrongType"
  | "outOfRange"
  | "badColour"
  | "blankName"
  | "nameTooLong"
  | "controlCharacter"
  | "duplicateCategory"
  | "duplicateSeatId"
  | "unknownCategory"
  | "noSeats"
  | "tooManySeats"
  // Warnings: the file is read all the same.
  | "duplicatePlace"
  | "unnamedZone"
  | "unreadableArea"
  | "seatOutsidePlan";

/** A seat; x and y are the absolute place of its centre in plan units, two decimals. */
export type PlanSeat = {
  guid: string;
  floorIndex: number;
  zoneIndex: number;
  rowLabel: string;
  seatNumber: string;
  categoryIndex: number;
  designationIndex: number;
  x: number;
  y: number;
  wheelchair: boolean;
  companion: boolean;
  restrictedView: boolean;
  folding: boolean;
};

/** A hall as drawn: every index counts from 0 in the list of that name; colours are #rrggbb, lower case. */
export type SeatingPlan = {
  name: string;
  width: number;
  height: number;
  categories: { name: string; colour: string }[];
  floors: { floorIndex: number; name: string }[];
  zones: { name: string; floorIndex: number }[];
  designations: string[];
  seats: PlanSeat[];
  areas: PlanArea[];
  /** What a person should look at, though the plan can be used as it is; at most 50. */
  warnings: PlanProblem[];
};

export type SeatingPlanResult = { ok: true; plan: SeatingPlan } | { ok: false; problems: PlanProblem[] };

/**
 * Reads a hall from the open seating-plan JSON (R9.3 needs floors, zones, categories and designations of it). Never
 * throws: whatever the text, the answer is a plan or at most 50 problems that say where and why.
 */
export function parseSeatingPlan(text: string): SeatingPlanResult {
  // Editors on Windows put a byte order mark before the first character.
  const parsed = parseJson(text.replace(/^\uFEFF/, ""));
  if ("problem" in parsed) return { ok: false, problems: [parsed.problem] };
  // Counted before the schema runs, which would report every fault of ten million seats.
  if (countSeats(parsed.json) > planSeatCountMax) {
    const reason = `The plan has more than ${planSeatCountMax} seats, the most that a hall may have.`;
    return { ok: false, problems: [{ path: "zones", code: "tooManySeats", reason }] };
  }
  const file = planFile.safeParse(parsed.json, { reportInput: true });
  if (!file.success) return { ok: false, problems: limited(file.error.issues.map(problemOfIssue)) };
  const seats = seatsOf(file.data);
  const problems = [...duplicateCategories(file.data), ...seatProblems(file.data, seats)];
  return problems.length > 0
    ? { ok: false, problems: limited(problems) }
    : { ok: true, plan: build(file.data, seats) };
}

function parseJson(text: string): { json: unknown } | { problem: PlanProblem } {
  try {
    return { json: JSON.parse(text) };
  } catch {
    if (text.trim() === "") return { problem: { path: "", code: "emptyFile", reason: "The file is empty." } };
    const { line, column, cut, expected } = findJsonFault(text) ?? {
      line: 1,
      column: 1,
      cut: false,
      expected: "JSON",
    };
    const where = `line ${line}, column ${column}`;
    return {
      problem: cut
        ? {
            path: "",
            line,
            column,
            code: "truncatedFile",
            reason: `The file is cut short: it ends at ${where}.`,
          }
        : {
            path: "",
            line,
            column,
            code: "notJson",
            reason: `Not JSON: ${expected} is expected at ${where}.`,
          },
    };
  }
}

function countSeats(json: unknown): number {
  return list(json, "zones")
    .flatMap((zone) => list(zone, "rows"))
    .reduce<number>((count, row) => count + list(row, "seats").length, 0);
}

function list(json: unknown, field: string): unknown[] {
  const value =
    typeof json === "object" && json !== null ? new Map(Object.entries(json)).get(field) : undefined;
  return Array.isArray(value) ? value : [];
}

const typeWords: Record<string, string> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function problemOfIssue(issue: z.core.$ZodIssue): PlanProblem {
  const path = issue.path.reduce<string>(
    (before, key) =>
      typeof key === "number"
        ? `${before}[${key}]`
        : before === ""
          ? String(key)
          : `${before}.${String(key)}`,
    "",
  );
  if (issue.code === "invalid_type" || issue.code === "invalid_union") {
    // The one union of the format is a text that may also be written as a number.
    const wanted = typeWords[issue.code === "invalid_type" ? issue.expected : "string"] ?? "another value";
    return issue.input === undefined
      ? { path, code: "missingField", reason: `The field is missing: ${wanted} is expected.` }
      : { path, code: "wrongType", reason: `A value of the wrong type: ${wanted} is expected.` };
  }
  if (issue.code === "invalid_format") return { path, code: "badColour", reason: issue.message };
  if (issue.code === "custom") return { path, code: customCode(issue.params?.code), reason: issue.message };
  return {
    path,
    code: "outOfRange",
    reason: "The number is out of range: between -1,000,000 and 1,000,000, sizes above 0.",
  };
}

function customCode(code: unknown): PlanProblemCode {
  return code === "nameTooLong" || code === "controlCharacter" ? code : "blankName";
}

function duplicateCategories({ categories }: PlanFile): PlanProblem[] {
  const names = categories.map(({ name }) => name);
  return names.flatMap((name, index): PlanProblem[] => {
    if (names.indexOf(name) === index) return [];
    const reason = `The category ${quoted(name)} stands twice.`;
    return [{ path: `categories[${index}].name`, code: "duplicateCategory", reason }];
  });
}

function seatProblems({ categories }: PlanFile, seats: PlanFileSeat[]): PlanProblem[] {
  if (seats.length === 0) return [{ path: "zones", code: "noSeats", reason: "The plan has no seat." }];
  const known = new Set(categories.map(({ name }) => name));
  const firstPaths = new Map<string, string>();
  const problems: PlanProblem[] = [];
  for (const { seat, path } of seats) {
    const firstPath = firstPaths.get(seat.seat_guid);
    if (firstPath === undefined) firstPaths.set(seat.seat_guid, path);
    else {
      const reason = `The seat id ${quoted(seat.seat_guid)} is already used at ${firstPath}.`;
      problems.push({ path: `${path}.seat_guid`, code: "duplicateSeatId", reason });
    }
    if (!known.has(seat.category)) {
      const reason = `The category ${quoted(seat.category)} is not among the plan's categories.`;
      problems.push({ path: `${path}.category`, code: "unknownCategory", reason });
    }
  }
  return problems;
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

function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

function limited(problems: PlanProblem[]): PlanProblem[] {
  return problems.slice(0, problemCountMax);
}

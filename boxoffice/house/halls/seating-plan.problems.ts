import type { z } from "zod";
import type { PlanFile, PlanFileSeat } from "./seating-plan.format.ts";

const problemCountMax = 50;

/**
 * What is wrong with a plan file. `path` names the place: in JSON the path ("zones[2].rows[0].seats[14].seat_guid"), in
 * CSV the column, in SVG the element ("circle#A-12"); it is empty for the whole file. `line` and `column`, from 1, are
 * given where the text is CSV or SVG, or is not JSON. `value` is what stands there, where that helps.
 */
export type PlanProblem = {
  path: string;
  line?: number;
  column?: number;
  code: PlanProblemCode;
  reason: string;
  value?: string;
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
  | "tooManyRows"
  | "badCsv"
  | "unknownColumn"
  | "missingColumn"
  | "badXml"
  | "entityDeclared"
  | "noSeatId"
  | "seatWithoutPlace"
  | "badTransform"
  | "badShape"
  | "unknownKind"
  // Warnings: the file is read all the same.
  | "duplicatePlace"
  | "unnamedZone"
  | "unreadableArea"
  | "seatOutsidePlan"
  | "ignoredElement"
  | "ignoredColumn";

const typeWords: Record<string, string> = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

/** Says in one of our codes what the schema found. */
export function problemOfIssue(issue: z.core.$ZodIssue): PlanProblem {
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
    if (issue.input === undefined)
      return { path, code: "missingField", reason: `The field is missing: ${wanted} is expected.` };
    const reason = `A value of the wrong type: ${wanted} is expected.`;
    return { path, code: "wrongType", reason, ...textIn(issue.input) };
  }
  if (issue.code === "invalid_format") return { path, code: "badColour", reason: issue.message };
  if (issue.code === "custom") return { path, code: customCode(issue.params?.code), reason: issue.message };
  return {
    path,
    code: "outOfRange",
    reason: "The number is out of range: between -1,000,000 and 1,000,000, sizes above 0.",
  };
}

function textIn(input: unknown): { value?: string } {
  return typeof input === "string" && input !== "" ? { value: input.slice(0, 60) } : {};
}

function customCode(code: unknown): PlanProblemCode {
  return code === "nameTooLong" || code === "controlCharacter" ? code : "blankName";
}

/** What the schema cannot see, since it concerns several places of the file; at most 50. */
export function checkPlanFile(file: PlanFile, seats: PlanFileSeat[]): PlanProblem[] {
  return limited([...duplicateCategories(file), ...seatProblems(file, seats)]);
}

function duplicateCategories({ categories }: PlanFile): PlanProblem[] {
  const names = new Set<string>();
  return categories.flatMap(({ name }, index): PlanProblem[] => {
    if (!names.has(name)) {
      names.add(name);
      return [];
    }
    const reason = `The category ${quoted(name)} stands twice.`;
    return [{ path: `categories[${index}].name`, code: "duplicateCategory", reason, value: name }];
  });
}

/** Ids that stand twice, found though other faults keep the schema from reading the file. */
export function duplicateIds(seats: Iterable<{ id: unknown; path: string }>): PlanProblem[] {
  const firstPaths = new Map<string, string>();
  const problems: PlanProblem[] = [];
  for (const { id, path } of seats) {
    if (typeof id !== "string" || id === "") continue;
    const firstPath = firstPaths.get(id);
    if (firstPath === undefined) firstPaths.set(id, path);
    else {
      const reason = `The seat id ${quoted(id)} is already used at ${firstPath}.`;
      problems.push({ path: `${path}.seat_guid`, code: "duplicateSeatId", reason, value: id.slice(0, 60) });
    }
  }
  return problems;
}

function seatProblems({ categories }: PlanFile, seats: PlanFileSeat[]): PlanProblem[] {
  if (seats.length === 0) return [{ path: "zones", code: "noSeats", reason: "The plan has no seat." }];
  const known = new Set(categories.map(({ name }) => name));
  const problems = duplicateIds(seats.map(({ seat, path }) => ({ id: seat.seat_guid, path })));
  for (const { seat, path } of seats) {
    if (known.has(seat.category)) continue;
    const reason = `The category ${quoted(seat.category)} is not among the plan's categories.`;
    problems.push({ path: `${path}.category`, code: "unknownCategory", reason, value: seat.category });
  }
  return problems;
}

/** A value of the file inside a sentence. */
export function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}

/** A person reads the first ones; a file of 50,000 faults must not make an answer of 50,000 lines. */
export function limited(problems: PlanProblem[]): PlanProblem[] {
  return problems.slice(0, problemCountMax);
}

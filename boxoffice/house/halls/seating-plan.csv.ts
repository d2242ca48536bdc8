import { readCsvCell } from "@allotement/documents/csv.ts";
import { CsvError, parse } from "csv-parse/sync";
import { type CsvField, csvFieldOf, csvHeadingOf } from "./seating-plan.csv-columns.ts";
import { planTable } from "./seating-plan.csv-table.ts";
import { type PlanProblem, quoted } from "./seating-plan.problems.ts";
import { planSeatCountMax, readPlanJson, type SeatingPlanResult, withoutMark } from "./seating-plan.ts";

/** One line of the table: its cells by field. */
export interface CsvLine {
  line: number;
  cell(field: CsvField): string;
}

/** Categories, zones and drawings stand on lines of their own, beside the seats. */
const lineCountMax = planSeatCountMax + 10_000;

/** Reads a plan from a table with headings (docs/plans.md); every fault names its line and column. */
export function readCsvPlan(text: string): SeatingPlanResult {
  if (text.trim() === "") return refused({ path: "", code: "emptyFile", reason: "The file is empty." });
  const lines = linesOf(withoutMark(text));
  if (!Array.isArray(lines)) return refused(lines);
  const [head, ...body] = lines;
  const fields = head?.cells.map(csvFieldOf) ?? [];
  const faults = headFaults(head?.cells ?? [], fields);
  if (faults.length > 0) return { ok: false, problems: faults };
  if (body.length > lineCountMax) {
    const reason = `The file has ${body.length} lines: a hall may have ${planSeatCountMax} seats at most.`;
    return refused({ path: "", code: "tooManySeats", reason });
  }
  const at = new Map(fields.map((field, index) => [field, index]));
  const table = planTable(
    body.map(({ cells, line }) => ({
      line,
      cell: (field) => readCsvCell(cells[at.get(field) ?? -1] ?? ""),
    })),
    at.has("x") && at.has("y"),
  );
  if (table.problems.length > 0) return { ok: false, problems: table.problems };
  const read = readPlanJson(table.json);
  const inTable = (problem: PlanProblem) => table.collector.inFile(problem, csvHeadingOf);
  if (!read.ok) return { ok: false, problems: read.problems.map(inTable) };
  const warnings = read.plan.warnings.map(inTable);
  return { ok: true, plan: { ...read.plan, warnings: [...ignored(head?.cells ?? [], fields), ...warnings] } };
}

function refused(problem: PlanProblem): SeatingPlanResult {
  return { ok: false, problems: [problem] };
}

function linesOf(text: string): { cells: string[]; line: number }[] | PlanProblem {
  try {
    const lines: { cells: string[]; line: number }[] = [];
    parse(text, {
      delimiter: delimiterOf(text),
      max_record_size: 100_000,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines: line }) => {
        if (cells.some((cell) => cell.trim() !== "")) lines.push({ cells, line });
        return null;
      },
    });
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? error.lines : 1;
    const reason = `Not a table that can be read: a quotation mark stands wrong before or in line ${line}.`;
    return { path: "", line, column: 1, code: "badCsv", reason };
  }
}

/** Semicolons, commas or tabs: whichever stands most often in the headings. */
function delimiterOf(text: string): string {
  const [head = ""] = text.split(/\r\n|\r|\n/, 1);
  const count = (mark: string) => head.split(mark).length;
  return [",", "\t"].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ";");
}

function headFaults(cells: readonly string[], fields: readonly (CsvField | undefined)[]): PlanProblem[] {
  const missing = (["row", "number"] as const).filter((field) => !fields.includes(field));
  const problems = missing.map((field): PlanProblem => {
    const path = field === "row" ? "rang" : "place";
    return {
      path,
      line: 1,
      column: 1,
      code: "missingColumn",
      reason: `The column ${quoted(path)} is missing.`,
    };
  });
  fields.forEach((field, index) => {
    if (field === undefined || fields.indexOf(field) === index) return;
    const path = (cells[index] ?? "").trim();
    problems.push({
      path,
      line: 1,
      column: index + 1,
      code: "unknownColumn",
      reason: "The column stands twice.",
    });
  });
  return problems;
}

function ignored(cells: readonly string[], fields: readonly (CsvField | undefined)[]): PlanProblem[] {
  return cells.flatMap((cell, index): PlanProblem[] => {
    if (fields[index] !== undefined || cell.trim() === "") return [];
    const reason = "The column is not known and is left out.";
    return [{ path: cell.trim().slice(0, 60), line: 1, column: index + 1, code: "ignoredColumn", reason }];
  });
}

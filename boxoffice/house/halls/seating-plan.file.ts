import { readCsvPlan } from "./seating-plan.csv.ts";
import { writeCsvPlan } from "./seating-plan.csv-write.ts";
import { readSvgPlan } from "./seating-plan.svg.ts";
import { writeSvgPlan } from "./seating-plan.svg-write.ts";
import { parseSeatingPlan, type SeatingPlan, type SeatingPlanResult } from "./seating-plan.ts";
import { writeSeatingPlan } from "./seating-plan.write.ts";

/** The files that a plan comes in by and goes out by (docs/plans.md). */
export const planFormats = ["json", "csv", "svg"] as const;
export type PlanFormat = (typeof planFormats)[number];

/** Reads a plan from a file's text. Never throws: whatever the text, a plan or at most 50 problems. */
export function readPlanText(text: string, format: PlanFormat): SeatingPlanResult {
  if (format === "csv") return readCsvPlan(text);
  return format === "svg" ? readSvgPlan(text) : parseSeatingPlan(text);
}

/** The same plan as a file's text; read back it is equal, save for the warnings, which are found anew. */
export function writePlanText(plan: SeatingPlan, format: PlanFormat): string {
  if (format === "csv") return writeCsvPlan(plan);
  return format === "svg" ? writeSvgPlan(plan) : writeSeatingPlan(plan);
}

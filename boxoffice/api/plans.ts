import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { type DrawnArea, type InvalidPlan, planProblem } from "./halls.ts";

/** Plans as files and as drawings: read, written, compared, put into force. */

/** The files that a plan comes in by and goes out by (docs/plans.md). */
export const planFormat = z.enum(["json", "csv", "svg"]);
export type PlanFormat = z.infer<typeof planFormat>;

const planText = z.string().min(1).meta({ description: "the text of a plan's file" });

export const planToRead = z.strictObject({ plan: planText, format: planFormat.default("json") });
export type PlanToRead = z.input<typeof planToRead>;

export const exportQuery = z.strictObject({
  format: planFormat.default("json"),
  version: z.coerce.number().pipe(code).optional(),
});

/** `planVersion`: the version that was changed; where another is in force meanwhile the change is refused. */
export const planToApply = planToRead.extend({ planVersion: code });
export type PlanToApply = z.input<typeof planToApply>;

/** A hall as drawn; indexes count from 0 in the list of that name, places are absolute. */
export interface DrawnPlan {
  name: string;
  width: number;
  height: number;
  categories: { name: string; colour: string }[];
  floors: { floorIndex: number; name: string }[];
  zones: { name: string; floorIndex: number }[];
  designations: string[];
  seats: DrawnSeat[];
  areas: DrawnPlanArea[];
}

export interface DrawnSeat {
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
}

export type DrawnShape =
  | { shape: "rectangle"; width: number; height: number }
  | { shape: "circle"; radius: number }
  | { shape: "ellipse"; radiusX: number; radiusY: number }
  | { shape: "polygon"; points: { x: number; y: number }[] }
  | { shape: "text" };

/** What is drawn besides seats, as the open seating-plan JSON has it. */
export type DrawnPlanArea = DrawnShape & {
  zoneIndex: number;
  x: number;
  y: number;
  rotation: number;
  fill: string | null;
  border: string | null;
  text: { text: string; x: number; y: number; size: number; colour: string | null } | null;
};

/** What a file says, before anything is stored of it; without a response schema, for its weight. */
export interface PlanRead {
  plan: DrawnPlan;
  /** The same areas as the screen draws them. */
  drawn: DrawnArea[];
  warnings: InvalidPlan["problems"];
}

/** A hall's plan in a version of it. */
export interface PlanOfHall extends Omit<PlanRead, "warnings"> {
  hallCode: number;
  planVersion: number;
  /** The version in force. */
  currentVersion: number;
}

export const planVersions = z
  .object({
    hallCode: code,
    name: z.string(),
    capacity: z.int(),
    planVersion: z.int(),
    /** How many performances to come are played on this plan. */
    performances: z.int(),
    /** Whether the plan was exported for a reseller since the version in force came (R11.1). */
    exported: z.boolean(),
    /** Newest first; without the version in force. */
    replaced: z.array(
      z.object({
        planVersion: z.int(),
        capacity: z.int(),
        replacedAt: z.iso.datetime(),
        operatorName: z.string(),
      }),
    ),
  })
  .meta({ id: "PlanVersions" });
export type PlanVersions = z.infer<typeof planVersions>;

export const seatChange = z.enum([
  "added",
  "gone",
  "moved",
  "relabelled",
  "category",
  "designation",
  "attributes",
]);
export type SeatChangeKind = z.infer<typeof seatChange>;

/** A seat as words say it. */
export interface SeatFacts {
  floor: string;
  zone: string;
  row: string;
  number: string;
  category: string;
  designation: string;
  x: number;
  y: number;
  /** Bits: 1 wheelchair, 2 companion, 4 restricted view, 8 folding. */
  flags: number;
}

/** What became of one seat between two plans; `before` is null where it is new, `after` where it is gone. */
export interface SeatDifference {
  guid: string;
  before: SeatFacts | null;
  after: SeatFacts | null;
  changes: SeatChangeKind[];
}

export interface PlanDifference {
  capacityBefore: number;
  capacityAfter: number;
  /** Stage, walls, captions or the size of the drawing differ. */
  drawingChanged: boolean;
  seats: SeatDifference[];
}

/** A seat that a performance to come has given away, and that the new plan would lose or rename. */
export const planObstacle = z.object({
  performanceNumber: code,
  title: z.string(),
  localDate: z.string(),
  localTime: z.string(),
  zone: z.string(),
  row: z.string(),
  number: z.string(),
  state: z.string(),
  change: seatChange,
});
export type PlanObstacle = z.infer<typeof planObstacle>;

export const planInUse = z
  .object({
    error: z.literal("PLAN_IN_USE"),
    message: z.string(),
    /** At most 200, of `obstacleCount`. */
    obstacles: z.array(planObstacle),
    obstacleCount: z.int(),
  })
  .meta({ id: "PlanInUse" });
export type PlanInUse = z.infer<typeof planInUse>;

/** What would change, and what stands against it. */
export interface PlanComparison extends PlanDifference {
  obstacles: PlanObstacle[];
  obstacleCount: number;
}

export const planApplied = z
  .object({
    planVersion: z.int(),
    capacity: z.int(),
    /** Performances to come that have new seats, or whose seats have left. */
    performances: z.int(),
    warnings: z.array(planProblem),
  })
  .meta({ id: "PlanApplied" });
export type PlanApplied = z.infer<typeof planApplied>;

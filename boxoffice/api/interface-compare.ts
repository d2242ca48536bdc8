import { code, localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { lineProblem } from "./interface-connection.ts";
import { secondPerson } from "./people.ts";

/** Comparing both sides seat by seat, and mending what differs (R8.3). */

/** Why a seat differs. */
export const differenceCause = z.enum([
  "movementsDiffer",
  "unknownSeatHere",
  "soldOnBothSides",
  "twoOwners",
  "fenceMissing",
  "commandBehind",
  "allotNotArrived",
  "allotReplyMissing",
  "recallNotArrived",
  "recallReplyMissing",
  "saleNotReceived",
  "allottedHereUnknownThere",
  "grantDiffers",
  "heldUnderOtherGrant",
  "lostCancellationOrRestore",
  "divergentHeldThere",
  "divergentNotThere",
  "divergentInDoubt",
]);
export type DifferenceCause = z.infer<typeof differenceCause>;

/** What mends a difference and may be done by one person. */
export const seatRepair = z.enum([
  "sendAgain",
  "receiveSale",
  "takeAsAccepted",
  "takeAsWithdrawn",
  "sendFence",
  "takeCounters",
  "settleAsAllotted",
  "settleAsHeld",
]);
export type SeatRepair = z.infer<typeof seatRepair>;

/** What two people may decide where no program can: the venue keeps the seat behind a fence, or the reseller keeps it. */
export const seatDecision = z.enum(["takeBack", "leaveToReseller"]);
export type SeatDecision = z.infer<typeof seatDecision>;

const standing = { state: z.string(), command: z.int(), grant: z.int().nullable(), fence: z.int() };

export const seatDifference = z
  .object({
    seatCode: z.int(),
    /** Null where the plan has no such seat. */
    row: z.string().nullable(),
    number: z.string().nullable(),
    zone: z.string().nullable(),
    cause: differenceCause,
    /** Null: an alarm, nothing mends it by itself. */
    repair: seatRepair.nullable(),
    decisions: z.array(seatDecision),
    movementSerial: z.int().nullable(),
    here: z.object(standing).nullable(),
    there: z.object(standing).nullable(),
  })
  .meta({ id: "SeatDifference" });
export type SeatDifferenceView = z.infer<typeof seatDifference>;

export const comparison = z
  .object({
    performanceNumber: z.int(),
    at: z.string(),
    asOf: z.int(),
    seats: z.int(),
    /** Seats that moved while both sides were read: of them nothing is said. */
    moving: z.int(),
    differences: z.array(seatDifference),
  })
  .meta({ id: "Comparison" });
export type ComparisonView = z.infer<typeof comparison>;

const notCompared = [
  z.object({ outcome: z.literal("lineDown"), problem: lineProblem.nullable() }),
  z.object({ outcome: z.literal("feedStopped"), fault: z.string() }),
] as const;

/** `POST /api/interface/compare/{performanceNumber}`: compares now. */
export const comparisonAnswer = z
  .discriminatedUnion("outcome", [z.object({ outcome: z.literal("compared"), comparison }), ...notCompared])
  .meta({ id: "ComparisonAnswer" });
export type ComparisonAnswer = z.infer<typeof comparisonAnswer>;

/** `GET /api/interface/compare`: every performance that the reseller knows, with its last comparison. */
export const comparedPerformances = z
  .object({
    performances: z.array(
      z.object({
        performanceNumber: z.int(),
        showTitle: z.string(),
        localDate,
        localTime,
        last: z
          .object({
            at: z.string(),
            occasion: z.enum(["run", "night", "person"]),
            seats: z.int(),
            repairs: z.int(),
            alarms: z.int(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: "ComparedPerformances" });
export type ComparedPerformances = z.infer<typeof comparedPerformances>;

/** `GET /api/interface/compare/{performanceNumber}`: the last comparison that was kept. */
export const keptComparison = z.object({ comparison: comparison.nullable() }).meta({ id: "KeptComparison" });
export type KeptComparison = z.infer<typeof keptComparison>;

/** A difference as it was seen: where the seat has moved on since, it is left alone. */
const seenDifference = z.strictObject({
  seatCode: code,
  cause: differenceCause,
  movementSerial: z.int().nullable(),
});
const seenDifferences = z.array(seenDifference).min(1).max(2000);

/** `POST /api/interface/compare/{performanceNumber}/repair` (manager). `dryRun`: says what would change, changes nothing. */
export const repairOrder = z
  .strictObject({ dryRun: z.boolean(), seats: seenDifferences })
  .meta({ id: "RepairOrder" });
export type RepairOrder = z.infer<typeof repairOrder>;

/** `POST /api/interface/compare/{performanceNumber}/decide` (support): two people settle alarms, with a reason. */
export const decisionOrder = z
  .strictObject({
    decision: seatDecision,
    reason: z.string().trim().min(1).max(500),
    secondPerson: secondPerson.optional(),
    seats: z.array(seenDifference).min(1).max(500),
  })
  .meta({ id: "DecisionOrder" });
export type DecisionOrder = z.infer<typeof decisionOrder>;

export const repairResult = z
  .object({
    seatCode: z.int(),
    cause: differenceCause,
    repair: seatRepair.nullable(),
    /** `stale`: the seat had moved on and was left alone. `nothing`: there was nothing to do for it. */
    result: z.enum(["would", "done", "stale", "nothing"]),
    from: z.string().nullable(),
    to: z.string().nullable(),
  })
  .meta({ id: "RepairResult" });
export type RepairResultView = z.infer<typeof repairResult>;

/** What was repaired seat by seat, and the comparison that proves it. */
export const repairAnswer = z
  .discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("compared"), results: z.array(repairResult), after: comparison }),
    ...notCompared,
  ])
  .meta({ id: "RepairAnswer" });
export type RepairAnswer = z.infer<typeof repairAnswer>;

export const comparedParameters = z.strictObject({ performanceNumber: z.coerce.number().pipe(code) });

import { code, localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { secondPerson } from "./people.ts";

/** «FORCER LE DECONTINGEMENT» (R8.5): last resort, by support and a second person. */

const seatPlace = {
  seatCode: z.int(),
  floor: z.string(),
  zone: z.string(),
  row: z.string(),
  number: z.string(),
};

const performanceFacts = {
  showTitle: z.string(),
  performanceNumber: z.int(),
  localDate,
  localTime,
};

const freedState = z.enum(["allotting", "allotted", "recalling"]);

/** `GET /api/interface/force-recall/performances/{performanceNumber}`: what would be freed, and what is known of it. */
export const forceRecallPreview = z
  .object({
    ...performanceFacts,
    /** The line: whether it carries now, and when it last did since the server started. */
    line: z.object({ up: z.boolean().nullable(), lastUpAt: z.string().nullable() }),
    /** Up to which event the feed was received, and when the last one came; null before the first session. */
    feed: z.object({ sequence: z.int(), receivedAt: z.string().nullable(), atFault: z.boolean() }).nullable(),
    counts: z.object({ allotting: z.int(), allotted: z.int(), recalling: z.int() }),
    /** Every one of them may already be sold. */
    seats: z.array(z.object({ ...seatPlace, state: freedState, allottedSince: z.string() })),
  })
  .meta({ id: "ForceRecallPreview" });
export type ForceRecallPreview = z.infer<typeof forceRecallPreview>;

/** `POST /api/interface/force-recall` (support): `confirmation` is the words of R8.5, typed. */
export const forceRecallOrder = z
  .strictObject({
    performanceNumber: code,
    seatCodes: z.union([z.literal("all"), z.array(code).min(1).max(50_000)]),
    reason: z.string().trim().min(1).max(500),
    confirmation: z.string().max(100),
    secondPerson: secondPerson.optional(),
  })
  .meta({ id: "ForceRecallOrder" });
export type ForceRecallOrderBody = z.infer<typeof forceRecallOrder>;

/** `POST /api/interface/forced-recalls/{id}/send-again` (support): of how many seats the refused fence was sent anew. */
export const fencesSentAgain = z.object({ seats: z.int() }).meta({ id: "FencesSentAgain" });
export type FencesSentAgain = z.infer<typeof fencesSentAgain>;

export const forceRecallDone = z.object({ forcedRecallId: z.uuid() }).meta({ id: "ForceRecallDone" });

const forcedRecallView = z.object({
  forcedRecallId: z.uuid(),
  ...performanceFacts,
  at: z.string(),
  operatorName: z.string(),
  secondOperatorName: z.string(),
  reason: z.string(),
  seatCount: z.int(),
  /** Seats whose fence the reseller has acknowledged. */
  acknowledged: z.int(),
  /** Seats whose fence it has refused: a person compares (R8.3). */
  refused: z.int(),
  /** Sales under the revoked grants that were received since. */
  lateSales: z.int(),
  conflicts: z.int(),
});
export type ForcedRecallView = z.infer<typeof forcedRecallView>;

/** `GET /api/interface/forced-recalls`: newest first. */
export const forcedRecallList = z
  .object({ forcedRecalls: z.array(forcedRecallView) })
  .meta({ id: "ForcedRecallList" });

/** `GET /api/interface/forced-recalls/{forcedRecallId}` */
export const forcedRecallReport = z
  .object({
    forcedRecall: forcedRecallView,
    seats: z.array(
      z.object({
        ...seatPlace,
        from: freedState,
        /** How the seat stands here now. */
        state: z.string(),
        fence: z.enum(["waiting", "acknowledged", "refused"]),
        /** The exchange's error number where the fence was refused for this seat. */
        error: z.int().nullable(),
        /** The latest sale under the revoked grant: what became of it. */
        lateSale: z
          .object({
            outcome: z.enum(["takenBack", "conflict", "conflictClosed", "cancelled"]),
            barcode: z.string(),
            soldAt: z.string(),
            holderSurname: z.string().nullable(),
          })
          .nullable(),
      }),
    ),
    skipped: z.array(z.object(seatPlace)),
    /** Fence operations that are not acknowledged yet. */
    waiting: z.array(
      z.object({
        seatCount: z.int(),
        attempts: z.int(),
        nextAttemptAt: z.string(),
        lastProblem: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "ForcedRecallReport" });
export type ForcedRecallReport = z.infer<typeof forcedRecallReport>;

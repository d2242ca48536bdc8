import { localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** Operations whose outcome is unknown: «résultat inconnu, n places bloquées depuis …» (rule 2). */

/** `GET /api/interface/operations`: those that are sent and not answered, oldest first. */
export const openOperations = z
  .object({
    operations: z.array(
      z.object({
        operationId: z.uuid(),
        runId: z.uuid().nullable(),
        kind: z.enum(["allot", "recall", "fence"]),
        /** Whether giving up was asked for: the reseller will say whether it was carried out. */
        voiding: z.boolean(),
        showTitle: z.string(),
        performanceNumber: z.int(),
        localDate,
        localTime,
        seatCount: z.int(),
        /** How many of them it still keeps locked: a fence none, and none that was freed by force since. */
        lockedSeats: z.int(),
        createdAt: z.string(),
        attempts: z.int(),
        nextAttemptAt: z.string(),
        lastProblem: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "OpenOperations" });
export type OpenOperations = z.infer<typeof openOperations>;

/** `POST /api/interface/operations/{operationId}/void` (support): asks to give up; seats move only by the reseller's word. */
export const voidAsked = z.object({ voiding: z.literal(true) }).meta({ id: "VoidAsked" });

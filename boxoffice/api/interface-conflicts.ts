import { localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** Conflicts: two customers for one seat, or a sale of the reseller that no seat can be given to (rule 9). */

export const conflictTicket = z.object({
  ticketId: z.int(),
  barcode: z.string(),
  soldThrough: z.enum(["counter", "web", "reseller"]),
  soldAt: z.string(),
  holderSurname: z.string().nullable(),
  holderFirstName: z.string().nullable(),
  amountCents: z.int(),
  cancelled: z.boolean(),
  /** Whether somebody is in the house with it. */
  inside: z.boolean(),
});
export type ConflictTicket = z.infer<typeof conflictTicket>;

export const conflictOutcome = z.enum(["reseated", "refundedHere", "refundedThere", "other"]);
export type ConflictOutcome = z.infer<typeof conflictOutcome>;

/** `GET /api/interface/conflicts`: open ones first, oldest first; then the latest closed. */
export const conflictList = z
  .object({
    conflicts: z.array(
      z.object({
        conflictId: z.int(),
        cause: z.string(),
        openedAt: z.string(),
        showTitle: z.string(),
        performanceNumber: z.int(),
        localDate,
        localTime,
        seatCode: z.int(),
        seatState: z.string(),
        floor: z.string(),
        zone: z.string(),
        row: z.string(),
        number: z.string(),
        /** The reseller's sale that came late; null where it bears no ticket. */
        late: conflictTicket.nullable(),
        /** Sold here, and stands for the seat. */
        here: conflictTicket.nullable(),
        /** Which of the tickets may be the one that stays. */
        mayStay: z.array(z.enum(["late", "here", "none"])),
        closed: z
          .object({
            at: z.string(),
            operatorName: z.string(),
            outcome: conflictOutcome,
            note: z.string(),
            stayingTicketId: z.int().nullable(),
          })
          .nullable(),
      }),
    ),
  })
  .meta({ id: "ConflictList" });
export type ConflictList = z.infer<typeof conflictList>;

/** `POST /api/interface/conflicts/{conflictId}/close` (manager): which ticket stays, what was agreed, in words. */
export const closeConflictOrder = z
  .strictObject({
    staying: z.enum(["late", "here", "none"]),
    outcome: conflictOutcome,
    note: z.string().trim().min(1).max(1000),
  })
  .meta({ id: "CloseConflict" });
export type CloseConflict = z.infer<typeof closeConflictOrder>;

export const conflictClosed = z
  .object({ stayingTicketId: z.int().nullable() })
  .meta({ id: "ConflictClosed" });

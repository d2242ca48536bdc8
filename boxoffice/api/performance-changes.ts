import { code, instant, localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** What becomes of one performance: another date (R11.3), its cancellation, and who must be told. */

const reason = z
  .string()
  .trim()
  .max(500)
  .refine((text) => !/\p{Cc}/u.test(text), { error: "holds a control character" });

/** `POST /api/performances/{performanceNumber}/reschedules` (manager) */
export const rescheduleOrder = z
  .strictObject({ localDate, localTime, reason: reason.default("") })
  .meta({ id: "RescheduleOrder" });
export type RescheduleOrder = z.infer<typeof rescheduleOrder>;
export const rescheduleAsked = z
  .object({
    rescheduleId: z.uuid(),
    /** False: no reseller has the performance, and it has moved. */
    atReseller: z.boolean(),
  })
  .meta({ id: "RescheduleAsked" });

/** What is to be typed before a performance is cancelled: nothing brings it back. */
export const cancellationConfirmation = "ANNULER LA SEANCE";

/** `POST /api/performances/{performanceNumber}/cancellation` (manager) */
export const cancellationOrder = z
  .strictObject({ reason: reason.min(1), confirmation: z.string().max(100) })
  .meta({ id: "CancellationOrder" });
export type CancellationOrder = z.infer<typeof cancellationOrder>;
export const performanceCancelled = z
  .object({
    /** The recall of what the reseller holds; null where it holds nothing. */
    recallRunId: z.uuid().nullable(),
  })
  .meta({ id: "PerformanceCancelled" });

const reschedule = z.object({
  rescheduleId: z.uuid(),
  /** asked of the reseller; acknowledged by it; moved here too; replaced by a later one before. */
  state: z.enum(["asked", "acknowledged", "moved", "replaced"]),
  /** Whether the reseller was to be asked. */
  atReseller: z.boolean(),
  from: z.object({ localDate, localTime }),
  to: z.object({ localDate, localTime }),
  reason: z.string(),
  askedAt: instant,
  askedBy: z.string(),
  acknowledgedAt: instant.nullable(),
  settledAt: instant.nullable(),
  attempts: z.int(),
  lastProblem: z.string().nullable(),
});

/** `GET /api/performances/{performanceNumber}/changes` */
export const performanceChanges = z
  .object({
    performanceNumber: code,
    showNumber: code,
    title: z.string(),
    hallName: z.string(),
    localDate,
    localTime,
    begun: z.boolean(),
    cancelled: z.object({ at: instant, by: z.string(), reason: z.string() }).nullable(),
    seats: z.object({
      capacity: z.int(),
      free: z.int(),
      held: z.int(),
      atReseller: z.int(),
      inDoubt: z.int(),
      soldHere: z.int(),
      soldAtReseller: z.int(),
    }),
    /** Live tickets of the counter, to be refunded after a cancellation. */
    toRefund: z.object({ count: z.int(), amountCents: z.int() }),
    /** Null where no connection is configured. */
    resellerName: z.string().nullable(),
    /** The latest first. */
    reschedules: z.array(reschedule),
  })
  .meta({ id: "PerformanceChanges" });
export type PerformanceChanges = z.infer<typeof performanceChanges>;

/** `GET /api/performances/{performanceNumber}/ticket-holders`: who must be told. Barcodes are left out on purpose. */
export const ticketHolders = z
  .object({
    holders: z.array(
      z.object({
        ticketId: z.int(),
        soldThrough: z.enum(["counter", "web", "reseller"]),
        row: z.string(),
        number: z.string(),
        floor: z.string(),
        seatCategoryName: z.string(),
        priceTypeName: z.string().nullable(),
        amountCents: z.int(),
        surname: z.string().nullable(),
        firstName: z.string().nullable(),
        soldAt: instant,
        /** At the reseller: its order and point of sale, and the date that its ticket bears. */
        orderId: z.string().nullable(),
        pointOfSale: z.string().nullable(),
        soldFor: z.object({ localDate, localTime }).nullable(),
      }),
    ),
  })
  .meta({ id: "TicketHolders" });
export type TicketHolders = z.infer<typeof ticketHolders>;

/** `POST /api/performances/{performanceNumber}/refunds` (manager): the next hundred of a cancelled performance. */
export const refundsMade = z
  .object({
    refunded: z.int(),
    refundedCents: z.int(),
    /** Those that a person must look at first, and why. */
    refused: z.array(z.object({ ticketId: z.int(), error: z.string() })),
    left: z.int(),
  })
  .meta({ id: "RefundsMade" });
export type RefundsMade = z.infer<typeof refundsMade>;

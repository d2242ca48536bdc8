import { code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** Selling at the venue's own counter, and taking a ticket back. */

export const counterSale = z
  .strictObject({
    seatCodes: z.array(code).min(1).max(200),
    priceTypeCode: code,
    paymentMethodId: code,
    /** Left out: the organizer's first channel of kind counter. */
    salesChannelId: code.optional(),
    /** Why a price type of another channel is sold here (R3.4): a manager's word is needed. */
    exception: z.enum(["regularisation", "exceptionalPostponement"]).optional(),
    holder: z
      .strictObject({ surname: z.string().trim().min(1).max(100), firstName: z.string().trim().max(100) })
      .optional(),
  })
  .meta({ id: "CounterSale" });
export type CounterSale = z.infer<typeof counterSale>;

export const counterTickets = z
  .object({
    tickets: z.array(
      z.object({
        ticketId: z.int(),
        seatCode: code,
        barcode: z.string(),
        faceValueCents: z.int(),
        venueFeeCents: z.int(),
        organizerFeeCents: z.int(),
      }),
    ),
    totalCents: z.int(),
  })
  .meta({ id: "CounterTickets" });
export type CounterTickets = z.infer<typeof counterTickets>;

/** A seat as it stands: its state, since when, its hold and its reseller. */
export const standingSeat = z.object({
  seatCode: code,
  state: z.string(),
  since: instant.nullable(),
  holdName: z.string().nullable(),
  resellerName: z.string().nullable(),
});
export type StandingSeat = z.infer<typeof standingSeat>;

/** None of the seats was sold: each one that is not free. */
export const seatsNotFree = z
  .object({ error: z.literal("SEATS_NOT_FREE"), message: z.string(), seats: z.array(standingSeat) })
  .meta({ id: "SeatsNotFree" });
export type SeatsNotFree = z.infer<typeof seatsNotFree>;

/** The money goes back by the sale's own payment method unless another is named. */
export const refundRequest = z
  .strictObject({ paymentMethodId: code.optional() })
  .meta({ id: "RefundRequest" });
export const refundAnswer = z
  .object({ ticketId: z.int(), entryNumber: z.int(), refundedCents: z.int() })
  .meta({ id: "RefundAnswer" });
export type RefundAnswer = z.infer<typeof refundAnswer>;

/** `GET /api/performances/:performanceNumber/seats`: one array per field, in seat order; all, or those of `?seats=12,13`. */
export interface PerformanceSeats {
  seatCodes: number[];
  states: string[];
  holdCodes: (number | null)[];
  resellerIds: (number | null)[];
  /** The live ticket of a sold seat. */
  ticketIds: (number | null)[];
}

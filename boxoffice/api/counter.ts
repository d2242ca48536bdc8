import { code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** Selling at the venue's own counter, and taking a ticket back. */

export const counterSale = z
  .strictObject({
    seatCodes: z.array(code).min(1).max(200),
    priceTypeCode: code,
    /** Seats of the order that are sold at another price type than the rest. */
    otherPriceTypes: z
      .array(z.strictObject({ priceTypeCode: code, seatCodes: z.array(code).min(1).max(200) }))
      .max(50)
      .optional(),
    paymentMethodId: code,
    /** Of cash: what the customer hands over; the answer says what to give back. */
    givenCents: z.int().min(0).max(100_000_000).optional(),
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
    orderNumber: z.int(),
    tickets: z.array(
      z.object({
        ticketId: z.int(),
        seatCode: code,
        priceTypeCode: code,
        barcode: z.string(),
        faceValueCents: z.int(),
        venueFeeCents: z.int(),
        organizerFeeCents: z.int(),
      }),
    ),
    totalCents: z.int(),
    /** Nothing where no cash was handed over. */
    changeCents: z.int(),
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

const ticketIds = z.array(z.int().min(1)).min(1).max(200);

/** All of these tickets are taken back, or none. */
export const refundsRequest = z
  .strictObject({ ticketIds, paymentMethodId: code.optional() })
  .meta({ id: "RefundsRequest" });
export const refundsAnswer = z
  .object({ refunds: z.array(refundAnswer), refundedCents: z.int() })
  .meta({ id: "RefundsAnswer" });
export type RefundsAnswer = z.infer<typeof refundsAnswer>;

/** A seat for a seat, of the same performance or another; the price type stays unless another is named. */
export const exchangeRequest = z
  .strictObject({
    performanceNumber: code,
    seatCode: code,
    priceTypeCode: code.optional(),
    /** How the difference is paid or given back; the sale's own method unless another is named. */
    paymentMethodId: code.optional(),
  })
  .meta({ id: "ExchangeRequest" });
export type ExchangeRequest = z.infer<typeof exchangeRequest>;
export const exchangeAnswer = z
  .object({
    orderNumber: z.int(),
    ticketId: z.int(),
    barcode: z.string(),
    /** To be paid; below zero, to be given back. */
    differenceCents: z.int(),
  })
  .meta({ id: "ExchangeAnswer" });
export type ExchangeAnswer = z.infer<typeof exchangeAnswer>;

export const ticketPrint = z
  .strictObject({ ticketIds, format: z.enum(["thermal", "printAtHome"]) })
  .meta({ id: "TicketPrint" });
export type TicketPrint = z.infer<typeof ticketPrint>;

/** Tickets sold at the counter for a performance, the latest order first: all, or those that a text finds. */
export const soldTicketsQuery = z.strictObject({
  /** A surname's beginning, a barcode, an order's number, or a ticket's behind «#». */
  text: z.string().trim().max(100).default(""),
});
export const soldTickets = z
  .object({
    tickets: z.array(
      z.object({
        ticketId: z.int(),
        orderNumber: z.int().nullable(),
        seatCode: code,
        barcode: z.string(),
        priceTypeName: z.string().nullable(),
        dueCents: z.int(),
        holder: z.string(),
        soldAt: instant,
        operatorInitials: z.string(),
        cancelledAt: instant.nullable(),
        /** The ticket that was sold for this one. */
        exchangedFor: z.int().nullable(),
        printCount: z.int(),
      }),
    ),
  })
  .meta({ id: "SoldTickets" });
export type SoldTickets = z.infer<typeof soldTickets>;

/** `GET /api/performances/:performanceNumber/seats`: one array per field, in seat order; all, or those of `?seats=12,13`. */
export interface PerformanceSeats {
  seatCodes: number[];
  states: string[];
  holdCodes: (number | null)[];
  resellerIds: (number | null)[];
  /** The live ticket of a sold seat. */
  ticketIds: (number | null)[];
}

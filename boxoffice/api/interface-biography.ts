import { code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** The biography of a seat: every movement on both sides, and who held it at a moment (R8.3). */

/** `GET /api/interface/biography/{performanceNumber}/seats`: finds seats by what stands on the plan. */
export const seatsFoundQuery = z.strictObject({ row: z.string().max(20), number: z.string().max(20) });
export const seatsFound = z
  .object({
    seats: z.array(
      z.object({
        seatCode: z.int(),
        row: z.string(),
        number: z.string(),
        zone: z.string(),
        floor: z.string(),
      }),
    ),
  })
  .meta({ id: "SeatsFound" });
export type SeatsFound = z.infer<typeof seatsFound>;

const ticket = z.object({
  ticketId: z.int(),
  barcode: z.string(),
  soldThrough: z.enum(["counter", "web", "reseller"]),
  surname: z.string().nullable(),
  firstName: z.string().nullable(),
  pointOfSale: z.string().nullable(),
  orderId: z.string().nullable(),
});
export type BiographyTicket = z.infer<typeof ticket>;

/** One line of the biography. `here`: our books; `there`: the reseller's, by its own clock; `act`: an entry of the audit. */
export const biographyEvent = z
  .discriminatedUnion("side", [
    z.object({
      side: z.literal("here"),
      at: z.string(),
      movement: z.string(),
      from: z.string(),
      to: z.string(),
      holdName: z.string().nullable(),
      command: z.int(),
      grant: z.int().nullable(),
      operationId: z.uuid().nullable(),
      operationKind: z.enum(["allot", "recall", "fence"]).nullable(),
      /** Null: a message of the reseller caused it. */
      operatorName: z.string().nullable(),
      ticket: ticket.nullable(),
    }),
    z.object({
      side: z.literal("there"),
      at: z.string(),
      movement: z.string(),
      from: z.string(),
      to: z.string(),
      command: z.int(),
      grant: z.int(),
      operationId: z.uuid().nullable(),
      orderId: z.string().nullable(),
      pointOfSale: z.string().nullable(),
    }),
    z.object({
      side: z.literal("act"),
      at: z.string(),
      action: z.string(),
      operatorName: z.string(),
      secondOperatorName: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ])
  .meta({ id: "BiographyEvent" });
export type BiographyEvent = z.infer<typeof biographyEvent>;

/** Who held the seat at a moment: the side entitled to sell it then, and the ticket that stood for it. */
export const seatHolder = z
  .object({
    at: z.string(),
    entitled: z.enum(["venue", "onItsWay", "reseller", "sold", "unclear"]),
    state: z.string(),
    holdName: z.string().nullable(),
    ticket: ticket.nullable(),
    /** The reseller's own state then; null where its side is not known. */
    stateThere: z.string().nullable(),
  })
  .meta({ id: "SeatHolder" });
export type SeatHolder = z.infer<typeof seatHolder>;

export const biographyQuery = z.strictObject({ at: instant.optional() });

/** `GET /api/interface/biography/{performanceNumber}/seats/{seatCode}?at=` */
export const biography = z
  .object({
    performanceNumber: z.int(),
    showTitle: z.string(),
    localDate: z.string(),
    localTime: z.string(),
    seatCode: z.int(),
    row: z.string(),
    number: z.string(),
    zone: z.string(),
    floor: z.string(),
    state: z.string(),
    /** Whether the reseller told its side; `notOffered`: its server does not know this call. */
    there: z.enum(["read", "lineDown", "notOffered", "notConfigured"]),
    events: z.array(biographyEvent),
    holder: seatHolder.nullable(),
  })
  .meta({ id: "Biography" });
export type Biography = z.infer<typeof biography>;

export const biographyParameters = z.strictObject({ performanceNumber: z.coerce.number().pipe(code) });
export const seatBiographyParameters = biographyParameters.extend({ seatCode: z.coerce.number().pipe(code) });

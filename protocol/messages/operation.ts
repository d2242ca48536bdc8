import { z } from "zod";
import {
  cents,
  code,
  errorNumber,
  label,
  localDate,
  localTime,
  operationId,
  sequence,
  timeZone,
} from "../fields.ts";

/** At most this many seats in one operation. */
export const seatsPerOperation = 500;

const command = z.int().min(1).meta({ description: "the seat's command counter, raised by every command" });

/** One line of the show's prices, as the new-show window sends it (R5.3); all amounts in cents. */
export const showPrice = z
  .strictObject({
    priceTypeCode: code,
    seatCategoryCode: code,
    faceValueCents: cents,
    venueFeeCents: cents,
    organizerFeeCents: cents,
    resellerFeeCents: cents,
  })
  .meta({ id: "ShowPrice" });
export type ShowPrice = z.infer<typeof showPrice>;

export const operationSeat = z
  .strictObject({
    seatCode: code,
    command,
    /** On recall and fence: the grant under which the venue believes the seat to be held. */
    grant: command.optional(),
    zoneCode: code,
    floorCode: code,
    seatCategoryCode: code,
    row: label,
    number: label,
  })
  .meta({ id: "OperationSeat" });
export type OperationSeat = z.infer<typeof operationSeat>;

/** `PUT /operations/{operationId}`, and without changing anything `POST /check`. */
export const operationRequest = z
  .strictObject({
    kind: z.enum(["allot", "recall", "fence"]),
    showNumber: code,
    performanceNumber: code,
    localDate,
    localTime,
    timeZone,
    hallCode: code,
    holdCode: code,
    /** Set on the first allotment only: otherwise an absent show or performance is error 11 or 12. */
    createShow: z.boolean().optional(),
    createPerformance: z.boolean().optional(),
    show: z
      .strictObject({
        title: label.min(1),
        comment: z.string().max(2000),
        printAtHome: z.boolean(),
        prices: z.array(showPrice).max(1000),
      })
      .optional(),
    seats: z.array(operationSeat).min(1).max(seatsPerOperation),
  })
  .meta({ id: "OperationRequest" });
export type OperationRequest = z.infer<typeof operationRequest>;

export const operationParameters = z.strictObject({ operationId });

/** A seat's result: `grant` (the command under which the reseller holds or held it) or `error`. In request order. */
export const seatResult = z
  .object({ seatCode: code, grant: z.int().optional(), error: errorNumber.optional() })
  .meta({ id: "SeatResult" });
export type SeatResult = z.infer<typeof seatResult>;

/** The stored answer. `asOf` is the feed's head at the reseller's commit (rule 4). */
export const operationAnswer = z
  .discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("done"), asOf: sequence, results: z.array(seatResult) }),
    z.object({ outcome: z.literal("refused"), asOf: sequence, error: errorNumber }),
  ])
  .meta({ id: "OperationAnswer" });
export type OperationAnswer = z.infer<typeof operationAnswer>;

/** `POST /operations/{operationId}/void`: was it carried out (then the stored answer), or is it dead for ever? */
export const voidAnswer = z
  .discriminatedUnion("state", [
    z.object({ state: z.literal("applied"), answer: operationAnswer }),
    z.object({ state: z.literal("voided"), asOf: sequence }),
  ])
  .meta({ id: "VoidAnswer" });
export type VoidAnswer = z.infer<typeof voidAnswer>;

/** `POST /operations/{operationId}/void` names the seats, so that their counters refuse late copies (rule 3). */
export const voidRequest = z
  .strictObject({
    performanceNumber: code,
    seats: z
      .array(z.strictObject({ seatCode: code, command }))
      .min(1)
      .max(seatsPerOperation),
  })
  .meta({ id: "VoidRequest" });
export type VoidRequest = z.infer<typeof voidRequest>;

/** `POST /check`: every code that would fail, not only the first (R5.5). */
export const checkAnswer = z
  .object({
    asOf: sequence,
    operation: z.array(z.object({ error: errorNumber, code: code.optional() })),
    seats: z.array(z.object({ seatCode: code, errors: z.array(errorNumber) })),
  })
  .meta({ id: "CheckAnswer" });
export type CheckAnswer = z.infer<typeof checkAnswer>;

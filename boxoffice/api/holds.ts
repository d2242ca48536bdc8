import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { chosenSerial, nameField, seatCodes } from "./fields.ts";

/** Holds («réserves», R1.1): labels that set seats of a performance apart; and seats blocked from any sale. */

export const newHold = z
  .strictObject({ name: nameField, serial: chosenSerial.optional() })
  .meta({ id: "NewHold" });
export const holdCreated = z.object({ holdCode: code }).meta({ id: "HoldCreated" });
export const holdList = z
  .object({ holds: z.array(z.object({ holdCode: code, name: z.string() })) })
  .meta({ id: "HoldList" });
export type HoldList = z.infer<typeof holdList>;

const chosenSeats = z.union([seatCodes, z.literal("all")]);

/** Puts seats into a hold, or with holdCode null out of theirs: seats by code, all, or all of some categories. */
export const seatsToHold = z
  .union([
    z.strictObject({ holdCode: code.nullable(), seatCodes: chosenSeats }),
    z.strictObject({ holdCode: code.nullable(), categoryCodes: z.array(code).min(1).max(1_000) }),
  ])
  .meta({ id: "SeatsToHold" });
export type SeatsToHold = z.infer<typeof seatsToHold>;

export const seatsToBlock = z
  .strictObject({ blocked: z.boolean(), seatCodes: chosenSeats })
  .meta({ id: "SeatsToBlock" });
export type SeatsToBlock = z.infer<typeof seatsToBlock>;

/** Seats by what they are, the same in every performance of a hall; an empty list means any. */
export const seatRule = z
  .strictObject({
    categoryCodes: z.array(code).max(200),
    zoneCodes: z.array(code).max(500),
    rowLabels: z.array(z.string().max(40)).max(500),
    numbers: z.strictObject({
      from: z.int().min(0).max(99_999).nullable(),
      to: z.int().min(0).max(99_999).nullable(),
      parity: z.enum(["all", "even", "odd"]),
    }),
  })
  .meta({ id: "SeatRule" });
export type SeatRule = z.infer<typeof seatRule>;

/** Several performances of one show at once, each for itself: what one cannot give does not stop the others. */
export const holdSeries = z
  .strictObject({
    performanceNumbers: z.array(code).min(1).max(200),
    holdCode: code.nullable(),
    seats: z.union([z.strictObject({ seatCodes }), z.strictObject({ rule: seatRule })]),
  })
  .meta({ id: "HoldSeries" });
export type HoldSeries = z.infer<typeof holdSeries>;

/** Of each performance: seats meant, those that move, those that are so already, and the others by their state. */
export const holdSeriesResult = z
  .object({
    performances: z.array(
      z.object({
        performanceNumber: code,
        localDate: z.string(),
        localTime: z.string(),
        meant: z.int(),
        changed: z.int(),
        asWanted: z.int(),
        refused: z.array(z.object({ state: z.string(), count: z.int() })),
      }),
    ),
  })
  .meta({ id: "HoldSeriesResult" });
export type HoldSeriesResult = z.infer<typeof holdSeriesResult>;

/** `changed` seats moved; those that were already so count in neither. */
export const seatsMoved = z
  .object({
    changed: z.int(),
    refused: z.array(z.object({ seatCode: code, state: z.string() })),
  })
  .meta({ id: "SeatsMoved" });
export type SeatsMoved = z.infer<typeof seatsMoved>;

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

/** `changed` seats moved; those that were already so count in neither. */
export const seatsMoved = z
  .object({
    changed: z.int(),
    refused: z.array(z.object({ seatCode: code, state: z.string() })),
  })
  .meta({ id: "SeatsMoved" });
export type SeatsMoved = z.infer<typeof seatsMoved>;

import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** Fields that several routes share. Request bodies are closed objects: a misspelt field is refused, not ignored. */

/** A number in a path, such as a performance's. */
export const numberParameter = z.coerce.number().pipe(code);

/** What was asked for is done, and there is nothing to say of it. */
export const done = z.object({ done: z.literal(true) });

/** What a person reads as a name: no control character, not blank, trimmed. */
export const nameField = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), { error: "holds a control character" });

/** The four digits of a new code, chosen by set-up; left out, the next free ones are taken. */
export const chosenSerial = z.int().min(1).max(9_999);

/** Seats of one performance by their codes. */
export const seatCodes = z.array(code).min(1).max(50_000);

/** Of a long answer these seats alone: `?seats=12,13`; left out, all of them. */
export const someSeats = z.strictObject({
  seats: z
    .string()
    .max(11_000)
    .regex(/^\d{1,9}(,\d{1,9})*$/)
    .transform((text) => text.split(",").map(Number))
    .pipe(z.array(code).max(1_000))
    .or(z.literal("all"))
    .default("all"),
});

import { z } from "zod";
import { exchangeErrorNumbers } from "./errors.ts";

/** Fields that several messages share. Requests are closed (`z.strictObject`); unknown fields of answers are ignored. */

/** Codes are positive numbers: the organizer's number followed by a serial for price types and holds (R9.4). */
export const code = z.int().min(1).max(2_147_483_647);
/** Amounts of one ticket, in cents; never negative, at most 100,000.00 €. */
export const cents = z.int().min(0).max(10_000_000);
export const localDate = z.iso.date().meta({ description: "civil date at the venue, 2026-11-23" });
export const localTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .meta({ description: "civil time at the venue, 19:00" });
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: "IANA zone of the venue, Europe/Paris" });
export const instant = z.iso.datetime().meta({ description: "an instant in UTC, 2026-11-23T18:00:00.000Z" });
/** Words that people read. A NUL or half a surrogate pair is no text: no database keeps it. */
export const label = z
  .string()
  .max(200)
  .regex(/^[^\0\p{Surrogate}]*$/u);
export const operationId = z.uuid().meta({ description: "UUID version 7, drawn by the venue" });
export const sequence = z.int().min(0);
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
export const errorNumber = z.union(exchangeErrorNumbers.map((number) => z.literal(number)));

/** What every refused call answers. */
export const callProblem = z
  .object({
    error: z.string(),
    message: z.string(),
    problems: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    seenAddress: z.string().optional(),
  })
  .meta({ id: "CallProblem" });
export type CallProblem = z.infer<typeof callProblem>;

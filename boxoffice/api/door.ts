import { code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** Access control: one scan of one ticket at one gate. */

export const doorScan = z
  .strictObject({
    /** Drawn by the scanner: where the answer was lost it sends the same scan again, which then counts once. */
    scanId: z.uuid(),
    /** What the gate lets in to. */
    performanceNumber: code,
    gate: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .refine((text) => !/\p{Cc}/u.test(text), { error: "holds a control character" }),
    direction: z.enum(["entry", "exit"]),
    /** As read: whatever is no ticket's is refused as unknown. */
    barcode: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .refine((text) => !/\p{Cc}|\p{Surrogate}/u.test(text), { error: "holds a control character" }),
  })
  .meta({ id: "DoorScan" });
export type DoorScan = z.infer<typeof doorScan>;

/** `performanceCancelled`: nobody is let in to it any more. `seatInConflict`: the ticket's owner is sent to the box office («voir billetterie»). */
export const doorRefusal = z.enum([
  "unknownBarcode",
  "otherPerformance",
  "performanceCancelled",
  "cancelled",
  "seatInConflict",
  "alreadyInside",
  "notInside",
]);
export type DoorRefusal = z.infer<typeof doorRefusal>;

/** `accepted`: whoever holds the ticket may pass, and the passage is counted. */
export const doorAnswer = z
  .object({
    accepted: z.boolean(),
    refusal: doorRefusal.nullable(),
    /** The seat of the ticket; null where no ticket bears the barcode. */
    seatCode: code.nullable(),
    at: instant,
  })
  .meta({ id: "DoorAnswer" });
export type DoorAnswer = z.infer<typeof doorAnswer>;

import { z } from "zod";
import { sequence } from "../fields.ts";
import { givenBackEvent } from "./sales.ts";

/** At most this many events given back at once. */
export const knownSalesAtOnce = 100;

/**
 * `POST /sales/known`: the venue gives back events that a reseller restored from a backup lost (rule 10), under its new
 * stream, as the venue had received them: numbers and hashes stay. `complete`: the venue has nothing more.
 */
export const knownSales = z
  .strictObject({
    streamId: z.uuid().toLowerCase(),
    events: z.array(givenBackEvent).max(knownSalesAtOnce),
    complete: z.boolean(),
  })
  .meta({ id: "KnownSales" });
export type KnownSales = z.infer<typeof knownSales>;

/** Why an event cannot be taken: people must settle it before the rest follows. */
export const knownSaleRefusal = z.enum([
  "unknownPerformance",
  "neverGranted",
  "grantDiffers",
  "seatSold",
  "barcodeTaken",
  "saleUnknown",
  "notOurs",
]);
export type KnownSaleRefusal = z.infer<typeof knownSaleRefusal>;

/** `upTo`: the feed's head now. `refused`: the event after it, and why nothing from there on was taken. */
export const knownSalesAnswer = z
  .object({
    upTo: sequence,
    refused: z.object({ sequence: z.int().min(1), reason: knownSaleRefusal }).optional(),
  })
  .meta({ id: "KnownSalesAnswer" });
export type KnownSalesAnswer = z.infer<typeof knownSalesAnswer>;

import { instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { blockReason, gridAmounts, waitingSale } from "./interface-import-sales.ts";
import { secondPerson } from "./people.ts";

/** Blocked sales: explained, retried, accepted at the reseller's price, closed (R7.2, R7.3, R8.2, rule 7). */

export const blockedSaleParameters = z.strictObject({ eventId: z.uuid() });

const validity = { validFrom: instant, validUntil: instant.nullable() };
const whom = z.enum(["ownHouse", "resellerContact", "support"]);
const kinds = <Kind extends string>(...words: [Kind, ...Kind[]]) => ({ kind: z.enum(words), whom });

/** What may lie behind a blocked sale, and who settles it. */
export const blockCause = z
  .discriminatedUnion("kind", [
    z.object({ ...kinds("earlierGrid", "laterGrid"), ...validity }),
    z.object({ ...kinds("seatCategoryChanged"), saleCategory: z.string(), seatCategory: z.string() }),
    z.object({ ...kinds("otherCategory", "otherPriceType"), code: z.int(), name: z.string() }),
    z.object({ ...kinds("counterPriceType", "priceTypeNotOfInterface"), name: z.string() }),
    z.object({ ...kinds("otherPerformance"), performanceNumber: z.int() }),
    z.object({ ...kinds("otherShow"), showNumber: z.int(), title: z.string() }),
    z.object(kinds("feesInAmount", "resellerFeeInAmount", "noGridYet", "notInGrid", "otherPrice")),
    z.object(kinds("priceTypeUnheardOf", "rescheduled", "performanceUnheardOf", "otherDate")),
    z.object(kinds("saleWaits", "saleClosed", "saleUnheardOf", "seatUnheardOf", "barcodeTwice", "toldTwice")),
    z.object(kinds("cancelledSince")),
  ])
  .meta({ id: "BlockCause" });
export type BlockCause = z.infer<typeof blockCause>;

/**
 * `GET /api/interface/blocked-sales/{eventId}`. `reason` is why it would be blocked now, null where nothing stands against
 * it any longer; `decision` is what two people have decided of it.
 */
export const blockedSale = z
  .object({
    sale: waitingSale.extend({ status: z.enum(["pending", "blocked", "integrated", "closed"]) }),
    reason: blockReason.nullable(),
    columns: z.array(z.enum(["faceValue", "fees"])),
    grid: z.object({ ...validity, amounts: gridAmounts.nullable() }).nullable(),
    causes: z.array(blockCause),
    mayOverride: z.boolean(),
    mayClose: z.boolean(),
    decision: z
      .object({
        kind: z.enum(["override", "closed"]),
        operatorName: z.string(),
        secondOperatorName: z.string(),
        reason: z.string(),
        at: instant,
      })
      .nullable(),
    contactMail: z.string(),
  })
  .meta({ id: "BlockedSale" });
export type BlockedSaleView = z.infer<typeof blockedSale>;

/** `POST …/retry`: tried once more, alone, as a run of integration would. */
export const retryOutcome = z
  .discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("integrated"), amountCents: z.int() }),
    z.object({ outcome: z.literal("blocked"), reason: blockReason }),
    z.object({ outcome: z.literal("settled") }),
  ])
  .meta({ id: "RetryOutcome" });
export type RetryOutcome = z.infer<typeof retryOutcome>;

const decided = {
  reason: z.string().trim().min(3).max(500),
  /** The other person; left out it is refused by name. */
  secondPerson: secondPerson.optional(),
};

/** `POST …/override`: at the reseller's price, with the grid's amounts as the two people saw them; null where it had none. */
export const overrideOrder = z
  .strictObject({ seen: z.strictObject(gridAmounts.shape).nullable(), ...decided })
  .meta({ id: "OverrideOrder" });
export type OverrideOrder = z.infer<typeof overrideOrder>;
export const overrideDone = z
  .object({ outcome: z.literal("integrated"), amountCents: z.int(), differenceCents: z.int() })
  .meta({ id: "OverrideDone" });
export type OverrideDone = z.infer<typeof overrideDone>;

/** `POST …/close`: never to be booked; the numbers of the events closed, two where a sale was cancelled since. */
export const closeOrder = z.strictObject(decided).meta({ id: "CloseOrder" });
export type CloseOrder = z.infer<typeof closeOrder>;
export const closeDone = z
  .object({ outcome: z.literal("closed"), sequences: z.array(z.int()) })
  .meta({ id: "CloseDone" });
export type CloseDone = z.infer<typeof closeDone>;

import { cents, code, localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { showGroups } from "./show-groups.ts";

/** «Mettre des places en vente» (R5): what may leave, the new-show window, and the order to send. */

/** `GET /api/interface/allot/choices`: only performances with seats in the interface's hold (R5.2). */
export const allotChoices = showGroups({
  performances: z.array(
    z.object({
      performanceNumber: z.int(),
      localDate,
      localTime,
      available: z.int(),
      byCategory: z.array(z.object({ seatCategoryCode: z.int(), shortName: z.string(), count: z.int() })),
      knownAtReseller: z.boolean(),
    }),
  ),
}).meta({ id: "AllotChoices" });
export type AllotChoices = z.infer<typeof allotChoices>;

/**
 * `GET /api/interface/allot/shows/{showNumber}`: the new-show window (R5.3). A line for each of the interface's price
 * types and each category of the hall; amounts are null where the grid has none yet; the reseller's fee is proposed.
 */
export const newShowWindow = z
  .object({
    showNumber: z.int(),
    title: z.string(),
    comment: z.string(),
    /** Whether the show was allotted before: then the window is not asked for. */
    knownAtReseller: z.boolean(),
    lines: z.array(
      z.object({
        priceTypeCode: z.int(),
        priceTypeName: z.string(),
        seatCategoryCode: z.int(),
        seatCategoryName: z.string(),
        inGrid: z.boolean(),
        faceValueCents: z.int().nullable(),
        venueFeeCents: z.int().nullable(),
        organizerFeeCents: z.int().nullable(),
        resellerFeeCents: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: "NewShowWindow" });
export type NewShowWindow = z.infer<typeof newShowWindow>;

export const newShowLine = z.strictObject({
  priceTypeCode: code,
  seatCategoryCode: code,
  faceValueCents: cents,
  venueFeeCents: cents,
  organizerFeeCents: cents,
  resellerFeeCents: cents,
});
export type NewShowLine = z.infer<typeof newShowLine>;

const newShow = z.strictObject({
  comment: z.string().max(2000),
  lines: z.array(newShowLine).min(1).max(1000),
});

/** `POST /api/interface/allot`: «Contingenter». `newShow` is required where the reseller does not have the show yet. */
export const allotOrder = z
  .strictObject({
    showNumber: code,
    performanceNumbers: z.array(code).min(1).max(500),
    newShow: newShow.optional(),
  })
  .meta({ id: "AllotOrder" });
export type AllotOrder = z.infer<typeof allotOrder>;

/** `POST /api/interface/allot/on-sale-document`, and with `.pdf`: the new-show window as it is filled in (R9.1). */
export const onSaleOrder = z.strictObject({ showNumber: code, newShow }).meta({ id: "OnSaleOrder" });
export type OnSaleOrder = z.infer<typeof onSaleOrder>;

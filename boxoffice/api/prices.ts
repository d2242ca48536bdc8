import { cents, code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { chosenSerial, nameField } from "./fields.ts";

/** Price types and the grids that give their amounts. Amounts are integer cents; a text is never read as one. */

export const channelKind = z.enum(["counter", "web", "reseller"]);
export type ChannelKind = z.infer<typeof channelKind>;

export const newPriceType = z
  .strictObject({ name: nameField, channelKind, serial: chosenSerial.optional() })
  .meta({ id: "NewPriceType" });
export const priceTypeCreated = z.object({ priceTypeCode: code }).meta({ id: "PriceTypeCreated" });

export const priceTypeList = z
  .object({
    priceTypes: z.array(
      z.object({ priceTypeCode: code, name: z.string(), saleType: z.string(), channelKind }),
    ),
  })
  .meta({ id: "PriceTypeList" });
export type PriceTypeList = z.infer<typeof priceTypeList>;

export const seatCategoryList = z
  .object({
    seatCategories: z.array(
      z.object({ seatCategoryCode: code, name: z.string(), shortName: z.string(), colour: z.string() }),
    ),
  })
  .meta({ id: "SeatCategoryList" });
export type SeatCategoryList = z.infer<typeof seatCategoryList>;

/** `resellerFeeCents` (FRAIS TKN): for reseller price types; null until the reseller's fee is settled. */
const gridLine = {
  priceTypeCode: code,
  seatCategoryCode: code,
  faceValueCents: cents,
  venueFeeCents: cents,
  organizerFeeCents: cents,
};
export const newPriceGrid = z
  .strictObject({
    validFrom: instant,
    lines: z
      .array(z.strictObject({ ...gridLine, resellerFeeCents: cents.nullable().default(null) }))
      .min(1)
      .max(5_000),
  })
  .meta({ id: "NewPriceGrid" });
export type NewPriceGrid = z.infer<typeof newPriceGrid>;
export const priceGridCreated = z.object({ priceGridId: z.int() }).meta({ id: "PriceGridCreated" });

export const priceGridList = z
  .object({
    priceGrids: z.array(
      z.object({
        priceGridId: z.int(),
        validFrom: instant,
        lines: z.array(z.object({ ...gridLine, resellerFeeCents: cents.nullable() })),
      }),
    ),
  })
  .meta({ id: "PriceGridList" });
export type PriceGridList = z.infer<typeof priceGridList>;

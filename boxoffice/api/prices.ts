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

/** `retired`: sold no more. `duplicatedFrom`: the price type of another channel that it was made from (R3.4). */
export const priceTypeList = z
  .object({
    priceTypes: z.array(
      z.object({
        priceTypeCode: code,
        name: z.string(),
        saleType: z.string(),
        channelKind,
        retired: z.boolean(),
        duplicatedFrom: code.nullable(),
      }),
    ),
  })
  .meta({ id: "PriceTypeList" });
export type PriceTypeList = z.infer<typeof priceTypeList>;

export const priceTypeChange = z
  .strictObject({ name: nameField, retired: z.boolean() })
  .meta({ id: "PriceTypeChange" });
export type PriceTypeChange = z.infer<typeof priceTypeChange>;

/** One price type made into others, for other channels; with prices, they stand in its grids as it does. */
export const priceTypeCopies = z
  .strictObject({
    copies: z
      .array(z.strictObject({ name: nameField, channelKind }))
      .min(1)
      .max(10),
    withPrices: z.boolean(),
  })
  .meta({ id: "PriceTypeCopies" });
export type PriceTypeCopies = z.infer<typeof priceTypeCopies>;
export const priceTypesCopied = z
  .object({ priceTypeCodes: z.array(code), prices: z.int() })
  .meta({ id: "PriceTypesCopied" });
export type PriceTypesCopied = z.infer<typeof priceTypesCopied>;

/** `usedIn`: the halls whose seats are of the category. */
export const seatCategoryList = z
  .object({
    seatCategories: z.array(
      z.object({
        seatCategoryCode: code,
        name: z.string(),
        shortName: z.string(),
        colour: z.string(),
        usedIn: z.array(z.object({ hallCode: code, hallName: z.string(), seats: z.int() })),
      }),
    ),
  })
  .meta({ id: "SeatCategoryList" });
export type SeatCategoryList = z.infer<typeof seatCategoryList>;

export const seatCategoryChange = z
  .strictObject({
    shortName: nameField.max(20),
    colour: z.string().regex(/^#[0-9a-f]{6}$/),
  })
  .meta({ id: "SeatCategoryChange" });
export type SeatCategoryChange = z.infer<typeof seatCategoryChange>;

/** A heading beside FRAIS SALLE and FRAIS ORG; its amounts stand in the sum of the one that it belongs to (R3.3). */
const feeBelongsTo = z.enum(["venueFee", "organizerFee"]);
export const newFeeColumn = z
  .strictObject({ name: nameField.max(60), belongsTo: feeBelongsTo })
  .meta({ id: "NewFeeColumn" });
export const feeColumnCreated = z.object({ feeColumnId: z.int() }).meta({ id: "FeeColumnCreated" });
export const feeColumnChange = z
  .strictObject({ name: nameField.max(60), retired: z.boolean() })
  .meta({ id: "FeeColumnChange" });
export const feeColumnList = z
  .object({
    feeColumns: z.array(
      z.object({
        feeColumnId: z.int(),
        name: z.string(),
        belongsTo: feeBelongsTo,
        retired: z.boolean(),
      }),
    ),
  })
  .meta({ id: "FeeColumnList" });
export type FeeColumnList = z.infer<typeof feeColumnList>;

/** `resellerFeeCents` (FRAIS TKN): for reseller price types; null until the reseller's fee is settled. */
const gridLine = {
  priceTypeCode: code,
  seatCategoryCode: code,
  faceValueCents: cents,
  venueFeeCents: cents,
  organizerFeeCents: cents,
};
/** Parts of the two fees that stand in columns of their own; what is left of a fee stands in its first column. */
const fees = z.array(z.strictObject({ feeColumnId: z.int(), amountCents: cents.min(1) })).max(20);
export const newPriceGrid = z
  .strictObject({
    validFrom: instant,
    lines: z
      .array(
        z.strictObject({
          ...gridLine,
          resellerFeeCents: cents.nullable().default(null),
          fees: fees.default([]),
        }),
      )
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
        lines: z.array(z.object({ ...gridLine, resellerFeeCents: cents.nullable(), fees })),
      }),
    ),
  })
  .meta({ id: "PriceGridList" });
export type PriceGridList = z.infer<typeof priceGridList>;

/** What a change of a show's prices meets: tickets that live at them, seats at the reseller, performances to come. */
export const priceEffects = z
  .object({
    sold: z.array(z.object({ priceTypeCode: code, seatCategoryCode: code, tickets: z.int() })),
    seatsAtReseller: z.int(),
    performancesToCome: z.int(),
  })
  .meta({ id: "PriceEffects" });
export type PriceEffects = z.infer<typeof priceEffects>;

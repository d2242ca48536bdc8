import { code, instant } from "@allotement/protocol/fields.ts";
import { contingentState } from "@allotement/protocol/messages/contingent.ts";
import { z } from "zod";
import { textOf } from "./access.ts";
import { networkPrice } from "./shows.ts";

/** At most this many seats in one basket. */
export const seatsPerBasket = 50;
const seatCodes = z.array(code).min(1).max(seatsPerBasket);

/** `POST /api/baskets`: all of these seats or none. */
export const newBasket = z
  .strictObject({ institutionCode: code, performanceNumber: code, seatCodes })
  .meta({ id: "NewBasket" });
export type NewBasket = z.infer<typeof newBasket>;

export const basket = z
  .object({
    basketId: z.uuid(),
    institutionCode: code,
    performanceNumber: code,
    seatCodes: z.array(code),
    expiresAt: instant,
  })
  .meta({ id: "Basket" });
export type Basket = z.infer<typeof basket>;

/** 409: these seats can no longer be had (SEATS_NOT_FREE), or are no longer in the basket (BASKET_EXPIRED). */
export const seatsProblem = z
  .object({ error: z.string(), message: z.string(), seatCodes: z.array(code).optional() })
  .meta({ id: "SeatsProblem" });
export type SeatsProblem = z.infer<typeof seatsProblem>;

export const holder = z.strictObject({ surname: textOf(200).min(1), firstName: textOf(200) });

/** `POST /api/baskets/{basketId}/sale`: one line for every seat of the basket. */
export const newSale = z
  .strictObject({
    holder: holder.nullable().default(null),
    lines: z
      .array(z.strictObject({ seatCode: code, priceTypeCode: code }))
      .min(1)
      .max(seatsPerBasket),
  })
  .meta({ id: "NewSale" });
export type NewSale = z.infer<typeof newSale>;

export const orderLine = z
  .object({
    lineId: z.int(),
    seatCode: code,
    row: z.string(),
    number: z.string(),
    zone: z.string(),
    floor: z.string(),
    seatCategory: z.string(),
    priceTypeCode: code,
    priceTypeLabel: z.string(),
    seatCategoryCode: code,
    faceValueCents: z.int(),
    venueFeeCents: z.int(),
    organizerFeeCents: z.int(),
    resellerFeeCents: z.int(),
    barcode: z.string(),
    cancelledAt: instant.nullable(),
  })
  .meta({ id: "OrderLine" });
export type OrderLine = z.infer<typeof orderLine>;

export const order = z
  .object({
    orderId: z.uuid(),
    institutionCode: code,
    showNumber: code,
    performanceNumber: code,
    title: z.string(),
    /** Whether the customer may print at home (R2.6). */
    printAtHome: z.boolean(),
    localDate: z.string(),
    localTime: z.string(),
    soldAt: instant,
    pointOfSale: z.string(),
    userName: z.string(),
    holder: holder.nullable(),
    lines: z.array(orderLine),
  })
  .meta({ id: "Order" });
export type Order = z.infer<typeof order>;

/** `GET /api/orders`: the latest of the caller's point of sale, or the one that holds a barcode. */
export const orderSummary = order
  .omit({ lines: true, showNumber: true, performanceNumber: true, printAtHome: true })
  .extend({
    seats: z.int(),
    cancelled: z.int(),
  });
export const orderList = z.object({ orders: z.array(orderSummary) }).meta({ id: "OrderList" });
export type OrderList = z.infer<typeof orderList>;

export const orderListQuery = z.strictObject({ barcode: textOf(40).optional() });

/** `POST /api/orders/{orderId}/cancellation`; a line cancelled before stays so. */
export const cancellation = z
  .strictObject({ institutionCode: code, lineIds: z.array(z.int().min(1)).min(1).max(seatsPerBasket) })
  .meta({ id: "Cancellation" });
export type Cancellation = z.infer<typeof cancellation>;

/** `GET /api/institutions/{institutionCode}/performances/{performanceNumber}/seats`, in columns: arrays of equal length. */
export const seatColumns = z
  .object({
    seatCodes: z.array(code),
    states: z.array(contingentState),
    rows: z.array(z.string()),
    numbers: z.array(z.string()),
    zones: z.array(z.string()),
    floors: z.array(z.string()),
    seatCategoryCodes: z.array(code),
    seatCategories: z.array(z.string()),
  })
  .meta({ id: "SeatColumns" });
export type SeatColumns = z.infer<typeof seatColumns>;

/** `GET /api/institutions/{institutionCode}/performances/{performanceNumber}/prices`: what a seat may be sold at. */
export const performancePrices = z
  .object({ prices: z.array(networkPrice) })
  .meta({ id: "PerformancePrices" });
export type PerformancePrices = z.infer<typeof performancePrices>;

export const basketParameters = z.strictObject({ basketId: z.uuid() });
export const orderParameters = z.strictObject({ orderId: z.uuid() });
export const orderQuery = z.strictObject({ institutionCode: z.coerce.number().pipe(code) });
export const performanceParameters = z.strictObject({
  institutionCode: z.coerce.number().pipe(code),
  performanceNumber: z.coerce.number().pipe(code),
});

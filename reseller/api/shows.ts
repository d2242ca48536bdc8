import { cents, code } from "@allotement/protocol/fields.ts";
import { showStatus } from "@allotement/protocol/messages/contingent.ts";
import { z } from "zod";

/** Where a show may go from each status; buttons and routes read the same table (R2.2). */
export const showStatusChanges = {
  confirmed: ["announced"],
  announced: ["onSale", "confirmed"],
  onSale: ["stopped"],
  stopped: ["onSale"],
} as const satisfies Record<z.infer<typeof showStatus>, readonly z.infer<typeof showStatus>[]>;

const amounts = {
  faceValueCents: cents,
  venueFeeCents: cents,
  organizerFeeCents: cents,
  resellerFeeCents: cents,
};

export const networkPrice = z
  .object({ priceTypeCode: code, priceTypeLabel: z.string(), seatCategoryCode: code, ...amounts })
  .meta({ id: "NetworkPrice" });
export type NetworkPrice = z.infer<typeof networkPrice>;

export const networkPerformance = z
  .object({
    performanceNumber: code,
    hallCode: code,
    localDate: z.string(),
    localTime: z.string(),
    timeZone: z.string(),
    offered: z.int(),
    inBasket: z.int(),
    sold: z.int(),
    withdrawn: z.int(),
  })
  .meta({ id: "NetworkPerformance" });

/** A show as the manager prepares it. */
export const networkShow = z
  .object({
    institutionCode: code,
    showNumber: code,
    title: z.string(),
    comment: z.string(),
    printAtHome: z.boolean(),
    status: showStatus,
    prices: z.array(networkPrice),
    performances: z.array(networkPerformance),
  })
  .meta({ id: "NetworkShow" });
export type NetworkShow = z.infer<typeof networkShow>;

/** `GET /api/institutions/{institutionCode}/shows` */
export const showList = z.object({ shows: z.array(networkShow) }).meta({ id: "ShowList" });
export type ShowList = z.infer<typeof showList>;

/** `PUT /api/institutions/{institutionCode}/shows/{showNumber}/status` */
export const statusChange = z.strictObject({ status: showStatus }).meta({ id: "StatusChange" });
export type StatusChange = z.infer<typeof statusChange>;

/** `PUT /api/institutions/{institutionCode}/shows/{showNumber}/prices/{priceTypeCode}/{seatCategoryCode}` */
export const priceChange = z.strictObject(amounts).meta({ id: "PriceChange" });
export type PriceChange = z.infer<typeof priceChange>;

const number = z.coerce.number().pipe(code);
export const showParameters = z.strictObject({ institutionCode: number, showNumber: number });
export const priceParameters = showParameters.extend({ priceTypeCode: number, seatCategoryCode: number });

/** `GET /api/performances`: what a point of sale can sell now. */
export const performancesOnSale = z
  .object({
    performances: z.array(
      z.object({
        institutionCode: code,
        institutionName: z.string(),
        showNumber: code,
        title: z.string(),
        performanceNumber: code,
        hallCode: code,
        hallLabel: z.string(),
        localDate: z.string(),
        localTime: z.string(),
        timeZone: z.string(),
        offered: z.int(),
      }),
    ),
  })
  .meta({ id: "PerformancesOnSale" });
export type PerformancesOnSale = z.infer<typeof performancesOnSale>;

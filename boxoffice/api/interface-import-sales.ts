import { code, localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { showGroups } from "./show-groups.ts";

/** «Intégrer les ventes» (R7) and the lists of «Outils» (R8.2). */

/** `GET /api/interface/import-sales/choices` */
export const importChoices = showGroups({
  firstDate: localDate.nullable(),
  lastDate: localDate.nullable(),
  pending: z.int(),
  blocked: z.int(),
}).meta({ id: "ImportChoices" });
export type ImportChoices = z.infer<typeof importChoices>;

const civilMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/);

/** `POST /api/interface/import-sales`: «Lancer». Civil moments at the venue, `2020-01-15T00:00`, inclusive. */
export const importOrder = z
  .strictObject({
    lines: z
      .array(z.strictObject({ showNumber: code, from: civilMoment.optional(), to: civilMoment.optional() }))
      .min(1)
      .max(500),
    until: civilMoment.optional(),
  })
  .meta({ id: "ImportOrder" });
export type ImportOrder = z.infer<typeof importOrder>;

export const gridAmounts = z.object({
  faceValueCents: z.int(),
  venueFeeCents: z.int(),
  organizerFeeCents: z.int(),
});

/** Why a sale waits: both figures where prices differ, and the number that clerks know (R12). */
export const blockReason = z
  .discriminatedUnion("kind", [
    z.object({
      kind: z.literal("priceMismatch"),
      sale: gridAmounts.extend({ resellerFeeCents: z.int() }),
      grid: gridAmounts.nullable(),
    }),
    z.object({ kind: z.literal("unknownPriceType"), number: z.literal(19), priceTypeCode: z.int() }),
    z.object({ kind: z.literal("unknownPerformance"), number: z.literal(12), performanceNumber: z.int() }),
    z.object({ kind: z.literal("dateMismatch"), number: z.literal(17), sale: z.string(), ours: z.string() }),
    z.object({ kind: z.literal("timeMismatch"), number: z.literal(18), sale: z.string(), ours: z.string() }),
    z.object({ kind: z.literal("saleNotIntegrated"), refersTo: z.string() }),
    z.object({ kind: z.literal("unknownSale"), refersTo: z.string().optional() }),
    z.object({ kind: z.literal("unknownSeat"), performanceNumber: z.int(), seatCode: z.int() }),
    z.object({ kind: z.literal("barcodeTaken"), barcode: z.string() }),
    z.object({ kind: z.literal("fileDiffers"), sale: gridAmounts, file: gridAmounts }),
  ])
  .meta({ id: "BlockReason" });

export const waitingSale = z
  .object({
    eventId: z.string(),
    sequence: z.int(),
    kind: z.enum(["sale", "cancellation"]),
    status: z.enum(["pending", "blocked"]),
    reason: blockReason.nullable(),
    showNumber: z.int(),
    showTitle: z.string().nullable(),
    performanceNumber: z.int(),
    localDate,
    localTime,
    seatCode: z.int(),
    row: z.string().nullable(),
    number: z.string().nullable(),
    priceTypeCode: z.int(),
    priceTypeName: z.string().nullable(),
    seatCategoryName: z.string().nullable(),
    faceValueCents: z.int(),
    venueFeeCents: z.int(),
    organizerFeeCents: z.int(),
    resellerFeeCents: z.int(),
    barcode: z.string(),
    holderSurname: z.string().nullable(),
    holderFirstName: z.string().nullable(),
    pointOfSale: z.string(),
    soldAt: z.string(),
    receivedAt: z.string(),
  })
  .meta({ id: "WaitingSale" });
export type WaitingSaleView = z.infer<typeof waitingSale>;

/** `GET /api/interface/waiting-sales?status=blocked&showNumber=4` : at most 1,000, in the feed's order, and how many there are. */
export const waitingSales = z
  .object({ total: z.int(), sales: z.array(waitingSale) })
  .meta({ id: "WaitingSales" });
export type WaitingSales = z.infer<typeof waitingSales>;
export const waitingSalesQuery = z.strictObject({
  status: z.enum(["pending", "blocked"]).optional(),
  showNumber: z.coerce.number().pipe(code).optional(),
});

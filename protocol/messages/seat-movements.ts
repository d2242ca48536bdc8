import { z } from "zod";
import { code, instant, label, operationId } from "../fields.ts";

/** At most this many movements of a seat, the latest. */
export const movementsShown = 1000;

export const seatParameters = z.strictObject({
  number: z.coerce.number().pipe(code),
  seatCode: z.coerce.number().pipe(code),
});

/** One change of a seat at the reseller, by the operation or the order that made it. */
export const seatMovement = z
  .object({
    movement: z.string().min(1).max(40),
    from: z.string().min(1).max(40),
    to: z.string().min(1).max(40),
    command: z.int(),
    grant: z.int(),
    operationId: operationId.nullable(),
    orderId: z.string().min(1).max(64).nullable(),
    pointOfSale: label.nullable(),
    at: instant,
  })
  .meta({ id: "SeatMovement" });

/**
 * `GET /performances/{number}/seats/{seatCode}/movements`: what became of one seat at the reseller, oldest first, for
 * display; empty for a seat it never heard of. `at` is the reseller's clock.
 */
export const seatMovements = z.object({ movements: z.array(seatMovement) }).meta({ id: "SeatMovements" });
export type SeatMovements = z.infer<typeof seatMovements>;

import { z } from "zod";
import { code, localDate, localTime, sequence } from "../fields.ts";

/** A seat's state at the reseller (section 1). */
export const contingentState = z.enum(["offered", "inBasket", "sold", "withdrawn"]);
export type ContingentState = z.infer<typeof contingentState>;

/**
 * `GET /performances/{number}/contingent`: every seat ever granted or named by a command, in one snapshot with the feed's
 * head. Columns. Date and time are null where commands named seats of a performance that was never created there.
 */
export const contingentSnapshot = z
  .object({
    asOf: sequence,
    performanceNumber: code,
    localDate: localDate.nullable(),
    localTime: localTime.nullable(),
    seatCodes: z.array(code),
    states: z.array(contingentState),
    grants: z.array(z.int()),
    commands: z.array(z.int()),
    fences: z.array(z.int()),
  })
  .meta({ id: "ContingentSnapshot" });
export type ContingentSnapshot = z.infer<typeof contingentSnapshot>;

export const showStatus = z.enum(["confirmed", "announced", "onSale", "stopped"]);
export type ShowStatus = z.infer<typeof showStatus>;

/** `GET /shows/{number}`: status and performances as the reseller sees them. */
export const showView = z
  .object({
    showNumber: code,
    title: z.string(),
    status: showStatus,
    performances: z.array(
      z.object({
        performanceNumber: code,
        localDate,
        localTime,
        offered: z.int(),
        inBasket: z.int(),
        sold: z.int(),
      }),
    ),
  })
  .meta({ id: "ShowView" });
export type ShowView = z.infer<typeof showView>;

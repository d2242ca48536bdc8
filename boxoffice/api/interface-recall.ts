import { code, localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { standingSeat } from "./counter.ts";
import { showGroups } from "./show-groups.ts";

/** «Reprendre des places» (R6). */

/** `GET /api/interface/recall/choices?past=true`: only performances with seats at the reseller (R6.1). */
export const recallChoices = showGroups({
  performances: z.array(
    z.object({
      performanceNumber: z.int(),
      localDate,
      localTime,
      past: z.boolean(),
      /** Allotted and unsold. */
      allotted: z.int(),
      sold: z.int(),
      /** On their way, outcome unknown. */
      inDoubt: z.int(),
    }),
  ),
}).meta({ id: "RecallChoices" });
export type RecallChoices = z.infer<typeof recallChoices>;

/**
 * `GET /api/interface/recall/performances/{performanceNumber}`: the seats in columns (not in OpenAPI: written packed),
 * all of them or those of `?seats=12,13`.
 * States are those of the books: allotted seats may be chosen; geometry comes from `/api/halls/{hallCode}/plan`.
 */
export interface RecallPerformance {
  performanceNumber: number;
  showNumber: number;
  title: string;
  hallCode: number;
  hallName: string;
  localDate: string;
  localTime: string;
  /** The interface's hold, where seats that come back stand. */
  holdCode: number;
  seatCodes: number[];
  states: string[];
  /** 1 where the seat is with this reseller or on its way there or back, or sold there. */
  withReseller: number[];
  /** 1 where the seat stands in the interface's hold. */
  inHold: number[];
}

/**
 * `POST /api/interface/recall`: «DECONTINGENTER»; `all` is «Tout reprendre». `exactly`: as the clerk saw it, so that
 * nothing is started where one of the seats can no longer be taken back; without it such seats are left out.
 */
export const recallOrder = z
  .strictObject({
    performanceNumber: code,
    seatCodes: z.union([z.literal("all"), z.array(code).min(1).max(50_000)]),
    exactly: z.boolean().default(false),
  })
  .meta({ id: "RecallOrder" });
export type RecallOrder = z.input<typeof recallOrder>;

/** Nothing was started: the seats that have changed since the clerk saw them, as they stand now. */
export const seatsChanged = z
  .object({ error: z.literal("SEATS_CHANGED"), message: z.string(), seats: z.array(standingSeat) })
  .meta({ id: "SeatsChanged" });
export type SeatsChanged = z.infer<typeof seatsChanged>;

import { z } from "zod";
import { lineProblem } from "./interface-connection.ts";

/** «Tester…» (R5.5): what would fail, asked of the reseller without changing anything. */

const place = z.object({
  floor: z.string(),
  zone: z.string(),
  row: z.string(),
  /** «1–12, 14»: seats one after the other are drawn together. */
  numbers: z.string(),
  count: z.int(),
});

/** One error of the exchange with all that it would meet. */
export const preflightFinding = z.object({
  /** The exchange's number (R12). */
  error: z.int(),
  /** The codes that the reseller does not know, with their names here; empty where no code is at fault. */
  subjects: z.array(z.object({ code: z.int(), name: z.string() })),
  performanceNumbers: z.array(z.int()),
  /** How many seats would not leave, over all performances; 0 where it is the whole operation. */
  seatCount: z.int(),
  /** Where they are, row by row, of the first performance that has any; at most forty rows. */
  places: z.array(place),
  /** Rows beyond those. */
  morePlaces: z.int(),
});
export type PreflightFinding = z.infer<typeof preflightFinding>;

/** `POST /api/interface/allot/preflight`: the body of «Contingenter». Findings stand in the order of precedence. */
export const preflight = z
  .object({
    hallCode: z.int(),
    asked: z.object({ performances: z.int(), seats: z.int() }),
    total: z.object({ performances: z.int(), seats: z.int() }),
    /** Why asking has stopped: nothing is known of the rest. */
    problem: lineProblem.nullable(),
    findings: z.array(preflightFinding),
  })
  .meta({ id: "Preflight" });
export type Preflight = z.infer<typeof preflight>;

import { z } from "zod";
import { lineProblem } from "./interface-connection.ts";
import { secondPerson } from "./people.ts";

/** After a restore from a backup, of the reseller or of this box office (rule 10); for support and a second person. */

export const restoreOrder = z
  .strictObject({
    reason: z.string().trim().min(1).max(500),
    secondPerson: secondPerson.optional(),
  })
  .meta({ id: "RestoreOrder" });
export type RestoreOrder = z.infer<typeof restoreOrder>;

const lost = z.object({ head: z.int(), events: z.int(), operations: z.int() });
const lineDown = z.object({ outcome: z.literal("lineDown"), problem: lineProblem.nullable() });

/**
 * `GET /api/interface/restore/reseller`: what a reseller under a new stream lost; `POST`: gives it back. `forked`: its
 * feed is none that was received here.
 */
export const giveBackAnswer = z
  .discriminatedUnion("outcome", [
    z.object({ outcome: z.literal("nothingLost") }),
    z.object({ outcome: z.literal("forked"), head: z.int() }),
    z.object({ outcome: z.literal("found"), lost }),
    z.object({ outcome: z.literal("givenBack"), lost, differing: z.int() }),
    z.object({ outcome: z.literal("refused"), sequence: z.int(), reason: z.string() }),
    lineDown,
  ])
  .meta({ id: "GiveBackAnswer" });
export type GiveBackAnswer = z.infer<typeof giveBackAnswer>;

/** `POST /api/interface/restore/boxoffice`: takes the reseller's counters after this box office was restored. */
export const takeCountersAnswer = z
  .discriminatedUnion("outcome", [
    z.object({
      outcome: z.literal("taken"),
      performances: z.int(),
      counters: z.int(),
      seats: z.int(),
      /** Whether the feed could be received afterwards. */
      fetched: z.enum(["upToDate", "stopped", "lineDown"]),
    }),
    lineDown,
  ])
  .meta({ id: "TakeCountersAnswer" });
export type TakeCountersAnswer = z.infer<typeof takeCountersAnswer>;

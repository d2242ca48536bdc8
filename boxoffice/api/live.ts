import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/**
 * `GET /api/live`: server-sent events, for as long as the session lasts. `hello` at the start and whenever something may
 * have been missed: ask for everything again. `change`: a `LiveChange`. `beat`: nothing, every 15 seconds. `ended`: the
 * session is over. Where the server hears nothing itself it refuses with 503 `NOT_LIVE`, and the page asks by itself.
 */
export const liveChange = z.discriminatedUnion("topic", [
  z.object({
    topic: z.literal("seats"),
    performanceNumber: code,
    /** Those that moved; null where they are so many that the whole plan is cheaper. */
    seatCodes: z.array(code).nullable(),
  }),
  z.object({ topic: z.enum(["runs", "sales", "conflicts", "comparisons", "connection", "programme"]) }),
]);
export type LiveChange = z.infer<typeof liveChange>;

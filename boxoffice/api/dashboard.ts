import { localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** `GET /api/shows/{showNumber}/dashboard` (manager): how a show sells, day by day, and how full its performances are. */
export const showDashboard = z
  .object({
    showNumber: z.int(),
    title: z.string(),
    /** Tickets that stand, by the day they were sold on the venue's calendar and by channel; days without a sale are absent. */
    sales: z.array(z.object({ localDate, channel: z.string(), seats: z.int(), faceValueCents: z.int() })),
    /** Every seat of a performance stands in exactly one count. */
    performances: z.array(
      z.object({
        performanceNumber: z.int(),
        localDate,
        localTime,
        capacity: z.int(),
        free: z.int(),
        held: z.int(),
        /** With the reseller and not sold, on their way included. */
        allotted: z.int(),
        soldHere: z.int(),
        soldThere: z.int(),
        /** Blocked, or the two sides differ. */
        other: z.int(),
      }),
    ),
  })
  .meta({ id: "ShowDashboard" });
export type ShowDashboard = z.infer<typeof showDashboard>;

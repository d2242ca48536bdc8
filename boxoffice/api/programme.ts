import { code, instant, localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { nameField } from "./fields.ts";

/** Show groups, shows and their performances. Dates and times are civil ones, in the organizer's zone. */

export const newShowGroup = z.strictObject({ name: nameField }).meta({ id: "NewShowGroup" });
export const showGroupCreated = z.object({ showGroupId: z.int() }).meta({ id: "ShowGroupCreated" });
export const showGroupList = z
  .object({ showGroups: z.array(z.object({ showGroupId: z.int(), name: z.string() })) })
  .meta({ id: "ShowGroupList" });
export type ShowGroupList = z.infer<typeof showGroupList>;

/** The second line of a title, where there is one (R2.5). */
const subtitle = z
  .string()
  .trim()
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), { error: "holds a control character" })
  .default("");

export const newShow = z
  .strictObject({
    showGroupId: code,
    hallCode: code,
    title: nameField,
    subtitle,
    comment: z.string().max(2_000).default(""),
    printAtHome: z.boolean().default(false),
  })
  .meta({ id: "NewShow" });
export type NewShow = z.infer<typeof newShow>;
export const showCreated = z.object({ showNumber: code }).meta({ id: "ShowCreated" });

export const show = z.object({
  showNumber: code,
  showGroupId: code,
  showGroupName: z.string(),
  hallCode: code,
  hallName: z.string(),
  title: z.string(),
  subtitle: z.string(),
  comment: z.string(),
  printAtHome: z.boolean(),
});
export type Show = z.infer<typeof show>;
export const showList = z.object({ shows: z.array(show) }).meta({ id: "ShowList" });
export type ShowList = z.infer<typeof showList>;

export const newPerformances = z
  .strictObject({ performances: z.array(z.strictObject({ localDate, localTime })).min(1).max(200) })
  .meta({ id: "NewPerformances" });
export const performancesCreated = z
  .object({ performanceNumbers: z.array(code).meta({ description: "in the order of the request" }) })
  .meta({ id: "PerformancesCreated" });

/** `PUT /api/shows/{showNumber}`: all of it; the hall only as long as the show has no performance. */
export const showChange = newShow.meta({ id: "ShowChange" });

export const performance = z.object({
  performanceNumber: code,
  showNumber: code,
  hallCode: code,
  localDate,
  localTime,
  timeZone: z.string(),
  startsAt: instant,
  scheduleVersion: z.int(),
  /** Set: nothing of it is sold any more. */
  cancelledAt: instant.nullable(),
});
export type Performance = z.infer<typeof performance>;
export const performanceList = z
  .object({ performances: z.array(performance) })
  .meta({ id: "PerformanceList" });
export type PerformanceList = z.infer<typeof performanceList>;

/** One performance, with its seats counted by state; a state without seats is left out. */
export const performanceWithCounts = performance
  .extend({
    title: z.string(),
    seatCounts: z.array(z.object({ state: z.string(), holdCode: z.int().nullable(), count: z.int() })),
  })
  .meta({ id: "PerformanceWithCounts" });
export type PerformanceWithCounts = z.infer<typeof performanceWithCounts>;

import { localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/**
 * «Tous les mardis et jeudis à 20 h 30 du 3/3 au 30/4, sauf le 14/4»: civil dates and times at the venue. Several series
 * make one rule, such as evenings and matinées.
 */
export const calendarRule = z
  .strictObject({
    series: z
      .array(
        z.strictObject({
          /** 1 Monday … 7 Sunday. */
          weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
          localTimes: z.array(localTime).min(1).max(6),
          from: localDate,
          /** inclusive */
          to: localDate,
        }),
      )
      .min(1)
      .max(12),
    /** Days without a performance. */
    except: z.array(localDate).max(200).default([]),
  })
  .meta({ id: "CalendarRule" });
export type CalendarRule = z.infer<typeof calendarRule>;

/** What creating the rule's performances would come to; changes nothing. */
export const calendarPreview = z
  .object({
    performances: z.array(
      z.object({
        localDate,
        localTime,
        /** exists: the show has it already; past: it has begun; skipped: the clocks skip this time in spring. */
        state: z.enum(["new", "exists", "past", "skipped"]),
      }),
    ),
  })
  .meta({ id: "CalendarPreview" });
export type CalendarPreview = z.infer<typeof calendarPreview>;

import { z } from "zod";
import { code, localDate, localTime } from "../fields.ts";

/** `PUT /performances/{number}/schedule`: same performance, new date (R11.3); idempotent by version. */
export const scheduleRequest = z
  .strictObject({ version: z.int().min(1), localDate, localTime })
  .meta({ id: "ScheduleRequest" });
export type ScheduleRequest = z.infer<typeof scheduleRequest>;

export const scheduleAnswer = z
  .object({ version: z.int(), localDate, localTime })
  .meta({ id: "ScheduleAnswer", description: "the schedule now in force; a higher version wins" });
export type ScheduleAnswer = z.infer<typeof scheduleAnswer>;

export const numberParameters = z.strictObject({ number: z.coerce.number().pipe(code) });

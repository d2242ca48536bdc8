import { z } from "zod";
import { code, instant, sequence } from "../fields.ts";

/** `POST /session`: the only call that carries the password (section 6). */
export const sessionRequest = z
  .strictObject({
    institutionCode: code,
    userName: z.string().min(1).max(100),
    password: z.string().min(1).max(200),
  })
  .meta({ id: "SessionRequest" });
export type SessionRequest = z.infer<typeof sessionRequest>;

export const sessionAnswer = z
  .object({
    token: z.string(),
    expiresAt: instant,
    seenAddress: z.string(),
    serverTime: instant,
    streamId: z.uuid().toLowerCase(),
    protocolVersion: z.string(),
    /** How far the venue says it has received this stream; a venue that stands behind it was restored (rule 10). */
    acknowledgedUpTo: sequence.optional(),
    limits: z.object({ seatsPerOperation: z.int(), eventsPerPage: z.int() }),
  })
  .meta({ id: "SessionAnswer" });
export type SessionAnswer = z.infer<typeof sessionAnswer>;

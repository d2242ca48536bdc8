import { commonSettings, portSetting } from "@allotement/platform/settings.ts";
import { z } from "zod";

const perMinute = (byDefault: number, what: string) =>
  z.coerce
    .number()
    .pipe(z.int().min(1))
    .default(byDefault)
    .meta({ description: `how many ${what} a minute, ${byDefault} by default` });

/** The reseller network's settings, read once at start. */
export const resellerSettings = z.object({
  ...commonSettings,
  DATA_DIRECTORY: z
    .string()
    .min(1)
    .default("./data/reseller")
    .meta({ description: "the folder that keeps this server's data, ./data/reseller by default" }),
  PORT: portSetting(4000),
  CALLS_PER_MINUTE: perMinute(6000, "calls an institution may make"),
  SEATS_PER_MINUTE: perMinute(300_000, "seats an institution may name"),
  SIGN_INS_PER_MINUTE: perMinute(60, "sign-ins may come from one address"),
});
export type ResellerSettings = z.infer<typeof resellerSettings>;

import { commonSettings, portSetting } from "@allotement/platform/settings.ts";
import { z } from "zod";

/** What the box office reads from its environment, for `parseSettings`. */
export const boxofficeSettings = z.object({
  ...commonSettings,
  DATA_DIRECTORY: z
    .string()
    .min(1)
    .default("./data/boxoffice")
    .meta({ description: "the folder that keeps this server's data, ./data/boxoffice by default" }),
  PORT: portSetting(3000),
  ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, "must be 64 hexadecimal digits")
    .optional()
    .meta({
      description:
        "64 hexadecimal digits that encrypt the passwords of the reseller and the mail server, or leave it out: the server keeps a key file in DATA_DIRECTORY",
    }),
  ALLOW_PRIVATE_RESELLER: z
    .enum(["true", "false"])
    .default("false")
    .transform((word) => word === "true")
    .meta({
      description:
        "true where the reseller's server may stand at a loopback or private address, or be reached without https; false by default",
    }),
  ALLOW_PRIVATE_MAIL_SERVER: z
    .enum(["true", "false"])
    .default("false")
    .transform((word) => word === "true")
    .meta({
      description:
        "true where mail may leave through a server at a loopback or private address; false by default",
    }),
});
export type BoxofficeSettings = z.infer<typeof boxofficeSettings>;

import { isIP } from "node:net";
import { z } from "zod";
import { CannotStart } from "./cannot-start.ts";

/**
 * Reads a server's settings from the environment, once, at start.
 * @throws CannotStart naming every wrong variable, what was expected and how to set it; never a secret's value.
 */
export function parseSettings<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Record<string, string | undefined>,
): z.infer<Schema> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, environment[name] === "" ? undefined : environment[name]]),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const shape: z.core.$ZodType | undefined = schema.shape[name];
    const meant = shape === undefined ? undefined : z.globalRegistry.get(shape)?.description;
    return `${name}: ${issue.message}.${meant ? ` Set ${name} to ${meant}.` : ""}`;
  });
  throw new CannotStart(`These settings are wrong:\n  ${sentences.join("\n  ")}`);
}

/** Settings that every server here reads; each server adds its own. */
export const commonSettings = {
  HOST: z
    .string()
    .default("127.0.0.1")
    .meta({ description: "the address to listen on, 127.0.0.1 by default" }),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "must begin with postgres://")
    .optional()
    .meta({
      description:
        "postgres://user:password@host:5432/database, or leave it out: the server starts its own PostgreSQL",
    }),
  DATA_DIRECTORY: z.string().min(1).meta({ description: "the folder that keeps this server's data" }),
  SETUP_TOKEN: z.string().min(20).optional().meta({
    description:
      "a secret of at least 20 characters that may create the first accounts; leave it out afterwards",
  }),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    )
    .refine((proxies) => proxies.every(isProxy), "must be IP addresses or networks, and not every address")
    .meta({
      description: "addresses or networks of the proxies in front of this server, 10.0.0.7,10.1.0.0/24",
    }),
  LOG_LEVEL: z
    .enum(["silent", "error", "warn", "info", "debug", "trace"])
    .default("warn")
    .meta({ description: "one of silent, error, warn, info, debug, trace" }),
};

/** An address, or a network that leaves somebody out: where everybody is trusted, everybody names himself as he likes. */
function isProxy(text: string): boolean {
  const [address = "", bits, more] = text.split("/");
  const family = isIP(address);
  if (family === 0 || more !== undefined) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && +bits >= 1 && +bits <= (family === 4 ? 32 : 128));
}

/** A port number in a setting. */
export function portSetting(byDefault: number) {
  return z.coerce
    .number()
    .pipe(z.int().min(0).max(65_535))
    .default(byDefault)
    .meta({ description: `a free port between 1 and 65535, ${byDefault} by default` });
}

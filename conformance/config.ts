import { readFile } from "node:fs/promises";
import { CannotStart } from "@allotement/platform/cannot-start.ts";
import { code, timeZone } from "@allotement/protocol/fields.ts";
import { z } from "zod";

const secret = z.string().min(1).max(200);
const credential = z.strictObject({ userName: z.string().min(1).max(100), password: secret });
const institution = credential.extend({ institutionCode: code });

/** What the kit is told of the server: `conformance/example.json` shows one, docs/conformance.md explains it. */
export const conformanceConfig = z.strictObject({
  institution: institution.meta({ description: "an institution for tests alone, and a credential of it" }),
  spareCredential: credential.optional().meta({
    description: "another credential of the same institution; the kit locks it with wrong passwords",
  }),
  secondInstitution: institution.optional().meta({
    description: "another institution that knows the same codes; the kit switches its maintenance on and off",
  }),
  refusedInstitution: institution.optional().meta({
    description: "an institution whose list of addresses lacks the machine that runs the kit",
  }),
  codes: z
    .strictObject({
      hallCode: code,
      holdCode: code,
      zoneCode: code,
      floorCode: code,
      seatCategoryCode: code,
      priceTypeCode: code,
      unknownCode: code.default(2_147_483_000),
    })
    .meta({ description: "codes that the server knows of the institutions, and one that it does not know" }),
  numbers: z
    .strictObject({ first: code, last: code })
    .refine(({ first, last }) => last - first >= 999, "must hold at least 1000 numbers")
    .meta({ description: "show and performance numbers that nothing uses; each run takes some at random" }),
  timeZone: timeZone.default("Europe/Paris"),
  hooks: z.strictObject({ url: z.url(), token: secret.optional() }).optional().meta({
    description: "where the server's seller, buyer and manager can be played; see docs/conformance.md",
  }),
  rateLimit: z
    .strictObject({ callsPerMinute: z.int().min(1).max(60_000) })
    .optional()
    .meta({
      description: "how many calls an institution may make in a minute; the kit will make more",
    }),
  timeoutSeconds: z.number().min(0.1).max(120).default(10).meta({
    description: "how long an answer may take",
  }),
});
export type ConformanceConfig = z.infer<typeof conformanceConfig>;

/** Reads a configuration. @throws CannotStart with what is wrong and where; values are never repeated. */
export function parseConfig(text: string, name: string): ConformanceConfig {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CannotStart(`${name} is not JSON.`);
  }
  const parsed = conformanceConfig.safeParse(json);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join(".") || "file"}: ${issue.message}`);
  throw new CannotStart(
    `${name} does not describe a server:\n  ${faults.join("\n  ")}\nconformance/example.json shows one.`,
  );
}

export async function readConfig(file: string): Promise<ConformanceConfig> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new CannotStart(`${file} cannot be read: ${error.message}`);
  });
  return parseConfig(text, file);
}

/** Where the server's protocol begins: the address may have a path, a trailing slash, or name the protocol's path. */
export function baseOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new CannotStart(`${address} is no address of a server: say http://127.0.0.1:4000.`);
  if (url.username !== "" || url.password !== "")
    throw new CannotStart(
      "The address must not hold a user name or password: they stand in the configuration.",
    );
  const path = url.pathname.replace(/\/+$/, "").replace(/\/allotment\/v1$/, "");
  return url.origin + path;
}

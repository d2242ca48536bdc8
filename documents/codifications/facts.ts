import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { type FileKind, fileKinds, formatVersion } from "./code-lists.ts";
import { count, hundredths, text } from "./tables.ts";

/** INFOS as it is read: what the export is of, and what each of its files must look like. */

const codeField = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(code);

const sizes = { OCTETS: count, SHA256: z.string().regex(/^[0-9a-f]{64}$/) };

/** The facts in the order of their lines, each under the key that stands in the file. */
export const factKeys = {
  version: "VERSION",
  organizerCode: "ORGANISATION",
  organizerName: "ORGANISATION_NOM",
  institutionCode: "INSTITUTION",
  hallCode: "SALLE",
  hallName: "SALLE_NOM",
  planVersion: "PLAN_VERSION",
  width: "PLAN_LARGEUR",
  height: "PLAN_HAUTEUR",
  categoryCount: "NB_CATEGORIES",
  designationCount: "NB_DENOMINATIONS",
  floorCount: "NB_ETAGES",
  seatCount: "NB_PLACES",
  zoneCount: "NB_ZONES",
} as const;

const factsSchema = z.strictObject({
  version: z.literal(String(formatVersion)),
  organizerCode: codeField,
  organizerName: text,
  institutionCode: z.union([z.literal("").transform(() => null), codeField]),
  hallCode: codeField,
  hallName: text,
  planVersion: codeField,
  width: hundredths,
  height: hundredths,
  categoryCount: count,
  designationCount: count,
  floorCount: count,
  seatCount: count,
  zoneCount: count,
} satisfies Record<keyof typeof factKeys, z.ZodType>);

const names = Object.keys(factKeys);
const describedKinds = fileKinds.filter((kind) => kind !== "INFOS");
const order: readonly string[] = [
  ...Object.values(factKeys),
  ...describedKinds.flatMap((kind) => [`OCTETS_${kind}`, `SHA256_${kind}`]),
];

export interface Facts extends z.output<typeof factsSchema> {
  files: ReadonlyMap<FileKind, { size: number; digest: string }>;
}

/** Reads the lines between the heads and the file's own digest; or the number of the line that is wrong, from 1. */
export function readFacts(lines: readonly string[]): { facts: Facts } | { wrongLine: number } {
  const entries = lines.map((line): [string, string] => {
    const [key = "", ...values] = line.split(";");
    return [key, values.join(";")];
  });
  const misplaced = order.findIndex((key, index) => entries[index]?.[0] !== key);
  if (misplaced >= 0 || entries.length > order.length)
    return { wrongLine: 2 + (misplaced >= 0 ? misplaced : order.length) };
  const fields = Object.fromEntries(names.map((name, index) => [name, entries[index]?.[1]]));
  const read = factsSchema.safeParse(fields);
  if (!read.success) {
    const [wrong = 0] = read.error.issues.map(({ path }) => names.indexOf(String(path[0])));
    return { wrongLine: 2 + Math.max(0, wrong) };
  }
  const files = new Map<FileKind, { size: number; digest: string }>();
  const values = new Map(entries);
  for (const kind of describedKinds) {
    const size = sizes.OCTETS.safeParse(values.get(`OCTETS_${kind}`));
    const digest = sizes.SHA256.safeParse(values.get(`SHA256_${kind}`));
    if (!size.success || !digest.success) return { wrongLine: 2 + order.indexOf(`OCTETS_${kind}`) };
    files.set(kind, { size: size.data, digest: digest.data });
  }
  return { facts: { ...read.data, files } };
}

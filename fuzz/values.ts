import fc from "fast-check";
import type { Chance } from "./chance.ts";
import { type Components, resolved, type Schema } from "./schema.ts";

/** Values that a schema takes, as near to real ones as can be: known numbers, so that they meet rows that are there. */

export interface Ground {
  chance: Chance;
  components: Components;
  /** Numbers and identities that exist on the server. */
  knownNumbers: readonly number[];
  knownIds: readonly string[];
}

const samples = new Map<string, string[]>();

function matching(pattern: string): string[] {
  const known = samples.get(pattern);
  if (known) return known;
  let made: string[];
  try {
    made = fc.sample(fc.stringMatching(new RegExp(pattern, "u")), { numRuns: 12, seed: 1 });
  } catch {
    // The generator knows no look-around.
    made = ["2026-12-23"];
  }
  samples.set(pattern, made);
  return made;
}

const byFormat: Record<string, [string, ...string[]]> = {
  "date-time": ["2026-12-23T18:00:00.000Z", "2020-01-01T00:00:00.000Z"],
  date: ["2026-12-23", "2020-02-29"],
  time: ["19:00", "00:00"],
  email: ["contact@example.org"],
};

export function validValue(schema: Schema, ground: Ground, depth = 0): unknown {
  const { chance, components } = ground;
  const whole = resolved(schema, components);
  if (whole.const !== undefined) return whole.const;
  if (whole.enum) return chance.some(whole.enum);
  const choices = whole.anyOf ?? whole.oneOf;
  if (choices) {
    const choice = chance.some(choices);
    return choice && validValue(choice, ground, depth);
  }
  const type = [whole.type].flat()[0];
  if (type === "object") return validObject(whole, ground, depth);
  if (type === "array") {
    const least = whole.minItems ?? 0;
    const count = Math.min(whole.maxItems ?? 3, least + chance.below(depth > 4 ? 1 : 3));
    const { items } = whole;
    return Array.from({ length: count }, () => (items ? validValue(items, ground, depth + 1) : null));
  }
  if (type === "string") return validString(whole, ground);
  if (type === "integer" || type === "number") return validNumber(whole, ground);
  if (type === "boolean") return chance.oneIn(2);
  return null;
}

function validObject(schema: Schema, ground: Ground, depth: number): Record<string, unknown> {
  const required = new Set(schema.required);
  const made: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(schema.properties ?? {}))
    if (required.has(name) || ground.chance.oneIn(2)) made[name] = validValue(part, ground, depth + 1);
  return made;
}

function validString(schema: Schema, { chance, knownIds }: Ground): string {
  if (schema.format === "uuid") return chance.some(knownIds) ?? "0192f3a0-0000-7000-8000-000000000001";
  const formatted = schema.format === undefined ? undefined : byFormat[schema.format];
  if (formatted) return chance.pick(formatted);
  if (schema.pattern !== undefined) return chance.some(matching(schema.pattern)) ?? "";
  const text = chance.pick(["Théâtre", "x", "MARTIN", "correct horse battery"]);
  return text.padEnd(schema.minLength ?? 0, "x").slice(0, schema.maxLength ?? 200);
}

function validNumber({ minimum = 0, maximum = 1_000_000 }: Schema, { chance, knownNumbers }: Ground): number {
  const known = chance.some(knownNumbers) ?? minimum;
  const near = chance.pick([known, minimum, maximum, Math.min(maximum, minimum + 1)]);
  return near >= minimum && near <= maximum ? near : minimum;
}

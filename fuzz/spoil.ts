import type { Chance } from "./chance.ts";
import { resolved, type Schema, typeOf, typesOf } from "./schema.ts";
import type { Ground } from "./values.ts";

/** A value that is surely not of its schema, and what is wrong with it. */
export interface Spoilt {
  value: unknown;
  fault: string;
}

export const hostileTexts = [
  "",
  " ",
  "a".repeat(5_000),
  "\u202e\u0645\u0631\u062d\u0628\u0627\u202c",
  "💺".repeat(300),
  "'; drop table tickets; --",
  "<script>alert(1)</script>",
  "../../etc/passwd",
  "%00",
  "__proto__",
  "constructor",
  "null",
  "NaN",
  "-1",
  "1e309",
  "{{7*7}}",
  "\r\nset-cookie: x=1",
] as const;

/** No database keeps these; every one of them must be refused. */
const unwritable = ["a\0b", "\ud800", "\udc00x"] as const;

const byType: Record<string, readonly unknown[]> = {
  string: ["text", "1", "true", "__proto__"],
  number: [0, 1, -1, 1.5, 1e308, -0.1, 9_007_199_254_740_992, 2_147_483_648],
  boolean: [true, false],
  null: [null],
  array: [[], [null], [[[[1]]]], ["text"], [{}]],
  object: [{}, { length: 3 }, { toString: 1 }, { a: { b: { c: [] } } }],
};

/** A value of a JSON type that the schema has none of; undefined where it takes them all. */
function ofWrongType(schema: Schema, { chance, components }: Ground): Spoilt | undefined {
  const types = typesOf(schema, components);
  if (!types) return undefined;
  const type = chance.some(Object.keys(byType).filter((one) => !types.has(one)));
  return type === undefined ? undefined : { value: chance.some(byType[type] ?? []), fault: "wrong type" };
}

/**
 * Spoils a valid value in exactly one place, chosen by chance. Undefined where this schema takes whatever is put there.
 */
export function spoil(schema: Schema, value: unknown, ground: Ground): Spoilt | undefined {
  const { chance, components } = ground;
  const whole = resolved(schema, components);
  const choices = whole.anyOf ?? whole.oneOf;
  if (choices) {
    return typeOf(value) === "object" && chance.oneIn(2) && allObjectsClosed(choices, ground)
      ? { value: { ...Object(value), neverHeardOf: 1 }, fault: "unknown field" }
      : ofWrongType(whole, ground);
  }
  if (chance.oneIn(4)) return ofWrongType(whole, ground);
  if (Array.isArray(value)) return spoilArray(whole, value, ground) ?? ofWrongType(whole, ground);
  if (typeof value === "object" && value !== null)
    return spoilObject(whole, { ...value }, ground) ?? ofWrongType(whole, ground);
  if (typeof value === "string") return spoilText(whole, value, chance) ?? ofWrongType(whole, ground);
  if (typeof value === "number") return spoilNumber(whole, chance);
  return ofWrongType(whole, ground);
}

/** Whichever of the choices the object is, it knows no field that is not its own. */
function allObjectsClosed(choices: readonly Schema[], { components }: Ground): boolean {
  return choices
    .map((choice) => resolved(choice, components))
    .every((choice) => choice.type !== "object" || choice.additionalProperties === false);
}

function spoilObject(schema: Schema, value: Record<string, unknown>, ground: Ground): Spoilt | undefined {
  const { chance } = ground;
  const removed = chance.some((schema.required ?? []).filter((name) => name in value));
  if (removed !== undefined && chance.oneIn(4)) {
    const { [removed]: _, ...rest } = value;
    return { value: rest, fault: "missing field" };
  }
  if (schema.additionalProperties === false && chance.oneIn(3)) {
    const name = chance.pick(["extra", "organizerId2", "isAdmin", "constructor", "toString", "é", "0", ""]);
    const more = chance.pick<unknown>([1, "x", null, {}, []]);
    return { value: { ...value, [name]: more }, fault: "unknown field" };
  }
  const name = chance.some(Object.keys(value));
  const part = name === undefined ? undefined : schema.properties?.[name];
  if (name === undefined || !part) return undefined;
  const spoilt = spoil(part, value[name], ground);
  return spoilt && { value: { ...value, [name]: spoilt.value }, fault: spoilt.fault };
}

function spoilArray(schema: Schema, value: unknown[], ground: Ground): Spoilt | undefined {
  const { chance } = ground;
  if ((schema.minItems ?? 0) > 0 && chance.oneIn(4)) return { value: [], fault: "too few items" };
  const { maxItems } = schema;
  if (maxItems !== undefined && maxItems <= 1_000 && value.length > 0 && chance.oneIn(6))
    return { value: Array.from({ length: maxItems + 1 }, () => value[0]), fault: "too many items" };
  const index = chance.below(value.length);
  const spoilt = schema.items && value.length > 0 ? spoil(schema.items, value[index], ground) : undefined;
  return spoilt && { value: value.with(index, spoilt.value), fault: spoilt.fault };
}

function spoilText(schema: Schema, value: string, chance: Chance): Spoilt | undefined {
  if (schema.const !== undefined || schema.enum) return { value: `${value}x`, fault: "not of its values" };
  if (chance.oneIn(3)) return { value: value + chance.pick(unwritable), fault: "unwritable text" };
  if (schema.maxLength !== undefined && chance.oneIn(2))
    return { value: "x".repeat(schema.maxLength + 1), fault: "too long" };
  const { pattern } = schema;
  if (pattern === undefined) return undefined;
  const misfit = chance.some(hostileTexts.filter((text) => !new RegExp(pattern, "u").test(text.trim())));
  return misfit === undefined ? undefined : { value: misfit, fault: "text out of its pattern" };
}

function spoilNumber({ minimum, maximum, type }: Schema, chance: Chance): Spoilt | undefined {
  const beyond = [
    ...(minimum === undefined ? [] : [minimum - 1, -1e300]),
    ...(maximum === undefined ? [] : [maximum + 1, 1e300]),
    ...(type === "integer" ? [0.5, 1e-9] : []),
  ].filter(
    (number) =>
      !(Number.isInteger(number) && number >= (minimum ?? -Infinity) && number <= (maximum ?? Infinity)),
  );
  const value = chance.some(beyond);
  return value === undefined ? undefined : { value, fault: "number out of its bounds" };
}

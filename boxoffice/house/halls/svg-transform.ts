import type { PlanPoint } from "./seating-plan.areas.ts";

/** x' = a·x + c·y + e, y' = b·x + d·y + f; `turn`: the degrees of all rotations, kept apart since 270 is not −90. */
export interface Transform {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
  turn: number;
}

export const identity: Transform = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0, turn: 0 };

export function apply({ a, b, c, d, e, f }: Transform, { x, y }: PlanPoint): PlanPoint {
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}

/** How much longer a length becomes; to nine decimals, or a mere rotation would lengthen it by the last digit. */
export function scaleOf({ a, b }: Transform): number {
  return Math.round(Math.hypot(a, b) * 1e9) / 1e9;
}

/** The transform of an element's attribute inside another one; undefined where it cannot be read. */
export function inside(outer: Transform, attribute: string | undefined): Transform | undefined {
  if (attribute === undefined || attribute.trim() === "") return outer;
  const calls = [...attribute.matchAll(/([a-zA-Z]+)\s*\(([^)]*)\)[\s,]*/g)];
  if (calls.map(([whole]) => whole).join("") !== attribute.trimStart()) return undefined;
  let result = outer;
  for (const [, name = "", given = ""] of calls) {
    const numbers = given
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    const step = numbers.every(Number.isFinite) ? stepOf(name, numbers) : undefined;
    if (step === undefined) return undefined;
    result = multiplied(result, step);
  }
  return result;
}

function stepOf(name: string, numbers: readonly number[]): Transform | undefined {
  const [first = 0, second, third = 0] = numbers;
  switch (name) {
    case "translate":
      return { ...identity, e: first, f: second ?? 0 };
    case "scale":
      return { ...identity, a: first, d: second ?? first };
    case "rotate": {
      const [cosine, sine] = [Math.cos((first * Math.PI) / 180), Math.sin((first * Math.PI) / 180)];
      const turned = { ...identity, a: cosine, b: sine, c: -sine, d: cosine, turn: first };
      if (second === undefined) return turned;
      const there = { ...identity, e: second, f: third };
      return multiplied(multiplied(there, turned), { ...identity, e: -second, f: -third });
    }
    case "matrix": {
      const [a, b, c, d, e, f] = numbers;
      if (a === undefined || b === undefined || c === undefined) return undefined;
      if (d === undefined || e === undefined || f === undefined) return undefined;
      return { a, b, c, d, e, f, turn: (Math.atan2(b, a) * 180) / Math.PI };
    }
    case "skewX":
      return { ...identity, c: Math.tan((first * Math.PI) / 180) };
    case "skewY":
      return { ...identity, b: Math.tan((first * Math.PI) / 180) };
    default:
      return undefined;
  }
}

function multiplied(outer: Transform, inner: Transform): Transform {
  return {
    a: outer.a * inner.a + outer.c * inner.b,
    b: outer.b * inner.a + outer.d * inner.b,
    c: outer.a * inner.c + outer.c * inner.d,
    d: outer.b * inner.c + outer.d * inner.d,
    e: outer.a * inner.e + outer.c * inner.f + outer.e,
    f: outer.b * inner.e + outer.d * inner.f + outer.f,
    turn: outer.turn + inner.turn,
  };
}

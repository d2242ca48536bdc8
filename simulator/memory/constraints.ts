/** What SQL holds by a constraint is held here by an error. */
export function assert(condition: boolean, constraint: string): void {
  if (!condition) throw new Error(`violates ${constraint}`);
}

/** A value as jsonb gives it back: with the keys of each object by their length, then by their letters. */
export function asJson<Value>(value: Value): Value;
export function asJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => (one === undefined ? null : asJson(one)));
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value).sort(byKey))
    if (one !== undefined) copy[name] = asJson(one);
  return copy;
}

function byKey([one]: [string, unknown], [other]: [string, unknown]): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

/** One number for a seat of a performance: small halls only. */
export function seatKey(performanceNumber: number, seatCode: number): number {
  return performanceNumber * 100_000 + seatCode;
}

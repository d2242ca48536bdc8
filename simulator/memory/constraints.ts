/** What SQL holds by a constraint is held here by an error. */
export function assert(condition: boolean, constraint: string): void {
  if (!condition) throw new Error(`violates ${constraint}`);
}

/** A value as jsonb gives it back: with the keys of each object by their length, then by their letters. */
export function asJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value), (_key, one: unknown) =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)))
      : one,
  );
}

/** One number for a seat of a performance: small halls only. */
export function seatKey(performanceNumber: number, seatCode: number): number {
  return performanceNumber * 100_000 + seatCode;
}

/** How often each fault, transition, answer and crash point occurred. What was never met is told as not covered. */
export type Coverage = Map<string, number>;

export function count(coverage: Coverage, what: string, times = 1): void {
  coverage.set(what, (coverage.get(what) ?? 0) + times);
}

export function addUp(into: Coverage, from: Iterable<readonly [string, number]>): void {
  for (const [what, times] of from) count(into, what, times);
}

/** Whether the server tells this page what changes: one connection for all of the page's questions. */
let isLive = false;

export function setLive(next: boolean): void {
  isLive = next;
}

/**
 * How often to ask again, for `refetchInterval`: seldom where changes are told, as often as the question needs where they
 * are not. What is told may still be missed, so that live never means «not at all».
 */
export function pollEvery(milliseconds: number): () => number {
  return () => (isLive ? Math.max(milliseconds, 60_000) : milliseconds);
}

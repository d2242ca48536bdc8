/** Where a key leads in a list of `length` items from the one at `at`; undefined where it leads nowhere. */
export function moveInList(key: string, at: number, length: number): number | undefined {
  if (length === 0) return undefined;
  const target = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + 8,
    PageUp: at - 8,
    Home: 0,
    End: length - 1,
  }[key];
  return target === undefined ? undefined : Math.min(Math.max(target, 0), length - 1);
}

/** The items from one position to another, both included, whichever comes first. */
export function rangeBetween<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  return items.slice(Math.min(from, to), Math.max(from, to) + 1);
}

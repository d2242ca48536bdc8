/** Repeatable chance: the same seed gives the same requests. */
export interface Chance {
  /** From 0 to below `count`. */
  below(count: number): number;
  /** True once in `count` times. */
  oneIn(count: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** Undefined where there is nothing to pick. */
  some<Item>(items: readonly Item[]): Item | undefined;
}

/** The generator mulberry32: 32 bits of state, enough to choose among requests. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    oneIn: (count) => below(count) === 0,
    pick: (items) => items[below(items.length)] ?? items[0],
    some: (items) => items[below(items.length)],
  };
}

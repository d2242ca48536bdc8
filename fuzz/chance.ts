import { type Chance as Draws, chanceOf as drawsOf } from "../simulator/chance.ts";

/** Repeatable chance: the same seed gives the same requests. */
export interface Chance extends Pick<Draws, "below" | "pick"> {
  /** True once in `count` times. */
  oneIn(count: number): boolean;
  /** Undefined where there is nothing to pick. */
  some<Item>(items: readonly Item[]): Item | undefined;
}

export function chanceOf(seed: number): Chance {
  const { below, pick } = drawsOf(seed, "fuzz");
  return { below, pick, oneIn: (count) => below(count) === 0, some: (items) => items[below(items.length)] };
}

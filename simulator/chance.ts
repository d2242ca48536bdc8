/** Chance that repeats itself: the same seed and purpose draw the same numbers on any machine (generator sfc32). */
export interface Chance {
  /** At least 0, below 1. */
  real(): number;
  /** A whole number, at least 0, below `limit`. */
  below(limit: number): number;
  /** A whole number, `from` and `to` included. */
  between(from: number, to: number): number;
  truth(probability: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** Some of the values, at least one, in their order. */
  some<Value>(values: readonly Value[], most?: number): Value[];
  bytes(length: number): Uint8Array;
}

/** `purpose` keeps streams apart: a change of how faults are drawn leaves the actors' actions as they were. */
export function chanceOf(seed: number, purpose: string): Chance {
  const word = sfc32(seed, purpose);
  const real = () => word() / 4_294_967_296;
  const below = (limit: number) => Math.floor(real() * limit);
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[below(values.length)];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  };
  return {
    real,
    below,
    between: (from, to) => from + below(to - from + 1),
    truth: (probability) => real() < probability,
    pick,
    some(values, most = values.length) {
      const wanted = 1 + below(Math.min(most, values.length));
      const chosen = new Set<number>();
      while (chosen.size < wanted) chosen.add(below(values.length));
      return values.filter((_, index) => chosen.has(index));
    },
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let index = 0; index < length; index++) bytes[index] = word() & 255;
      return bytes;
    },
  };
}

/** Small fast counter generator by Chris Doty-Humphrey: 128 bits of state, a whole 32-bit word each call. */
function sfc32(seed: number, purpose: string): () => number {
  let a = 0x9e3779b9;
  let b = Math.floor(seed / 4_294_967_296) | 0;
  let c = seed | 0;
  let counter = 1;
  const word = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (const letter of purpose) {
    a ^= letter.charCodeAt(0);
    word();
  }
  for (let round = 0; round < 12; round++) word();
  return word;
}

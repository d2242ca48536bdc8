/** A seat as a plan shows it: what it is called, and where it stands. */
export interface PlacedSeat {
  floor: string;
  zone: string;
  row: string;
  number: string;
  x: number;
  y: number;
}

const accents = /\p{M}/gu;
const wordsOfRow = /^(rangee|rang|rg|row|r)(?=[^\p{L}]|$)/u;
const wordsOfNumber = /^(fauteuil|place|siege|seat|numero|no|n|pl)(?=[^\p{L}]|$)/u;
const wordsOfZone = /^(zone|secteur|bloc|sector|etage|niveau|floor)(?=[^\p{L}]|$)/u;

/** What two houses mean by the same thing: «Rang A» is «A», «01» is «1», «CÔTÉ  PAIR» is «cote pair». */
function plain(text: string, words: RegExp): string {
  const bare = text.normalize("NFKD").replace(accents, "").toLowerCase().trim();
  // A label that is nothing but the word, «Place», stays.
  const named = bare.replace(words, "");
  return (named.trim() === "" ? bare : named)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/(?<!\d)0+(?=\d)/g, "")
    .trim();
}

export const plainRow = (row: string) => plain(row, wordsOfRow);
export const plainNumber = (number: string) => plain(number, wordsOfNumber);
export const plainZone = (zone: string) => plain(zone, wordsOfZone);

export interface PlainLabel {
  floor: string;
  zone: string;
  row: string;
  number: string;
}

export function plainLabel(seat: PlacedSeat): PlainLabel {
  return {
    floor: plainZone(seat.floor),
    zone: plainZone(seat.zone),
    row: plainRow(seat.row),
    number: plainNumber(seat.number),
  };
}

/** From the label that says most to the one that says least. */
const keys: readonly ((label: PlainLabel) => unknown[])[] = [
  ({ floor, zone, row, number }) => [floor, zone, row, number],
  ({ zone, row, number }) => [zone, row, number],
  ({ floor, row, number }) => [floor, row, number],
  ({ row, number }) => [row, number],
];

/** Pairs of places in the two lists. */
export type Pair = readonly [theirs: number, ours: number];

/** Seats that bear one label, which nobody else bears on either side, level by level of what the label says. */
export function pairsByLabel(theirs: readonly PlainLabel[], ours: readonly PlainLabel[]): Pair[][] {
  const free = { theirs: new Set(theirs.keys()), ours: new Set(ours.keys()) };
  return keys.map((key) => {
    const found = uniquePairs(
      [...free.theirs].map((index) => [index, keyOf(theirs[index], key)]),
      [...free.ours].map((index) => [index, keyOf(ours[index], key)]),
    );
    for (const [one, other] of found) {
      free.theirs.delete(one);
      free.ours.delete(other);
    }
    return found;
  });
}

function keyOf(label: PlainLabel | undefined, key: (label: PlainLabel) => unknown[]): string | undefined {
  return label && label.number !== "" ? JSON.stringify(key(label)) : undefined;
}

type Keyed = readonly [index: number, key: string | undefined];

/** Pairs of one key that stands once on either side. */
export function uniquePairs(theirs: readonly Keyed[], ours: readonly Keyed[]): Pair[] {
  const once = (list: readonly Keyed[]) => {
    const found = new Map<string, number | null>();
    for (const [index, key] of list) if (key !== undefined) found.set(key, found.has(key) ? null : index);
    return found;
  };
  const [one, other] = [once(theirs), once(ours)];
  return [...one].flatMap(([key, index]): Pair[] => {
    const match = other.get(key);
    return index === null || match === null || match === undefined ? [] : [[index, match]];
  });
}

/**
 * How a seat looks on the plan. The page decides it: the plan knows nothing of allotments or sales.
 * `held` may be chosen, `inHold` may not: set apart, and not of this page's business.
 * The position in this list is the number that stands for the look in a Uint8Array.
 */
export const seatLooks = ["selectable", "dim", "sold", "inDoubt", "conflict", "held", "inHold"] as const;
export type SeatLook = (typeof seatLooks)[number];

/** One look per seat, by name or by position in `seatLooks`; same length as the geometry's arrays. */
export type SeatLooks = Uint8Array | readonly SeatLook[];

export const lookCodes: Record<SeatLook, number> = {
  selectable: 0,
  dim: 1,
  sold: 2,
  inDoubt: 3,
  conflict: 4,
  held: 5,
  inHold: 6,
};

/** The looks as bytes, whichever way they were given. */
export function packLooks(looks: SeatLooks): Uint8Array {
  return looks instanceof Uint8Array ? looks : Uint8Array.from(looks, (look) => lookCodes[look]);
}

/** The look of the seat at `index`; a seat without one, or with a number unknown here, is dim: never selectable. */
export function lookAt(looks: Uint8Array, index: number): SeatLook {
  return seatLooks[looks[index] ?? lookCodes.dim] ?? "dim";
}

/** Free seats, and those that a page sets apart and still lets be chosen. */
export function mayBeChosen(look: SeatLook): boolean {
  return look === "selectable" || look === "held";
}

export function isSelectable(looks: Uint8Array, index: number): boolean {
  return mayBeChosen(lookAt(looks, index));
}

/**
 * The seats of a hall as the servers send them: one array per field, all of the same length, because 20,000
 * seats as objects weigh four times more. Coordinates are plan units, y downwards.
 */
export interface PlanGeometry {
  readonly width: number;
  readonly height: number;
  readonly seatCodes: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly rowLabels: readonly string[];
  readonly seatNumbers: readonly string[];
  /** Table of names; `zoneIndexes` points into it, seat by seat. */
  readonly zoneNames: readonly string[];
  readonly zoneIndexes: readonly number[];
  /** Table of names; `floorIndexes` points into it, seat by seat. */
  readonly floorNames: readonly string[];
  readonly floorIndexes: readonly number[];
  /** Three parallel tables; `categoryIndexes` points into them, seat by seat. Colours are "#rrggbb". */
  readonly categoryCodes: readonly number[];
  readonly categoryNames: readonly string[];
  readonly categoryColours: readonly string[];
  readonly categoryIndexes: readonly number[];
  /** Bits of `seatFlagBits`, seat by seat. */
  readonly flags: readonly number[];
  readonly areas: readonly PlanArea[];
}

/** What is drawn under the seats. Rectangles from their top left corner, circles and ellipses from their centre. */
export interface PlanArea {
  readonly shape: "rectangle" | "circle" | "ellipse" | "polygon" | "text";
  readonly x: number;
  readonly y: number;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly radius?: number | undefined;
  /** Corners of a polygon, relative to x and y. */
  readonly points?: readonly Point[] | undefined;
  readonly colour?: string | undefined;
  /** Written at the centre of the shape; for "text" at x, y, `height` being the size of the letters. */
  readonly text?: string | undefined;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export const seatFlagBits = { wheelchair: 1, companion: 2, restrictedView: 4, folding: 8 } as const;
export type SeatFlag = keyof typeof seatFlagBits;
export const seatFlags = ["wheelchair", "companion", "restrictedView", "folding"] as const;

/** The flags set on a seat, in the order of `seatFlags`. */
export function flagsOf(bits: number): SeatFlag[] {
  return seatFlags.filter((flag) => (bits & seatFlagBits[flag]) !== 0);
}

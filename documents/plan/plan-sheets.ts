import type { PlanLayout, PrintedArea, PrintedGeometry } from "./plan-data.ts";

/** One sheet of the plan: which part of the whole drawing it shows. Lengths in points. */
export interface PlanSheet {
  column: number;
  row: number;
  /** Its top left corner in the whole drawing. */
  left: number;
  top: number;
}

export interface Mosaic {
  sheets: PlanSheet[];
  /** Points per plan unit. */
  scale: number;
  /** From plan units to points of the whole drawing. */
  place(x: number, y: number): { x: number; y: number };
}

/** Neighbouring sheets share this much, to be glued one upon the other: 10 mm. */
export const overlap = 28.35;

/**
 * Spreads a plan over sheets whose frame is `frame`: as large as all of them together allow, in their middle. `pitch` is
 * the distance between seats, in plan units.
 */
export function mosaicOf(
  geometry: PrintedGeometry,
  { columns, rows }: Pick<PlanLayout, "columns" | "rows">,
  frame: { width: number; height: number },
  pitch: number,
): Mosaic {
  const bounds = boundsOf(geometry, pitch);
  const whole = {
    width: columns * frame.width - (columns - 1) * overlap,
    height: rows * frame.height - (rows - 1) * overlap,
  };
  const width = Math.max(bounds.right - bounds.left, pitch);
  const height = Math.max(bounds.bottom - bounds.top, pitch);
  const scale = Math.min(whole.width / width, whole.height / height);
  const shift = { x: (whole.width - width * scale) / 2, y: (whole.height - height * scale) / 2 };
  return {
    scale,
    place: (x, y) => ({
      x: (x - bounds.left) * scale + shift.x,
      y: (y - bounds.top) * scale + shift.y,
    }),
    sheets: Array.from({ length: rows * columns }, (_, index) => {
      const [row, column] = [Math.floor(index / columns), index % columns];
      return {
        row,
        column,
        left: column * (frame.width - overlap),
        top: row * (frame.height - overlap),
      };
    }),
  };
}

/** Everything that is drawn, with room for the rows' labels around the seats. */
function boundsOf({ x, y, areas }: PrintedGeometry, pitch: number) {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const take = (left: number, top: number, right: number, bottom: number) => {
    bounds.left = Math.min(bounds.left, left);
    bounds.top = Math.min(bounds.top, top);
    bounds.right = Math.max(bounds.right, right);
    bounds.bottom = Math.max(bounds.bottom, bottom);
  };
  for (const seat of x.keys()) {
    const [seatX, seatY] = [x[seat] ?? 0, y[seat] ?? 0];
    take(seatX - 2 * pitch, seatY - pitch, seatX + 2 * pitch, seatY + pitch);
  }
  for (const area of areas)
    for (const corner of cornersOf(area)) take(corner.x, corner.y, corner.x, corner.y);
  return Number.isFinite(bounds.left) ? bounds : { left: 0, top: 0, right: 1, bottom: 1 };
}

function cornersOf(area: PrintedArea): { x: number; y: number }[] {
  const { shape, x, y, width = 0, height = 0, radius } = area;
  if (shape === "polygon") return (area.points ?? []).map((point) => ({ x: x + point.x, y: y + point.y }));
  if (shape === "rectangle")
    return [
      { x, y },
      { x: x + width, y: y + height },
    ];
  const [across, down] = [radius ?? width / 2, radius ?? height / 2];
  return [
    { x: x - across, y: y - down },
    { x: x + across, y: y + down },
  ];
}

import type { Bounds, PlanGeometry } from "./geometry.ts";
import { type PlanRow, rowsOf } from "./rows.ts";
import { buildSeatIndex, type SeatIndex } from "./seat-index.ts";

/** A geometry with all that is worked out once from it. */
export interface Plan {
  readonly geometry: PlanGeometry;
  readonly index: SeatIndex;
  readonly indexBySeatCode: ReadonlyMap<number, number>;
  readonly rows: readonly PlanRow[];
  /** What «show all» shows: the seats and what is drawn around them, not the empty paper. */
  readonly bounds: Bounds;
  /** Radius of a seat, plan units. */
  readonly seatRadius: number;
}

const plans = new WeakMap<PlanGeometry, Plan>();

/** The plan of a geometry, worked out once however many components show it. */
export function planOf(geometry: PlanGeometry): Plan {
  const known = plans.get(geometry);
  if (known !== undefined) return known;
  const plan = buildPlan(geometry);
  plans.set(geometry, plan);
  return plan;
}

function buildPlan(geometry: PlanGeometry): Plan {
  assertColumns(geometry);
  const index = buildSeatIndex(geometry.x, geometry.y);
  return {
    geometry,
    index,
    indexBySeatCode: new Map(geometry.seatCodes.map((code, seat) => [code, seat])),
    rows: rowsOf(geometry, index),
    bounds: boundsOf(geometry, index),
    seatRadius: index.pitch * 0.42,
  };
}

function assertColumns(geometry: PlanGeometry): void {
  const { x, y, rowLabels, seatNumbers, zoneIndexes, floorIndexes, categoryIndexes, flags } = geometry;
  for (const column of [x, y, rowLabels, seatNumbers, zoneIndexes, floorIndexes, categoryIndexes, flags]) {
    if (column.length !== geometry.seatCodes.length) {
      throw new Error(`plan columns differ in length: ${column.length} and ${geometry.seatCodes.length}`);
    }
  }
}

function boundsOf(geometry: PlanGeometry, index: SeatIndex): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number, reachX: number, reachY: number) => {
    minX = Math.min(minX, x - reachX);
    maxX = Math.max(maxX, x + reachX);
    minY = Math.min(minY, y - reachY);
    maxY = Math.max(maxY, y + reachY);
  };
  if (index.tree !== undefined) {
    include(index.tree.minX, index.tree.minY, index.pitch, index.pitch);
    include(index.tree.maxX, index.tree.maxY, index.pitch, index.pitch);
  }
  for (const area of geometry.areas) {
    const { x, y, width = 0, height = 0, radius } = area;
    if (area.shape === "rectangle") include(x + width / 2, y + height / 2, width / 2, height / 2);
    else if (area.shape === "polygon") for (const p of area.points ?? []) include(x + p.x, y + p.y, 0, 0);
    else if (area.shape === "text") include(x, y, 0, (height || index.pitch) / 2);
    else include(x, y, radius ?? width / 2, radius ?? height / 2);
  }
  return minX <= maxX
    ? { minX, minY, maxX, maxY }
    : { minX: 0, minY: 0, maxX: Math.max(geometry.width, 1), maxY: Math.max(geometry.height, 1) };
}

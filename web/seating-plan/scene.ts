import type { SeatSpot } from "./paint-marks.ts";
import type { Palette } from "./palette.ts";
import type { Plan } from "./plan.ts";
import type { RowLabel } from "./rows.ts";
import { toScreen, type View } from "./view.ts";

/** All that decides what the lower canvas shows. */
export interface Scene {
  readonly plan: Plan;
  readonly rowLabels: readonly RowLabel[];
  readonly looks: Uint8Array;
  readonly chosen: Uint8Array;
  /** 1 where the legend's filter leaves a seat out. */
  readonly faded: Uint8Array | undefined;
  readonly palette: Palette;
}

export function spotOf(plan: Plan, view: View, seat: number, radius: number): SeatSpot {
  const at = toScreen(view, { x: plan.index.x[seat] ?? 0, y: plan.index.y[seat] ?? 0 });
  return { x: at.x, y: at.y, radius };
}

export function colourOf(scene: Scene, seat: number): string {
  const { categoryIndexes, categoryColours } = scene.plan.geometry;
  return categoryColours[categoryIndexes[seat] ?? -1] ?? scene.palette.sold;
}

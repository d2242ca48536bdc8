import type { Point } from "./geometry.ts";

export type { Point } from "./geometry.ts";

/** A plan that is being drawn: another geometry is the same hall, the view stays, and a drag may draw. Plan units. */
export interface PlanEditing {
  /** Where seats would stand, and how large they would be. */
  readonly preview: readonly Point[];
  readonly radius: number;
  /** Places that can be taken hold of. */
  readonly handles: readonly Point[];
  /** Told of every step of a drag; without it a drag chooses seats. */
  readonly onDrag?: ((from: Point, to: Point, isDone: boolean) => void) | undefined;
}

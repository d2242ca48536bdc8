import { type RefObject, useEffect, useEffectEvent, useMemo, useRef } from "react";
import type { PlanEditing } from "./editing.ts";
import { followGestures, type GestureActions } from "./gestures.ts";
import { paletteFor } from "./palette.ts";
import type { Plan } from "./plan.ts";
import { rowLabelsOf } from "./rows.ts";
import { type SelectionMode, selectedBytes } from "./selection.ts";
import { createSurface, type Surface } from "./surface.ts";
import type { SpaceBar } from "./use-plan-keys.ts";

/** The gestures, told as seats. */
export interface SeatActions {
  isMoving(): boolean;
  onHover(seat: number | undefined, x: number, y: number): void;
  onTap(seat: number): void;
  onRectangle(seats: readonly number[], mode: SelectionMode): void;
  onDrag?: PlanEditing["onDrag"];
}

/** What is painted over the hall. */
interface Shown {
  readonly looks: Uint8Array;
  readonly selected: ReadonlySet<number>;
  readonly faded: Uint8Array | undefined;
  readonly dark: boolean;
  readonly editing: PlanEditing | undefined;
}

/** The canvases of the plan, painted after each change of the arguments, and the pointer's gestures told as seats. */
export function useSurface(
  plan: Plan,
  { looks, selected, faded, dark, editing }: Shown,
  actions: SeatActions,
) {
  const host = useRef<HTMLDivElement>(null);
  const planCanvas = useRef<HTMLCanvasElement>(null);
  const overlayCanvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<Surface>(undefined);
  const space = useRef<SpaceBar>("up");

  const gestures = gesturesAsSeats(surface, space, actions);
  const act = useEffectEvent((call: (current: GestureActions) => void) => call(gestures));
  const isMoving = useEffectEvent(() => gestures.isMoving());
  const forgetHover = useEffectEvent(() => actions.onHover(undefined, 0, 0));

  useEffect(() => {
    if (host.current === null || planCanvas.current === null || overlayCanvas.current === null) return;
    const made = createSurface(host.current, planCanvas.current, overlayCanvas.current, () => {
      surface.current?.setOverlay({ hover: undefined });
      forgetHover();
    });
    surface.current = made;
    const unfollow = followGestures(host.current, {
      isMoving: () => isMoving(),
      onPress: () => act((now) => now.onPress()),
      onHover: (point) => act((now) => now.onHover(point)),
      onTap: (point) => act((now) => now.onTap(point)),
      onPan: (dx, dy) => act((now) => now.onPan(dx, dy)),
      onZoom: (factor, at) => act((now) => now.onZoom(factor, at)),
      onDrag: (from, to, isDone) => {
        let isTaken = false;
        act((now) => {
          isTaken = now.onDrag(from, to, isDone);
        });
        return isTaken;
      },
      onRectangle: (rectangle, mode) => act((now) => now.onRectangle(rectangle, mode)),
      onRectangleEnd: (rectangle, mode) => act((now) => now.onRectangleEnd(rectangle, mode)),
    });
    return () => {
      unfollow();
      made.destroy();
      surface.current = undefined;
    };
  }, []);

  const isEdited = editing !== undefined;
  const rowLabels = useMemo(() => rowLabelsOf(plan.rows, plan.index), [plan]);
  const chosen = useMemo(() => selectedBytes(plan, selected), [plan, selected]);
  useEffect(() => {
    const scene = { plan, rowLabels, looks, chosen, faded, palette: paletteFor(dark) };
    surface.current?.setScene(scene, isEdited);
  }, [plan, rowLabels, looks, chosen, faded, dark, isEdited]);
  useEffect(() => {
    surface.current?.setOverlay({ editing });
  }, [editing]);

  return { refs: { host, planCanvas, overlayCanvas }, surface, space };
}

function gesturesAsSeats(
  surface: RefObject<Surface | undefined>,
  space: RefObject<SpaceBar>,
  actions: SeatActions,
): GestureActions {
  return {
    isMoving: () => space.current !== "up" || actions.isMoving(),
    onPress: () => {
      // A click made with the space bar down belongs to moving: its release must not choose a seat.
      if (space.current === "held") space.current = "moved";
      surface.current?.setOverlay({ focus: undefined });
    },
    onHover: (point) => {
      const seat = point && surface.current?.seatAt(point);
      surface.current?.setOverlay({ hover: seat });
      const at = seat === undefined ? undefined : surface.current?.seatOnScreen(seat);
      actions.onHover(seat, at?.x ?? 0, at?.y ?? 0);
    },
    onTap: (point) => {
      const seat = surface.current?.seatAt(point);
      if (seat !== undefined) actions.onTap(seat);
    },
    onPan: (dx, dy) => surface.current?.pan(dx, dy),
    onZoom: (factor, at) => surface.current?.zoom(factor, at),
    onDrag: (from, to, isDone) => {
      const now = surface.current;
      if (actions.onDrag === undefined || !now) return false;
      actions.onDrag(now.placeAt(from), now.placeAt(to), isDone);
      return true;
    },
    onRectangle: (rectangle, mode) => surface.current?.setOverlay({ rectangle, removing: mode === "remove" }),
    onRectangleEnd: (rectangle, mode) => actions.onRectangle(surface.current?.seatsIn(rectangle) ?? [], mode),
  };
}

import { type KeyboardEvent, useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { rowEnd, seatInDirection } from "./arrows.ts";
import { followGestures, type GestureActions } from "./gestures.ts";
import { keyAction } from "./keys.ts";
import { isSelectable, packLooks } from "./looks.ts";
import { paletteFor } from "./palette.ts";
import { type Plan, planOf } from "./plan.ts";
import { rowLabelsOf } from "./rows.ts";
import type { SeatingPlanProps } from "./seating-plan.tsx";
import { type SelectionMode, select, selectedBytes, toggle } from "./selection.ts";
import { createSurface, type Surface } from "./surface.ts";

/** A seat of one plan; of another plan the same number would be another seat. */
interface PlanSeat {
  readonly plan: Plan;
  readonly seat: number;
}

interface Hover extends PlanSeat {
  readonly x: number;
  readonly y: number;
}

/** All that moves in a seating plan: its canvases, pointer, keys, and what is said of them. */
export function useSeatingPlan(props: SeatingPlanProps) {
  const { geometry, selected, onSelectionChange, strings, dark = false } = props;
  const plan = planOf(geometry);
  const looks = useMemo(() => packLooks(props.looks), [props.looks]);
  const [focus, setFocus] = useState<PlanSeat>();
  const [hover, setHover] = useState<Hover>();
  const [message, setMessage] = useState("");
  const [isHandTaken, setHandTaken] = useState(false);
  const focusSeat = focus?.plan === plan ? focus.seat : undefined;

  const change = (next: ReadonlySet<number>) => {
    if (next !== selected) onSelectionChange?.(new Set(next));
  };
  const turnOver = (seat: number) => {
    setFocus({ plan, seat });
    setMessage("");
    change(toggle(plan, looks, selected, seat));
  };
  const choose = (seats: readonly number[], mode: SelectionMode) => {
    const next = select(plan, looks, selected, seats, mode);
    const difference = Math.abs(next.size - selected.size);
    setMessage(mode === "add" ? strings.added(difference) : strings.removed(difference));
    change(next);
  };

  const { refs, surface, space } = useSurface(plan, looks, selected, dark, {
    isMoving: () => isHandTaken || onSelectionChange === undefined,
    onHover: (seat, x, y) => {
      if (seat === undefined) setHover(undefined);
      else if (hover?.seat !== seat || hover.plan !== plan) setHover({ plan, seat, x, y });
    },
    onTap: (seat) => turnOver(seat),
    onRectangle: choose,
  });

  const goTo = (seat: number | undefined) => {
    if (seat === undefined) return;
    setFocus({ plan, seat });
    setMessage("");
    setHover(undefined);
    surface.current?.showSeat(seat);
    surface.current?.setOverlay({ focus: seat });
  };
  // Towards the seat that the keys are on: otherwise zooming in loses it.
  const zoom = (factor: number) => {
    const at = focusSeat === undefined ? undefined : surface.current?.seatOnScreen(focusSeat);
    surface.current?.zoom(factor, at);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === " ") {
      event.preventDefault();
      if (!event.repeat) space.current = "held";
      return;
    }
    const action = keyAction(event);
    if (action === undefined) return;
    event.preventDefault();
    if (action.kind === "zoom") zoom(action.factor);
    else if (action.kind === "showAll") surface.current?.showAll();
    else if (focusSeat === undefined) goTo(surface.current?.seatInMiddle());
    else if (action.kind === "toggle") turnOver(focusSeat);
    else if (action.kind === "go") goTo(seatInDirection(plan, focusSeat, action.direction));
    else goTo(rowEnd(plan, focusSeat, action.end));
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== " ") return;
    const wasHeldOnly = space.current === "held";
    space.current = "up";
    if (!wasHeldOnly) return;
    if (focusSeat === undefined) goTo(surface.current?.seatInMiddle());
    else turnOver(focusSeat);
  };

  return {
    plan,
    looks,
    refs,
    surface,
    focusSeat,
    hover: hover?.plan === plan ? hover : undefined,
    isHoverSelectable: hover !== undefined && isSelectable(looks, hover.seat),
    message,
    isHandTaken,
    setHandTaken,
    zoom,
    onKeyDown,
    onKeyUp,
    onBlur: () => {
      space.current = "up";
      surface.current?.setOverlay({ focus: undefined });
    },
  };
}

interface SeatActions {
  isMoving(): boolean;
  onHover(seat: number | undefined, x: number, y: number): void;
  onTap(seat: number): void;
  onRectangle(seats: readonly number[], mode: SelectionMode): void;
}

/** The canvases of the plan, painted after each change of the arguments, and the pointer's gestures told as seats. */
function useSurface(
  plan: Plan,
  looks: Uint8Array,
  selected: ReadonlySet<number>,
  dark: boolean,
  actions: SeatActions,
) {
  const host = useRef<HTMLDivElement>(null);
  const planCanvas = useRef<HTMLCanvasElement>(null);
  const overlayCanvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<Surface>(undefined);
  const space = useRef<"up" | "held" | "moved">("up");

  const gestures: GestureActions = {
    isMoving: () => space.current !== "up" || actions.isMoving(),
    onPress: () => surface.current?.setOverlay({ focus: undefined }),
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
    onPan: (dx, dy) => {
      if (space.current === "held") space.current = "moved";
      surface.current?.pan(dx, dy);
    },
    onZoom: (factor, at) => surface.current?.zoom(factor, at),
    onRectangle: (rectangle, mode) => surface.current?.setOverlay({ rectangle, removing: mode === "remove" }),
    onRectangleEnd: (rectangle, mode) => actions.onRectangle(surface.current?.seatsIn(rectangle) ?? [], mode),
  };
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
      onRectangle: (rectangle, mode) => act((now) => now.onRectangle(rectangle, mode)),
      onRectangleEnd: (rectangle, mode) => act((now) => now.onRectangleEnd(rectangle, mode)),
    });
    return () => {
      unfollow();
      made.destroy();
      surface.current = undefined;
    };
  }, []);

  const rowLabels = useMemo(() => rowLabelsOf(plan.rows, plan.index), [plan]);
  const chosen = useMemo(() => selectedBytes(plan, selected), [plan, selected]);
  useEffect(() => {
    surface.current?.setScene({ plan, rowLabels, looks, chosen, palette: paletteFor(dark) });
  }, [plan, rowLabels, looks, chosen, dark]);

  return { refs: { host, planCanvas, overlayCanvas }, surface, space };
}

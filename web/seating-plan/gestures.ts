import type { Bounds, Point } from "./geometry.ts";
import type { SelectionMode } from "./selection.ts";

/** What the pointer asks of the plan. Points and rectangles in CSS pixels from the plan's top left corner. */
export interface GestureActions {
  /** True while dragging with the main button moves the plan: the hand is taken, or the space bar held. */
  isMoving(): boolean;
  onPress(): void;
  onHover(point: Point | undefined): void;
  onTap(point: Point): void;
  onPan(dx: number, dy: number): void;
  onZoom(factor: number, at: Point): void;
  /** Of a drag, before it becomes a rectangle: true where it draws instead of choosing. */
  onDrag(from: Point, to: Point, isDone: boolean): boolean;
  onRectangle(rectangle: Bounds | undefined, mode: SelectionMode): void;
  onRectangleEnd(rectangle: Bounds, mode: SelectionMode): void;
}

interface Hand {
  readonly host: HTMLElement;
  readonly actions: GestureActions;
  readonly pointers: Map<number, Point>;
  gesture: "none" | "press" | "rectangle" | "pan" | "pinch";
  start: Point;
  mode: SelectionMode;
}

/** A hand that clicks trembles: below this many pixels a drag is still a click. */
const dragMinPx = 5;

/**
 * Follows pointers and wheel on `host` until the returned function is called: click chooses, drag draws a rectangle
 * (Alt or Ctrl removes), middle button or `isMoving` pans, two fingers pan and zoom, Escape drops the rectangle.
 */
export function followGestures(host: HTMLElement, actions: GestureActions): () => void {
  const hand: Hand = {
    host,
    actions,
    pointers: new Map(),
    gesture: "none",
    start: { x: 0, y: 0 },
    mode: "add",
  };
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(
    name: K,
    listener: (event: HTMLElementEventMap[K]) => void,
  ) => host.addEventListener(name, listener, { passive: false, signal: stop.signal });
  on("pointerdown", (event) => pressed(hand, event));
  on("pointermove", (event) => moved(hand, event));
  on("pointerup", (event) => released(hand, event));
  on("pointercancel", (event) => {
    hand.pointers.delete(event.pointerId);
    drop(hand);
  });
  on("pointerleave", () => actions.onHover(undefined));
  on("keydown", (event) => {
    if (event.key === "Escape" && hand.gesture === "rectangle") {
      event.stopPropagation();
      drop(hand);
    }
  });
  on("wheel", (event) => turned(hand, event));
  return () => stop.abort();
}

function pressed(hand: Hand, event: PointerEvent): void {
  if (event.button > 1) return;
  // The middle button would start the browser's own scrolling.
  if (event.button === 1) event.preventDefault();
  hand.host.setPointerCapture(event.pointerId);
  const point = pointOf(hand, event);
  hand.pointers.set(event.pointerId, point);
  hand.actions.onPress();
  hand.actions.onHover(undefined);
  if (hand.pointers.size > 1) {
    drop(hand);
    hand.gesture = "pinch";
    return;
  }
  hand.start = point;
  hand.gesture = event.button === 1 || hand.actions.isMoving() ? "pan" : "press";
}

function moved(hand: Hand, event: PointerEvent): void {
  const { actions, pointers } = hand;
  const point = pointOf(hand, event);
  const before = pointers.get(event.pointerId);
  if (before === undefined) {
    if (event.pointerType !== "touch") actions.onHover(point);
    return;
  }
  if (hand.gesture === "pinch") pinch(pointers, event.pointerId, point, actions);
  pointers.set(event.pointerId, point);
  if (hand.gesture === "pan") actions.onPan(point.x - before.x, point.y - before.y);
  if (hand.gesture === "press" && Math.hypot(point.x - hand.start.x, point.y - hand.start.y) >= dragMinPx) {
    hand.gesture = "rectangle";
  }
  if (hand.gesture !== "rectangle" || actions.onDrag(hand.start, point, false)) return;
  hand.mode = event.altKey || event.ctrlKey || event.metaKey ? "remove" : "add";
  actions.onRectangle(rectangleBetween(hand.start, point), hand.mode);
}

function released(hand: Hand, event: PointerEvent): void {
  if (!hand.pointers.delete(event.pointerId)) return;
  const { gesture, start, mode, actions } = hand;
  const point = pointOf(hand, event);
  // One finger left after a pinch must not start drawing.
  if (gesture !== "pinch" || hand.pointers.size === 0) drop(hand);
  if (gesture === "press") actions.onTap(point);
  if (gesture === "rectangle" && !actions.onDrag(start, point, true))
    actions.onRectangleEnd(rectangleBetween(start, point), mode);
}

function turned(hand: Hand, event: WheelEvent): void {
  event.preventDefault();
  const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1;
  const step = Math.min(Math.max(event.deltaY * lines, -240), 240);
  // A pinch on a trackpad comes as a wheel with Ctrl, in much smaller steps.
  hand.actions.onZoom(Math.exp(-step * (event.ctrlKey ? 0.01 : 0.0022)), pointOf(hand, event));
}

function drop(hand: Hand): void {
  if (hand.gesture === "rectangle") hand.actions.onRectangle(undefined, hand.mode);
  hand.gesture = "none";
}

function pointOf({ host }: Hand, event: MouseEvent): Point {
  const box = host.getBoundingClientRect();
  return { x: event.clientX - box.left - host.clientLeft, y: event.clientY - box.top - host.clientTop };
}

function pinch(pointers: ReadonlyMap<number, Point>, moved: number, to: Point, actions: GestureActions) {
  const from = pointers.get(moved);
  const still = [...pointers].find(([id]) => id !== moved)?.[1];
  if (from === undefined || still === undefined) return;
  actions.onPan((to.x - from.x) / 2, (to.y - from.y) / 2);
  const before = Math.hypot(from.x - still.x, from.y - still.y);
  const after = Math.hypot(to.x - still.x, to.y - still.y);
  if (before > 0) {
    actions.onZoom(after / before, { x: (to.x + still.x) / 2, y: (to.y + still.y) / 2 });
  }
}

function rectangleBetween(a: Point, b: Point): Bounds {
  return {
    minX: Math.min(a.x, b.x),
    minY: Math.min(a.y, b.y),
    maxX: Math.max(a.x, b.x),
    maxY: Math.max(a.y, b.y),
  };
}

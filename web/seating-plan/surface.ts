import type { Bounds, Point, Size } from "./geometry.ts";
import { type Overlay, paintOverlay, paintPlan, type Scene } from "./paint.ts";
import { seatNear, seatsWithin } from "./seat-index.ts";
import {
  fitView,
  keepInSight,
  panBy,
  recentre,
  reveal,
  type ScaleLimits,
  toPlan,
  toScreen,
  type View,
  zoomAt,
} from "./view.ts";

/** The two canvases of a plan and the view on them: the plan below, what moves over it above. */
export interface Surface {
  setScene(scene: Scene): void;
  setOverlay(change: Partial<Overlay>): void;
  /** The seat under a point of the screen, or undefined. */
  seatAt(point: Point): number | undefined;
  /** The seats whose centre stands in a rectangle of the screen. */
  seatsIn(rectangle: Bounds): number[];
  seatOnScreen(seat: number): Point;
  /** Where the keys start from: the seat nearest to the middle of the screen. */
  seatInMiddle(): number | undefined;
  pan(dx: number, dy: number): void;
  zoom(factor: number, at?: Point): void;
  showAll(): void;
  showSeat(seat: number): void;
  destroy(): void;
}

const marginPx = 14;
/** Nothing more is to be seen on a seat larger than this. */
const seatRadiusMaxPx = 34;
const noOverlay: Overlay = { focus: undefined, hover: undefined, rectangle: undefined, removing: false };

/**
 * Paints on the next frame and only after a change. `onViewChange` is told before a moved view is painted.
 * `destroy` must be called when the canvases leave the page.
 */
export function createSurface(
  host: HTMLElement,
  planCanvas: HTMLCanvasElement,
  overlayCanvas: HTMLCanvasElement,
  onViewChange: () => void,
): Surface {
  let scene: Scene | undefined;
  let overlay = noOverlay;
  let size: Size = { width: host.clientWidth, height: host.clientHeight };
  let view: View = { scale: 1, offsetX: 0, offsetY: 0 };
  let isWhole = true;
  let isPlanStale = false;
  let frame: number | undefined;

  const request = (planToo: boolean) => {
    isPlanStale ||= planToo;
    frame ??= requestAnimationFrame(paint);
  };
  const paint = () => {
    frame = undefined;
    if (scene === undefined || size.width === 0 || size.height === 0) return;
    if (isPlanStale) {
      const ctx = prepare(planCanvas, size);
      if (ctx !== null) paintPlan(ctx, scene, view, size);
      isPlanStale = false;
    }
    const ctx = prepare(overlayCanvas, size);
    if (ctx !== null) paintOverlay(ctx, scene, overlay, view, size);
  };
  const whole = (): View => (scene === undefined ? view : fitView(scene.plan.bounds, size, marginPx));
  const limits = (): ScaleLimits => {
    const fitted = whole().scale;
    return { min: fitted * 0.6, max: Math.max(seatRadiusMaxPx / (scene?.plan.seatRadius ?? 1), fitted) };
  };
  const move = (next: View) => {
    view = scene === undefined ? next : keepInSight(next, scene.plan.bounds, size);
    isWhole = false;
    onViewChange();
    request(true);
  };
  const showAll = () => {
    view = whole();
    isWhole = true;
    onViewChange();
    request(true);
  };
  const observer = new ResizeObserver(() => {
    const next = { width: host.clientWidth, height: host.clientHeight };
    view = recentre(view, size, next);
    size = next;
    if (isWhole) view = whole();
    onViewChange();
    request(true);
  });
  observer.observe(host);

  return {
    setScene: (next) => {
      const isOtherHall = scene?.plan !== next.plan;
      scene = next;
      if (isOtherHall) {
        overlay = noOverlay;
        showAll();
      }
      request(true);
    },
    setOverlay: (change) => {
      overlay = { ...overlay, ...change };
      request(false);
    },
    seatAt: (point) => {
      if (scene === undefined) return undefined;
      const { plan } = scene;
      // Far away a seat is smaller than a hand is steady: then the nearest within five pixels answers.
      const reach = Math.max(plan.seatRadius * 1.15, Math.min(5 / view.scale, plan.index.pitch * 2));
      return seatNear(plan.index, toPlan(view, point), reach);
    },
    seatsIn: ({ minX, minY, maxX, maxY }) => {
      if (scene === undefined) return [];
      const from = toPlan(view, { x: minX, y: minY });
      const to = toPlan(view, { x: maxX, y: maxY });
      return seatsWithin(scene.plan.index, { minX: from.x, minY: from.y, maxX: to.x, maxY: to.y });
    },
    seatOnScreen: (seat) => toScreen(view, seatPoint(scene, seat)),
    seatInMiddle: () =>
      scene && seatNear(scene.plan.index, toPlan(view, { x: size.width / 2, y: size.height / 2 }), Infinity),
    pan: (dx, dy) => move(panBy(view, dx, dy)),
    zoom: (factor, at = { x: size.width / 2, y: size.height / 2 }) =>
      move(zoomAt(view, factor, at, limits())),
    showAll,
    showSeat: (seat) => {
      const next = reveal(view, seatPoint(scene, seat), size, 48);
      if (next !== view) move(next);
    },
    destroy: () => {
      observer.disconnect();
      if (frame !== undefined) cancelAnimationFrame(frame);
    },
  };
}

function seatPoint(scene: Scene | undefined, seat: number): Point {
  return { x: scene?.plan.index.x[seat] ?? 0, y: scene?.plan.index.y[seat] ?? 0 };
}

/** The context ready to draw in CSS pixels, the bitmap having the size of the screen's own pixels. */
function prepare(canvas: HTMLCanvasElement, size: Size): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  const width = Math.round(size.width * ratio);
  const height = Math.round(size.height * ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const ctx = canvas.getContext("2d");
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}

import type { Bounds, Point, Size } from "./geometry.ts";
import type { Overlay } from "./paint.ts";
import { createPainter } from "./painter.ts";
import type { Scene } from "./scene.ts";
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
  /** Another plan is shown whole, unless it is the same hall being drawn. */
  setScene(scene: Scene, keepsView?: boolean): void;
  setOverlay(change: Partial<Overlay>): void;
  /** The seat under a point of the screen, or undefined. */
  seatAt(point: Point): number | undefined;
  /** The seats whose centre stands in a rectangle of the screen. */
  seatsIn(rectangle: Bounds): number[];
  seatOnScreen(seat: number): Point;
  /** The place on the plan under a point of the screen. */
  placeAt(point: Point): Point;
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
const noOverlay: Overlay = {
  focus: undefined,
  hover: undefined,
  rectangle: undefined,
  removing: false,
  editing: undefined,
};

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
  const painter = createPainter(planCanvas, overlayCanvas, () => ({ scene, overlay, view, size }));

  const whole = (): View => (scene === undefined ? view : fitView(scene.plan.bounds, size, marginPx));
  const limits = (): ScaleLimits => {
    const fitted = whole().scale;
    return { min: fitted * 0.6, max: Math.max(seatRadiusMaxPx / (scene?.plan.seatRadius ?? 1), fitted) };
  };
  const move = (next: View) => {
    view = scene === undefined ? next : keepInSight(next, scene.plan.bounds, size);
    isWhole = false;
    onViewChange();
    painter.request("movedPlan");
  };
  const showAll = () => {
    view = whole();
    isWhole = true;
    onViewChange();
    painter.request("plan");
  };
  const observer = new ResizeObserver(() => {
    const next = { width: host.clientWidth, height: host.clientHeight };
    view = recentre(view, size, next);
    size = next;
    if (isWhole) view = whole();
    onViewChange();
    painter.request("plan");
  });
  observer.observe(host);

  return {
    setScene: (next, keepsView = false) => {
      const isOtherHall = scene === undefined || (scene.plan !== next.plan && !keepsView);
      scene = next;
      if (isOtherHall) {
        overlay = { ...noOverlay, editing: overlay.editing };
        showAll();
      }
      painter.request("plan");
    },
    setOverlay: (change) => {
      overlay = { ...overlay, ...change };
      painter.request("overlay");
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
    placeAt: (point) => toPlan(view, point),
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
      painter.stop();
    },
  };
}

function seatPoint(scene: Scene | undefined, seat: number): Point {
  return { x: scene?.plan.index.x[seat] ?? 0, y: scene?.plan.index.y[seat] ?? 0 };
}

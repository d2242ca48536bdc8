import type { Bounds, Point, Size } from "./geometry.ts";

/** Where the plan stands on screen: screen = plan × scale + offset, in CSS pixels. */
export interface View {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

export interface ScaleLimits {
  readonly min: number;
  readonly max: number;
}

export function toScreen(view: View, point: Point): Point {
  return { x: point.x * view.scale + view.offsetX, y: point.y * view.scale + view.offsetY };
}

export function toPlan(view: View, point: Point): Point {
  return { x: (point.x - view.offsetX) / view.scale, y: (point.y - view.offsetY) / view.scale };
}

/** The part of the plan seen on a screen of that size, widened by `margin` pixels. */
export function visibleBounds(view: View, size: Size, margin = 0): Bounds {
  const from = toPlan(view, { x: -margin, y: -margin });
  const to = toPlan(view, { x: size.width + margin, y: size.height + margin });
  return { minX: from.x, minY: from.y, maxX: to.x, maxY: to.y };
}

/** The largest view that shows all of `bounds`, centred, `margin` pixels kept clear on each side. */
export function fitView(bounds: Bounds, size: Size, margin: number): View {
  const width = Math.max(bounds.maxX - bounds.minX, Number.EPSILON);
  const height = Math.max(bounds.maxY - bounds.minY, Number.EPSILON);
  const roomX = Math.max(size.width - 2 * margin, 1);
  const roomY = Math.max(size.height - 2 * margin, 1);
  const scale = Math.min(roomX / width, roomY / height);
  return centreOn(
    scale,
    { x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 },
    {
      x: size.width / 2,
      y: size.height / 2,
    },
  );
}

/** The same view `factor` times nearer, the plan's point under `at` staying where it is. */
export function zoomAt(view: View, factor: number, at: Point, limits: ScaleLimits): View {
  const scale = Math.min(Math.max(view.scale * factor, limits.min), limits.max);
  return centreOn(scale, toPlan(view, at), at);
}

export function panBy(view: View, dx: number, dy: number): View {
  return { scale: view.scale, offsetX: view.offsetX + dx, offsetY: view.offsetY + dy };
}

/** Pulled back so that the middle of the screen always shows some part of `bounds`: the plan cannot be lost. */
export function keepInSight(view: View, bounds: Bounds, size: Size): View {
  const middle = { x: size.width / 2, y: size.height / 2 };
  const seen = toPlan(view, middle);
  const kept = {
    x: Math.min(Math.max(seen.x, bounds.minX), bounds.maxX),
    y: Math.min(Math.max(seen.y, bounds.minY), bounds.maxY),
  };
  return kept.x === seen.x && kept.y === seen.y ? view : centreOn(view.scale, kept, middle);
}

/** Moved as little as possible for `point` (plan units) to stand at least `margin` pixels inside the screen. */
export function reveal(view: View, point: Point, size: Size, margin: number): View {
  const { x, y } = toScreen(view, point);
  const room = Math.min(margin, size.width / 2, size.height / 2);
  const dx = Math.max(room - x, 0) + Math.min(size.width - room - x, 0);
  const dy = Math.max(room - y, 0) + Math.min(size.height - room - y, 0);
  return dx === 0 && dy === 0 ? view : panBy(view, dx, dy);
}

/** The view after the screen changed size: what stood in the middle stays there. */
export function recentre(view: View, from: Size, to: Size): View {
  return panBy(view, (to.width - from.width) / 2, (to.height - from.height) / 2);
}

function centreOn(scale: number, point: Point, at: Point): View {
  return { scale, offsetX: at.x - point.x * scale, offsetY: at.y - point.y * scale };
}

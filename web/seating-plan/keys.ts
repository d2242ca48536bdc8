import type { SeatGroup } from "./groups.ts";
import type { Direction } from "./seat-index.ts";

/** What a key asks of the plan. */
export type KeyAction =
  | { readonly kind: "go"; readonly direction: Direction }
  | { readonly kind: "rowEnd"; readonly end: "first" | "last" }
  | { readonly kind: "zoom"; readonly factor: number }
  | { readonly kind: "showAll" }
  | { readonly kind: "toggle" }
  | { readonly kind: "group"; readonly group: SeatGroup };

export const zoomStep = 1.4;

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/**
 * The action of a key pressed on the plan, or undefined: keys with Ctrl, Alt or Meta belong to the browser. The space
 * bar is not here: held, it moves the plan, so only its release tells whether it meant the seat.
 */
export function keyAction(event: {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}): KeyAction | undefined {
  if (event.ctrlKey || event.altKey || event.metaKey) return undefined;
  const direction = directions[event.key];
  if (direction !== undefined) return { kind: "go", direction };
  if (event.key === "Home") return { kind: "rowEnd", end: "first" };
  if (event.key === "End") return { kind: "rowEnd", end: "last" };
  if (event.key === "+" || event.key === "=") return { kind: "zoom", factor: zoomStep };
  if (event.key === "-") return { kind: "zoom", factor: 1 / zoomStep };
  if (event.key === "0") return { kind: "showAll" };
  if (event.key === "Enter") return { kind: "toggle" };
  if (event.key.toLowerCase() === "r") return { kind: "group", group: "row" };
  if (event.key.toLowerCase() === "z") return { kind: "group", group: "zone" };
  return undefined;
}

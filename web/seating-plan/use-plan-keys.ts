import type { FocusEvent, KeyboardEvent, RefObject } from "react";
import { rowEnd, seatInDirection } from "./arrows.ts";
import type { SeatGroup } from "./groups.ts";
import { keyAction } from "./keys.ts";
import type { Plan } from "./plan.ts";
import type { Surface } from "./surface.ts";

/** The space bar chooses when tapped and moves the plan when held: "moved" once it did. */
export type SpaceBar = "up" | "held" | "moved";

interface PlanKeys {
  readonly plan: Plan;
  readonly surface: RefObject<Surface | undefined>;
  readonly space: RefObject<SpaceBar>;
  /** The seat that the keys are on. */
  readonly focusSeat: number | undefined;
  readonly onToggle: (seat: number) => void;
  readonly onGroup: (seat: number, group: SeatGroup) => void;
  readonly onGo: (seat: number) => void;
}

/** What the keys do on the plan, and the zoom that the buttons share with them. */
export function usePlanKeys({ plan, surface, space, focusSeat, onToggle, onGroup, onGo }: PlanKeys) {
  const goTo = (seat: number | undefined) => {
    if (seat === undefined) return;
    onGo(seat);
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
    else if (action.kind === "toggle") onToggle(focusSeat);
    else if (action.kind === "group") onGroup(focusSeat, action.group);
    else if (action.kind === "go") goTo(seatInDirection(plan, focusSeat, action.direction));
    else goTo(rowEnd(plan, focusSeat, action.end));
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== " ") return;
    const wasHeldOnly = space.current === "held";
    space.current = "up";
    if (!wasHeldOnly) return;
    if (focusSeat === undefined) goTo(surface.current?.seatInMiddle());
    else onToggle(focusSeat);
  };
  const onFocus = (event: FocusEvent) => {
    if (event.currentTarget.matches(":focus-visible")) surface.current?.setOverlay({ focus: focusSeat });
  };
  const onBlur = () => {
    space.current = "up";
    surface.current?.setOverlay({ focus: undefined });
  };
  return { zoom, onKeyDown, onKeyUp, onFocus, onBlur };
}

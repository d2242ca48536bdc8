import { useMemo, useState } from "react";
import { type SeatGroup, seatsAround } from "./groups.ts";
import { isSelectable, packLooks } from "./looks.ts";
import { type Plan, planOf } from "./plan.ts";
import type { SeatingPlanProps } from "./seating-plan.tsx";
import { groupMode, type SelectionMode, select, toggle } from "./selection.ts";
import { usePlanKeys } from "./use-plan-keys.ts";
import { useSurface } from "./use-surface.ts";

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
  const { geometry, selected, onSelectionChange, strings, faded, editing, dark = false } = props;
  const plan = planOf(geometry);
  const looks = useMemo(() => packLooks(props.looks), [props.looks]);
  const [focus, setFocus] = useState<PlanSeat>();
  const [hover, setHover] = useState<Hover>();
  const [message, setMessage] = useState("");
  const [isHandTaken, setHandTaken] = useState(false);
  const focusSeat = seatOf(focus, plan, editing !== undefined);

  const change = (next: ReadonlySet<number>) => {
    if (next !== selected) onSelectionChange?.(new Set(next));
  };
  const goTo = (seat: number) => {
    setFocus({ plan, seat });
    setMessage("");
  };
  const turnOver = (seat: number) => {
    goTo(seat);
    change(toggle(plan, looks, selected, seat));
  };
  const choose = (among: readonly number[], mode: SelectionMode) => {
    const seats = faded === undefined ? among : among.filter((seat) => faded[seat] !== 1);
    const next = select(plan, looks, selected, seats, mode);
    const difference = Math.abs(next.size - selected.size);
    setMessage(mode === "add" ? strings.added(difference) : strings.removed(difference));
    change(next);
  };
  const chooseGroup = (seat: number, group: SeatGroup) => {
    const seats = seatsAround(plan, seat, group).filter((one) => faded?.[one] !== 1);
    choose(seats, groupMode(plan, looks, selected, seats));
  };

  const { refs, surface, space } = useSurface(
    plan,
    { looks, selected, faded, dark, editing },
    {
      isMoving: () => isHandTaken || onSelectionChange === undefined,
      onHover: (seat, x, y) => {
        if (seat === undefined) setHover(undefined);
        else if (hover?.seat !== seat || hover.plan !== plan) setHover({ plan, seat, x, y });
      },
      onTap: (seat) => turnOver(seat),
      onRectangle: choose,
      onDrag: editing?.onDrag,
    },
  );

  const keys = usePlanKeys({
    plan,
    surface,
    space,
    focusSeat,
    onToggle: turnOver,
    onGroup: chooseGroup,
    onGo: (seat) => {
      goTo(seat);
      setHover(undefined);
    },
  });

  return {
    plan,
    looks,
    refs,
    surface,
    focusSeat,
    chooseGroup,
    hover: hover?.plan === plan ? hover : undefined,
    isHoverSelectable: hover !== undefined && isSelectable(looks, hover.seat),
    message,
    isHandTaken,
    setHandTaken,
    ...keys,
  };
}

/** The seat that the keys are on. While a hall is being drawn it is found again by its code in the next geometry. */
function seatOf(focus: PlanSeat | undefined, plan: Plan, isEdited: boolean): number | undefined {
  if (focus === undefined || focus.plan === plan) return focus?.seat;
  const code = focus.plan.geometry.seatCodes[focus.seat];
  return isEdited && code !== undefined ? plan.indexBySeatCode.get(code) : undefined;
}

import { type CSSProperties, type ReactNode, useId } from "react";
import { describe, seatName } from "./describe.ts";
import type { PlanEditing } from "./editing.ts";
import type { PlanGeometry } from "./geometry.ts";
import { zoomStep } from "./keys.ts";
import type { SeatLooks } from "./looks.ts";
import { PlanToolbar } from "./plan-toolbar.tsx";
import styles from "./seating-plan.module.css";
import type { SeatingPlanStrings } from "./strings.ts";
import { useSeatingPlan } from "./use-seating-plan.ts";

export interface SeatingPlanProps {
  /** A new object is taken for another hall: the view starts again and the keys lose their seat. Keep it stable. */
  readonly geometry: PlanGeometry;
  /** A new array is a repaint: keep it stable while nothing changed. */
  readonly looks: SeatLooks;
  /** Seat codes. */
  readonly selected: ReadonlySet<number>;
  /** Without it the plan is for looking only, and dragging moves it. */
  readonly onSelectionChange?: ((next: Set<number>) => void) | undefined;
  /** What may be done with that seat beside choosing it, such as a link. */
  readonly seatActions?: ((seat: number) => ReactNode) | undefined;
  /** 1 where the legend's filter leaves a seat out: faint, and chosen by no rectangle. Keep it stable. */
  readonly faded?: Uint8Array | undefined;
  /** Where the plan is being drawn; a new object is a repaint of what moves over the plan. */
  readonly editing?: PlanEditing | undefined;
  readonly strings: SeatingPlanStrings;
  /** Accessible name of the plan. */
  readonly label: string;
  /** Says a seat (by index) in place of the plan's own words; «chosen» is added here. */
  readonly describeSeat?: ((index: number) => string) | undefined;
  /** Of the drawing, a CSS length or pixels; 520 pixels where not given. */
  readonly height?: number | string | undefined;
  readonly dark?: boolean | undefined;
}

/**
 * A hall on screen, for choosing seats by click, by rectangle and by keys. What the keys are on is said in a live
 * line; `SeatTable` shows the same seats to those whom a drawing does not serve.
 */
export function SeatingPlan(props: SeatingPlanProps) {
  const { geometry, strings, label, selected, describeSeat, height = 520, dark = false } = props;
  const seating = useSeatingPlan(props);
  const { plan, looks, refs, surface, hover, focusSeat, message } = seating;
  const hintId = useId();

  const say = (seat: number) => {
    const said = describeSeat?.(seat) ?? describe(plan, looks, seat, strings);
    return selected.has(geometry.seatCodes[seat] ?? Number.NaN) ? `${said}, ${strings.chosen}` : said;
  };
  return (
    <div className={styles.colours} data-dark={dark}>
      <div className={styles.header}>
        {props.onSelectionChange && (
          <strong className={styles.count}>{strings.chosenCount(selected.size)}</strong>
        )}
        <PlanToolbar
          strings={strings}
          isHandTaken={seating.isHandTaken}
          onHand={props.onSelectionChange && (() => seating.setHandTaken(!seating.isHandTaken))}
          onZoomIn={() => seating.zoom(zoomStep)}
          onZoomOut={() => seating.zoom(1 / zoomStep)}
          onShowAll={() => surface.current?.showAll()}
        />
      </div>
      <div className={styles.frame} style={{ height }}>
        <div
          ref={refs.host}
          className={styles.surface}
          data-hand={seating.isHandTaken || props.onSelectionChange === undefined}
          data-selectable={seating.isHoverSelectable}
          role="application"
          aria-label={label}
          aria-describedby={hintId}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application is interactive: its keys are read here
          tabIndex={0}
          onKeyDown={seating.onKeyDown}
          onKeyUp={seating.onKeyUp}
          onFocus={seating.onFocus}
          onBlur={seating.onBlur}
        >
          <canvas ref={refs.planCanvas} className={styles.canvas} />
          <canvas ref={refs.overlayCanvas} className={styles.canvas} />
        </div>
        {hover !== undefined && (
          <SeatTip
            name={seatName(plan, hover.seat, strings)}
            text={say(hover.seat)}
            colour={geometry.categoryColours[geometry.categoryIndexes[hover.seat] ?? -1]}
            x={hover.x}
            y={hover.y}
          />
        )}
        {geometry.seatCodes.length === 0 && props.editing === undefined && (
          <p className={styles.empty}>{strings.noSeats}</p>
        )}
      </div>
      <div className={styles.footer}>
        <output className={styles.status} aria-live="polite">
          {message || (focusSeat === undefined ? "" : say(focusSeat))}
          {props.onSelectionChange && message === "" && focusSeat === undefined && (
            <span className={styles.hint}>{strings.hint}</span>
          )}
        </output>
        {focusSeat !== undefined && (
          <div className={styles.actions}>
            {props.onSelectionChange && (
              <>
                <button type="button" onClick={() => seating.chooseGroup(focusSeat, "row")}>
                  {strings.chooseRow}
                </button>
                <button type="button" onClick={() => seating.chooseGroup(focusSeat, "zone")}>
                  {strings.chooseZone}
                </button>
              </>
            )}
            {props.seatActions?.(focusSeat)}
          </div>
        )}
      </div>
      <p id={hintId} className={styles.onlyRead}>
        {strings.keyboardHint}
      </p>
    </div>
  );
}

interface SeatTipProps {
  readonly name: string;
  readonly text: string;
  readonly colour: string | undefined;
  readonly x: number;
  readonly y: number;
}

/** What the pointer is on; hidden from screen readers, which hear the live line. */
function SeatTip({ name, text, colour, x, y }: SeatTipProps) {
  const rest = text.startsWith(`${name}, `) ? text.slice(name.length + 2) : text;
  const place: CSSProperties & Record<`--${string}`, string> = {
    "--tip-x": `${x}px`,
    "--tip-y": `${y}px`,
    "--tip-colour": colour ?? "transparent",
  };
  return (
    <div className={styles.tip} style={place} data-below={y < 84} aria-hidden="true">
      <strong>{name}</strong>
      {rest !== name && <span>{rest}</span>}
    </div>
  );
}

import { IconHandStop, IconMaximize, IconMinus, IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import styles from "./seating-plan.module.css";
import type { SeatingPlanStrings } from "./strings.ts";

interface PlanToolbarProps {
  readonly strings: SeatingPlanStrings;
  readonly isHandTaken: boolean;
  /** Without it there is no hand: dragging always moves the plan. */
  readonly onHand: (() => void) | undefined;
  readonly onZoomIn: () => void;
  readonly onZoomOut: () => void;
  readonly onShowAll: () => void;
}

/** The buttons in the corner of the plan; the keys +, − and 0 do the same. */
export function PlanToolbar(props: PlanToolbarProps) {
  const { strings } = props;
  return (
    <div className={styles.toolbar}>
      <ToolButton label={strings.zoomIn} onClick={props.onZoomIn}>
        <IconPlus size={18} aria-hidden="true" />
      </ToolButton>
      <ToolButton label={strings.zoomOut} onClick={props.onZoomOut}>
        <IconMinus size={18} aria-hidden="true" />
      </ToolButton>
      <ToolButton label={strings.showAll} onClick={props.onShowAll}>
        <IconMaximize size={18} aria-hidden="true" />
      </ToolButton>
      {props.onHand && (
        <ToolButton label={strings.move} onClick={props.onHand} isPressed={props.isHandTaken}>
          <IconHandStop size={18} aria-hidden="true" />
        </ToolButton>
      )}
    </div>
  );
}

interface ToolButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly isPressed?: boolean | undefined;
  readonly children: ReactNode;
}

function ToolButton({ label, onClick, isPressed, children }: ToolButtonProps) {
  return (
    <button type="button" title={label} aria-label={label} aria-pressed={isPressed} onClick={onClick}>
      {children}
    </button>
  );
}

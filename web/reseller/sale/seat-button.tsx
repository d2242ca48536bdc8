import { memo } from "react";
import { useStrings } from "../strings.ts";
import styles from "./seats.module.css";

export type SeatLook = "free" | "chosen" | "basket" | "taken";

interface SeatButtonProps {
  readonly seatCode: number;
  readonly number: string;
  readonly label: string;
  /** Which of the categories' colours. */
  readonly tone: number;
  readonly look: SeatLook;
  readonly isDim: boolean;
  readonly isLocked: boolean;
  readonly isTabStop: boolean;
  readonly onToggle: (seatCode: number) => void;
}

/** One seat. A taken one stays reachable by the arrows, so that a row can be read whole. */
export const SeatButton = memo(function SeatButton(props: SeatButtonProps) {
  const { sale: words } = useStrings();
  const { seatCode, number, label, tone, look, isDim, isLocked, isTabStop, onToggle } = props;
  const isFixed = isLocked || look === "taken" || look === "basket";
  return (
    <button
      type="button"
      className={styles.seat}
      data-seat={seatCode}
      data-look={look}
      data-tone={tone % 6}
      data-dim={isDim || undefined}
      aria-pressed={look === "chosen" || look === "basket"}
      aria-disabled={isFixed || undefined}
      aria-label={`${label}, ${words.looks[look]}`}
      title={`${label} – ${words.looks[look]}`}
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => !isFixed && onToggle(seatCode)}
    >
      {number}
    </button>
  );
});

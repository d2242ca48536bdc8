import { VisuallyHidden } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useStrings } from "../strings.ts";
import styles from "./sale.module.css";
import { formatCountdown } from "./use-seconds-left.ts";

/** The time that is left, always in sight; read out when a minute is left, not every second. */
export function BasketTimer({ seconds }: { readonly seconds: number }) {
  const { sale: words } = useStrings();
  const isShort = seconds <= 60;
  return (
    <span className={styles.timer} data-tone={isShort ? "warn" : undefined}>
      <IconClock size={17} aria-hidden="true" />
      <span role="timer" aria-label={words.timeLeft}>
        {formatCountdown(seconds)}
      </span>
      <VisuallyHidden aria-live="polite">{isShort ? words.lastMinute : ""}</VisuallyHidden>
    </span>
  );
}

import { IconClock } from "@tabler/icons-react";
import { Link } from "../navigation.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import { useBasket } from "./basket.tsx";
import styles from "./sale.module.css";
import { formatCountdown, useSecondsLeft } from "./use-seconds-left.ts";

/** The open basket's time, on every page: a way back to it before it is over. */
export function BasketPill() {
  const { sale: words } = useStrings();
  const { basket, asked } = useBasket();
  const left = useSecondsLeft(basket?.expiresAt);
  if (basket === null || left === null) return null;
  const label = () => {
    // Not «expired»: a sale without an answer may have happened.
    if (left === 0) return asked === null ? words.pillExpired : words.noAnswer;
    return words.pill(basket.seatCodes.length, formatCountdown(left));
  };
  return (
    <Link
      {...pages.performance(basket.institutionCode, basket.performanceNumber)}
      className={styles.pill}
      data-tone={left === 0 ? "bad" : left <= 60 ? "warn" : undefined}
    >
      <IconClock size={15} aria-hidden="true" />
      {label()}
    </Link>
  );
}

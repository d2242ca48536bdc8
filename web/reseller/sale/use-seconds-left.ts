import { useEffect, useState } from "react";

/** Whole seconds until an instant, counted down on the screen; 0 once it has come, null without one. */
export function useSecondsLeft(instant: string | undefined): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (instant === undefined) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [instant]);
  return instant === undefined ? null : Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000));
}

/** 125 → «2:05» */
export function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

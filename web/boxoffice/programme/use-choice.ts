import { useCallback, useEffect, useState } from "react";

type Choice = ReadonlySet<number>;

/** How many steps back are kept. */
const stepsMax = 50;

/** The seats that are chosen, with the way back: each change can be undone, by the button or by Ctrl+Z. */
export function useChoice() {
  const [steps, setSteps] = useState<readonly Choice[]>([new Set()]);
  const choose = useCallback((next: Choice) => setSteps((before) => [...before.slice(-stepsMax), next]), []);
  const undo = useCallback(
    () => setSteps((before) => (before.length > 1 ? before.slice(0, -1) : before)),
    [],
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey) return;
      // In a field the browser takes back what was typed.
      if (event.target instanceof HTMLInputElement && event.target.type !== "checkbox") return;
      event.preventDefault();
      undo();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [undo]);
  return { chosen: steps.at(-1) ?? new Set<number>(), choose, undo, canUndo: steps.length > 1 };
}

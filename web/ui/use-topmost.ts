import { useEffect, useId, useSyncExternalStore } from "react";

let open: readonly string[] = [];
const listeners = new Set<() => void>();

/**
 * Whether this window is the one that stands above all others. Windows listen for Escape one by one, and without
 * asking, one press would close a letter, the test beneath it and the amounts typed beneath that.
 */
export function useTopmost(isOpen = true): boolean {
  const id = useId();
  useEffect(() => {
    if (!isOpen) return;
    set([...open, id]);
    return () => set(open.filter((one) => one !== id));
  }, [id, isOpen]);
  return useSyncExternalStore(subscribe, () => open.at(-1) === id);
}

function set(windows: readonly string[]): void {
  open = windows;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

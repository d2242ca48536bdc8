import { useEffect } from "react";
import { callApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

const tellEveryMilliseconds = 60_000;

/** Tells the server that somebody acts on the page, once a minute at most: a page left alone signs out after a while. */
export function usePresence(): void {
  useEffect(() => {
    let toldAt = Date.now();
    const act = () => {
      if (Date.now() - toldAt < tellEveryMilliseconds) return;
      toldAt = Date.now();
      // Whether it arrived shows at the next call: nothing is lost but a minute.
      callApi("POST", apiPaths.ownActivity).catch(() => undefined);
    };
    const kinds = ["pointerdown", "keydown"] as const;
    for (const kind of kinds) document.addEventListener(kind, act, { passive: true });
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, act);
    };
  }, []);
}

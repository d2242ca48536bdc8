import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { meKey } from "../../ui/query-client.ts";
import { apiPaths } from "../api-paths.ts";
import { followChanges } from "./live-changes.ts";
import { connectLive } from "./live-connection.ts";
import { setLive } from "./live-state.ts";

/** Never changed by others while a page stands open, or asked for by being read. */
const notLive: ReadonlySet<unknown> = new Set([meKey[0], "halls", "organizers"]);

/**
 * Keeps every page of the signed-in person up to date with what others do. Only while the page is in sight: a browser
 * opens six connections to a server, and a forgotten tab must not take one.
 */
export function LiveUpdates() {
  const client = useQueryClient();
  useEffect(() => {
    const refetchAll = () =>
      void client.invalidateQueries({
        predicate: ({ queryKey }) => !notLive.has(queryKey[0]) && queryKey[1] !== "fetched",
      });
    const connect = () =>
      connectLive(() => new EventSource(apiPaths.live), {
        onHello: () => {
          setLive(true);
          refetchAll();
        },
        onChange: followChanges(client),
        onSilence: () => {
          setLive(false);
          // Their own questions begin again with this one.
          refetchAll();
        },
        onEnded: () => void client.invalidateQueries({ queryKey: meKey }),
      });
    let disconnect: (() => void) | undefined;
    const follow = () => {
      const isSeen = document.visibilityState === "visible";
      if (isSeen) disconnect ??= connect();
      else {
        disconnect?.();
        disconnect = undefined;
        setLive(false);
      }
    };
    follow();
    document.addEventListener("visibilitychange", follow);
    return () => {
      document.removeEventListener("visibilitychange", follow);
      disconnect?.();
      setLive(false);
    };
  }, [client]);
  return null;
}

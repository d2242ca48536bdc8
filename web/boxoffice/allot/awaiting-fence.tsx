import { Link } from "@tanstack/react-router";
import { Notice } from "../../ui/problem-panel.tsx";
import { useInterfaceState } from "../home/interface-state.ts";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";

/** Seats freed by force that may not leave again before the network has acknowledged it (rule 9). */
export function AwaitingFence() {
  const { forceRecall: words } = useStrings();
  const count = useInterfaceState().data?.seatsAwaitingFence ?? 0;
  if (count === 0) return null;
  return (
    <Notice tone="warn" title={words.awaiting(count)}>
      <div>{words.awaitingText}</div>
      <Link {...pages.forceRecalls}>{words.list}</Link>
    </Notice>
  );
}

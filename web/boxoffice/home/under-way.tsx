import { Loader } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { pages } from "../page-paths.ts";
import { useStrings } from "../strings.ts";
import styles from "./home.module.css";
import { useInterfaceState } from "./interface-state.ts";

/** What goes on by itself, on every page but its own: it leads back to it (R5.6). */
export function UnderWay() {
  const { underWay: words } = useStrings();
  const { runId } = useParams({ strict: false });
  const runs = useInterfaceState().data?.runsUnderWay ?? [];
  return runs
    .filter((run) => run.runId !== runId)
    .map((run) => (
      <div key={run.runId} className={`${styles.underWay} no-print`} role="status">
        <Loader size={16} aria-hidden="true" />
        <strong>{words.titles[run.kind]}</strong>
        <span>{words.text}</span>
        <Link {...pages.run(run.runId)}>{words.open}</Link>
      </div>
    ));
}

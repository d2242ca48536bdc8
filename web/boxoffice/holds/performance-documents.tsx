import { Link } from "@tanstack/react-router";
import { Panel } from "../../ui/panel.tsx";
import { pages } from "../page-paths.ts";
import styles from "../programme/programme.module.css";
import type { OpenPerformance } from "../programme/programme.ts";
import { useStrings } from "../strings.ts";

/** What can be printed of a performance: its statement, and its plan (R9.5). */
export function PerformanceDocuments({ open }: { readonly open: OpenPerformance }) {
  const { documents: words, printedPlan } = useStrings();
  const { performanceNumber } = open.performance;
  return (
    <Panel title={words.title}>
      <div className={styles.fields}>
        <Link {...pages.printedPlan(performanceNumber)}>{printedPlan.open}</Link>
        <Link {...pages.salesStatement(performanceNumber)}>{words.statement}</Link>
      </div>
    </Panel>
  );
}

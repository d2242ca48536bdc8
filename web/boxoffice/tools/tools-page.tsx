import { PageHead } from "../../ui/page-head.tsx";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { Instruments } from "./instruments.tsx";
import { LatestRuns } from "./latest-runs.tsx";
import { OpenOperations } from "./open-operations.tsx";
import { WaitingSales } from "./waiting-sales.tsx";

/** «Outils»: operations in doubt, sales that wait, with their reason, and the latest operations (R8.2). */
export function ToolsPage() {
  const { tools: words } = useStrings();
  return (
    <>
      <PageHead title={words.title} intro={words.intro} />
      <div className={styles.stack}>
        <Instruments />
        <OpenOperations />
        <WaitingSales />
        <LatestRuns />
      </div>
    </>
  );
}

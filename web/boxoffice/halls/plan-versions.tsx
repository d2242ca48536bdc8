import type { PlanVersions } from "@allotement/boxoffice/api/plans.ts";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { formatInstant } from "../../ui/dates.ts";
import { Panel } from "../../ui/panel.tsx";
import { pages } from "../page-paths.ts";
import styles from "./halls.module.css";
import { useStrings } from "./strings.ts";

/** The versions that a plan has had, each with the way to see what it changed. */
export function PlanVersionList({ versions }: { readonly versions: PlanVersions }) {
  const { halls: words } = useStrings();
  const { hallCode, planVersion, capacity, performances, replaced } = versions;
  return (
    <Panel title={words.versions}>
      <ol className={styles.versions} reversed>
        <li>
          <strong>{words.versionOf(planVersion)}</strong> {words.current(capacity, performances)}
        </li>
        {replaced.map((one) => (
          <li key={one.planVersion}>
            <strong>{words.versionOf(one.planVersion)}</strong>{" "}
            {words.replaced(one.capacity, formatInstant(one.replacedAt), one.operatorName)}
            <Button
              renderRoot={(given) => <Link {...given} {...pages.planDifference(hallCode, one.planVersion)} />}
              variant="subtle"
              size="compact-sm"
              aria-label={words.compareVersion(one.planVersion, planVersion)}
            >
              {words.compare}
            </Button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { exchangeProblem } from "../../ui/errors.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { pages } from "../page-paths.ts";
import type { ImportShow } from "../runs/run.ts";
import styles from "../runs/runs.module.css";
import { useStrings } from "../strings.ts";
import { type BlockReason, useBlockWords } from "./block-reason.ts";
import { PriceComparison } from "./price-comparison.tsx";

/** Integration has stopped at a sale: the difference, what stays pending, whom to call (R7.2, R7.3). */
export function BlockPanel({ title, show }: { readonly title: string; readonly show: ImportShow }) {
  const { block: words } = useStrings();
  const [first, ...more] = show.blocked;
  if (first === undefined) return null;
  return (
    <Notice tone="bad" title={words.title(title)}>
      <BlockReasonView reason={first.reason} />
      {more.length > 0 && <p className={styles.blockText}>{words.moreSales(more.length)}</p>}
      <p className={styles.blockText}>{words.pendingText(show.pending + show.blocked.length)}</p>
      <div className={styles.actions}>
        <Button size="xs" variant="default" component={Link} {...pages.tools}>
          {words.toTools}
        </Button>
      </div>
    </Notice>
  );
}

function BlockReasonView({ reason }: { readonly reason: BlockReason }) {
  const blockWords = useBlockWords();
  const ui = useUi();
  if (reason.kind === "priceMismatch")
    return (
      <>
        <div>{ui.errors.catalogue.priceMismatch.remedy}</div>
        <PriceComparison sale={reason.sale} grid={reason.grid} />
      </>
    );
  const remedy = "number" in reason ? exchangeProblem(reason.number, ui.errors).remedy : undefined;
  return (
    <div>
      {blockWords(reason)}
      {remedy !== undefined && <div>{remedy}</div>}
    </div>
  );
}

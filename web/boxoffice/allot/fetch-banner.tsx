import { Button, Progress } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { feedFaultProblem, lineProblem } from "../../ui/errors.ts";
import { Failure, ProblemPanel } from "../../ui/problem-panel.tsx";
import { useInterfaceState } from "../home/interface-state.ts";
import { ExchangeProblem } from "../problems/exchange-problem.tsx";
import { useStrings } from "../strings.ts";
import styles from "./allot.module.css";
import type { FetchedSales } from "./use-fetched-sales.ts";

/** How fetching sales goes: a bar while it runs, then one line; what stopped it, in words (R5.1). */
export function FetchBanner({ sales }: { readonly sales: FetchedSales }) {
  const { fetch: words } = useStrings();
  const ui = useUi();
  const { fetched } = sales;
  if (fetched.isPending) return <Fetching sales={sales} />;
  if (fetched.isError)
    return (
      <div className={styles.fetchProblem}>
        <Failure error={fetched.error} onRetry={() => void fetched.refetch()} />
      </div>
    );
  const { outcome, problem, fault, received } = fetched.data;
  if (outcome === "upToDate")
    return (
      <div className={styles.fetch} data-tone="good" role="status">
        <IconCircleCheck size={17} aria-hidden="true" /> {words.upToDate(received)}
      </div>
    );
  const missing = (
    <p className={styles.missing}>
      {words.mayMiss}{" "}
      <Button size="compact-xs" variant="default" onClick={() => void fetched.refetch()}>
        {words.again}
      </Button>
    </p>
  );
  return (
    <div className={styles.fetchProblem}>
      {problem !== null && (
        <ExchangeProblem tone="warn" problem={lineProblem(problem, ui.errors)}>
          {missing}
        </ExchangeProblem>
      )}
      {fault !== null && <ProblemPanel problem={feedFaultProblem(fault, ui.errors)}>{missing}</ProblemPanel>}
      {problem === null && fault === null && (
        <div className={styles.fetch} role="status">
          <IconAlertTriangle size={17} aria-hidden="true" /> {words.lineDown} {words.mayMiss}
        </div>
      )}
    </div>
  );
}

/** While it runs: how far it is, and the way on for who will not wait, or what to know where the list stands already. */
function Fetching({ sales: { isListed, goOn } }: { readonly sales: FetchedSales }) {
  const { fetch: words } = useStrings();
  const state = useInterfaceState().data;
  const progress = state?.fetching ?? null;
  const percent = progress === null || progress.head === 0 ? 100 : (100 * progress.sequence) / progress.head;
  return (
    <div className={styles.fetching}>
      <div className={styles.fetch} role="status">
        <span>
          {words.running} {progress !== null && words.progress(progress.sequence, progress.head)}
        </span>
        <Progress flex={1} value={percent} animated aria-label={words.running} size="sm" />
        {!isListed && (
          <Button size="compact-sm" variant="default" onClick={goOn}>
            {words.goOn}
          </Button>
        )}
      </div>
      {isListed && (
        <p className={styles.missing} role="status">
          <IconAlertTriangle size={15} aria-hidden="true" /> {state?.line.up === false && words.downNow}{" "}
          {words.mayMiss}
        </p>
      )}
    </div>
  );
}

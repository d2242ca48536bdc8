import type { FetchAnswer } from "@allotement/boxoffice/api/interface-connection.ts";
import { Progress } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import { useUi } from "../../strings/ui/use-ui.ts";
import { feedFaultProblem, lineProblem } from "../../ui/errors.ts";
import { Failure, ProblemPanel } from "../../ui/problem-panel.tsx";
import { useInterfaceState } from "../home/interface-state.ts";
import { ExchangeProblem } from "../problems/exchange-problem.tsx";
import { useStrings } from "../strings.ts";
import styles from "./allot.module.css";

/** How fetching sales goes: a bar while it runs, then one line; what stopped it, in words (R5.1). */
export function FetchBanner({ fetched }: { readonly fetched: UseQueryResult<FetchAnswer> }) {
  const { fetch: words } = useStrings();
  const ui = useUi();
  const progress = useInterfaceState().data?.fetching ?? null;
  if (fetched.isPending) {
    const percent =
      progress === null || progress.head === 0 ? 100 : (100 * progress.sequence) / progress.head;
    return (
      <div className={styles.fetch} role="status">
        <span>
          {words.running} {progress !== null && words.progress(progress.sequence, progress.head)}
        </span>
        <Progress value={percent} animated aria-label={words.running} size="sm" />
      </div>
    );
  }
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
  return (
    <div className={styles.fetchProblem}>
      {problem !== null && <ExchangeProblem tone="warn" problem={lineProblem(problem, ui.errors)} />}
      {fault !== null && <ProblemPanel problem={feedFaultProblem(fault, ui.errors)} />}
      {problem === null && fault === null && (
        <div className={styles.fetch} role="status">
          <IconAlertTriangle size={17} aria-hidden="true" /> {words.lineDown}
        </div>
      )}
    </div>
  );
}

import type { InterfaceState } from "@allotement/boxoffice/api/interface-connection.ts";
import { Link } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { formatInstant } from "../../ui/dates.ts";
import { feedFaultProblem, lineProblem } from "../../ui/errors.ts";
import { Notice, ProblemPanel } from "../../ui/problem-panel.tsx";
import { pages } from "../page-paths.ts";
import { ExchangeProblem } from "../problems/exchange-problem.tsx";
import { useStrings } from "../strings.ts";
import styles from "./home.module.css";

/** What keeps the interface from working, above everything else: the line, the feed, unknown outcomes, conflicts. */
export function Attention({ state }: { readonly state: InterfaceState }) {
  const ui = useUi();
  const { line: words, configure, compare, conflicts, forceRecall, tools } = useStrings();
  const { line, feedFault, seatsInDoubt, inDoubtSince, openConflicts, seatsAwaitingFence, alarms } = state;
  return (
    <div className={styles.notices}>
      {!state.configured && (
        <Notice tone="info" title={configure.notYet}>
          <div>{configure.notYetText}</div>
        </Notice>
      )}
      {line.problem !== null && <ExchangeProblem problem={lineProblem(line.problem, ui.errors)} />}
      {feedFault !== null && <ProblemPanel problem={feedFaultProblem(feedFault, ui.errors)} />}
      {seatsInDoubt > 0 && inDoubtSince !== null && (
        <Notice tone="warn" title={words.inDoubt(seatsInDoubt, formatInstant(inDoubtSince))}>
          <div>{words.inDoubtText}</div>
          <Link {...pages.tools}>{tools.title}</Link>
        </Notice>
      )}
      {openConflicts > 0 && (
        <Notice tone="bad" title={words.conflicts(openConflicts)}>
          <div>{words.conflictsText}</div>
          <Link {...pages.conflicts}>{conflicts.open}</Link>
        </Notice>
      )}
      {seatsAwaitingFence > 0 && (
        <Notice tone="warn" title={forceRecall.awaiting(seatsAwaitingFence)}>
          <Link {...pages.forceRecalls}>{forceRecall.list}</Link>
        </Notice>
      )}
      {alarms > 0 && (
        <Notice tone="bad" title={compare.alarmSeats(alarms)}>
          <Link {...pages.compare}>{compare.alarmsText}</Link>
        </Notice>
      )}
    </div>
  );
}

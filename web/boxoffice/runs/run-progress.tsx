import type { RunView } from "@allotement/boxoffice/api/interface-runs.ts";
import { Badge, Progress } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useUi } from "../../strings/ui/use-ui.ts";
import { formatInstant } from "../../ui/dates.ts";
import { wordProblem } from "../../ui/errors.ts";
import { useFormats } from "../../ui/formats.ts";
import { Panel } from "../../ui/panel.tsx";
import { Notice } from "../../ui/problem-panel.tsx";
import { pages } from "../page-paths.ts";
import { ExchangeProblem } from "../problems/exchange-problem.tsx";
import { useStrings } from "../strings.ts";
import { percentOf } from "./run.ts";
import styles from "./runs.module.css";

/** The bar, the figures, and what is known when an answer does not come. */
export function RunProgress({ run }: { readonly run: RunView }) {
  const { run: words, line, forceRecall, stockRules } = useStrings();
  const ui = useUi();
  const isRunning = run.finishedAt === null;
  const isUnknown = isRunning && run.unknownSince !== null;
  const hasGaps = !isRunning && (run.import?.shows.some(({ blocked }) => blocked.length > 0) ?? false);
  const finished = hasGaps ? words.finishedWithGaps : words.finished;
  const badge = isUnknown ? words.waitingAnswer : isRunning ? words.running : finished;
  const tone = isUnknown || hasGaps ? "orange" : isRunning ? undefined : "green";
  return (
    <Panel>
      <div className={styles.state}>
        <div className={styles.row}>
          <span className={styles.faint}>
            {words.startedBy(
              run.rule === null ? run.operatorName : stockRules.author[run.rule],
              formatInstant(run.startedAt),
            )}
            {run.finishedAt !== null && `, ${words.finishedAt(formatInstant(run.finishedAt))}`}
          </span>
          <Badge {...(tone === undefined ? {} : { color: tone })}>{badge}</Badge>
        </div>
        <Progress
          value={percentOf(run)}
          size="lg"
          animated={isRunning}
          color={tone ?? "azure"}
          aria-label={words.titles[run.kind]}
        />
        <div className={styles.row} aria-live="polite">
          <span>{progressText(run, words)}</span>
          {isRunning && <span className={styles.faint}>{words.leave}</span>}
        </div>
        {run.import === null && <SeatFigures run={run} />}
        {run.seats.awaitingFence > 0 && (
          <Notice tone="warn" title={forceRecall.awaiting(run.seats.awaitingFence)}>
            <Link {...pages.forceRecalls}>{forceRecall.list}</Link>
          </Notice>
        )}
        {isUnknown && run.unknownSince !== null && (
          <Notice tone="warn" title={line.inDoubt(run.seats.waiting, formatInstant(run.unknownSince))}>
            <div>{line.inDoubtText}</div>
          </Notice>
        )}
        {isLate(run) && (
          <Notice tone="warn" title={words.noAnswerYet(run.waitedSeconds ?? 0)}>
            <div>{words.noAnswerYetText}</div>
          </Notice>
        )}
        {isRunning && run.lastProblem !== null && (
          <ExchangeProblem tone="warn" problem={wordProblem(run.lastProblem, ui.errors)} />
        )}
      </div>
    </Panel>
  );
}

/** Longer than an answer takes on a good line, in seconds: before the first time-out this alone says why nothing moves. */
const usualWaitSeconds = 5;

function isLate({ waitedSeconds, unknownSince, lastProblem }: RunView): boolean {
  return (waitedSeconds ?? 0) >= usualWaitSeconds && unknownSince === null && lastProblem === null;
}

function progressText(run: RunView, words: ReturnType<typeof useStrings>["run"]): string {
  if (run.import !== null) return words.looked(run.import.looked, run.import.chosen);
  if (run.finishedAt === null && run.steps.planned < run.steps.total)
    return words.steps(run.steps.planned, run.steps.total);
  return words.progress(run.seats.accepted + run.seats.refused, run.seats.total);
}

function SeatFigures({ run }: { readonly run: RunView }) {
  const { run: words } = useStrings();
  const { number } = useFormats();
  const { accepted, refused, waiting, skipped } = run.seats;
  const figures = [
    { label: words.accepted, value: accepted, tone: accepted > 0 ? "good" : undefined },
    { label: words.refused, value: refused, tone: refused > 0 ? "bad" : undefined },
    { label: words.waiting, value: waiting, tone: undefined },
    { label: words.skipped, value: skipped, tone: undefined },
  ];
  return (
    <dl className={styles.figures}>
      {figures.map(({ label, value, tone }) => (
        <div key={label} data-tone={tone}>
          <dt>{label}</dt>
          <dd>{number(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

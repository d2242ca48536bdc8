import type { Preflight } from "@allotement/boxoffice/api/interface-preflight.ts";
import { useUi } from "../../strings/ui/use-ui.ts";
import { lineProblem } from "../../ui/errors.ts";
import { Notice } from "../../ui/problem-panel.tsx";
import { ExchangeProblem } from "../problems/exchange-problem.tsx";
import { useStrings } from "../strings.ts";
import styles from "./allot.module.css";
import type { AllotShow } from "./allot-choices.ts";
import { PreflightFindingView } from "./preflight-finding.tsx";

interface PreflightResultProps {
  readonly show: AllotShow;
  readonly result: Preflight;
}

/** What was asked and answered: nothing against it, or each thing that would fail; and where asking had to stop, why. */
export function PreflightResult({ show, result }: PreflightResultProps) {
  const { preflight: words } = useStrings();
  const ui = useUi();
  const { problem, findings, asked, total, hallCode } = result;
  return (
    <div className={styles.findings}>
      {problem !== null && (
        <ExchangeProblem tone="warn" problem={lineProblem(problem, ui.errors)}>
          <div>
            {asked.seats === 0 ? words.none : words.partly(asked.performances, asked.seats, total.seats)}
          </div>
        </ExchangeProblem>
      )}
      {problem === null && findings.length === 0 && (
        <Notice tone="good" title={words.good}>
          <div>{words.goodText(asked.performances, asked.seats)}</div>
        </Notice>
      )}
      {findings.length > 0 && (
        <Notice tone="bad" title={words.bad(findings.length)}>
          <div>{words.badText}</div>
        </Notice>
      )}
      {findings.map((finding) => (
        <PreflightFindingView key={finding.error} show={show} finding={finding} hallCode={hallCode} />
      ))}
    </div>
  );
}

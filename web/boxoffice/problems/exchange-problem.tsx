import type { ReactNode } from "react";
import type { ScreenProblem } from "../../ui/errors.ts";
import { ProblemPanel, type Tone } from "../../ui/problem-panel.tsx";
import { RemedyButton } from "./remedy-button.tsx";

interface ExchangeProblemProps {
  readonly problem: ScreenProblem;
  readonly tone?: Tone | undefined;
  readonly children?: ReactNode;
}

/** An error of the exchange with its code, its cause, what to do, and the button that begins it (R12). */
export function ExchangeProblem({ problem, tone, children }: ExchangeProblemProps) {
  return (
    <ProblemPanel problem={problem} tone={tone}>
      {children}
      <RemedyButton action={problem.action} />
    </ProblemPanel>
  );
}

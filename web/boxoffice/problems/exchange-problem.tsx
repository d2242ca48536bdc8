import type { ReactNode } from "react";
import type { ScreenProblem } from "../../ui/errors.ts";
import { ProblemPanel, type Tone } from "../../ui/problem-panel.tsx";
import { SendMail } from "../mail/send-mail.tsx";
import { RemedyButton } from "./remedy-button.tsx";

interface ExchangeProblemProps {
  readonly problem: ScreenProblem;
  readonly tone?: Tone | undefined;
  readonly children?: ReactNode;
}

/** A problem of the line with its code, its cause, what to do, and the button that begins it (R12). */
export function ExchangeProblem({ problem, tone, children }: ExchangeProblemProps) {
  return (
    <ProblemPanel problem={problem} tone={tone}>
      {children}
      <RemedyButton action={problem.action} />
      {problem.action === "writeToContact" && <SendMail about={{ kind: "newAddress" }} size="xs" mt="xs" />}
    </ProblemPanel>
  );
}

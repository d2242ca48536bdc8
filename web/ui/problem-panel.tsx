import { Button, CopyButton } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { CSSProperties, ReactNode } from "react";
import { useUi } from "../strings/ui/use-ui.ts";
import { problemOf, type ScreenProblem } from "./errors.ts";
import styles from "./ui.module.css";

export type Tone = "bad" | "warn" | "good" | "info";

const icons = {
  bad: IconAlertTriangle,
  warn: IconAlertTriangle,
  good: IconCircleCheck,
  info: IconInfoCircle,
} as const;

const toneStyles: Record<Tone, CSSProperties & Record<`--${string}`, string>> = {
  bad: { "--tone": "var(--bad)", "--tone-soft": "var(--bad-soft)" },
  warn: { "--tone": "var(--warn)", "--tone-soft": "var(--warn-soft)" },
  good: { "--tone": "var(--good)", "--tone-soft": "var(--good-soft)" },
  info: { "--tone": "var(--accent)", "--tone-soft": "var(--accent-soft)" },
};

interface NoticeProps {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
}

/** A message that stays on the page. What went wrong is read out at once, the rest in its turn. */
export function Notice({ tone, title, children }: NoticeProps) {
  const Icon = icons[tone];
  return (
    <div className={styles.problem} style={toneStyles[tone]} role={tone === "bad" ? "alert" : "status"}>
      <Icon size={20} aria-hidden="true" />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}

interface ProblemPanelProps {
  readonly problem: ScreenProblem;
  readonly tone?: Tone | undefined;
  readonly children?: ReactNode;
}

/** An error as the clerk needs it: its code, its cause, what to do (R12). */
export function ProblemPanel({ problem, tone = "bad", children }: ProblemPanelProps) {
  const ui = useUi();
  const { title, code, cause, remedy, address, detail } = problem;
  const shownCode = code !== null && /^\d+$/.test(code) ? code : null;
  return (
    <Notice
      tone={tone}
      title={
        <>
          {title}
          {shownCode !== null && <span className={styles.code}>{ui.errorCode(shownCode)}</span>}
        </>
      }
    >
      <dl>
        <dt>{ui.cause}</dt>
        <dd>{cause}</dd>
        <dt>{ui.remedy}</dt>
        <dd>{remedy}</dd>
        {address !== undefined && (
          <>
            <dt>{ui.address}</dt>
            <dd>
              <code>{address}</code> <Copy text={address} />
            </dd>
          </>
        )}
        {problem.waitSeconds !== undefined && (
          <>
            <dt>{ui.wait}</dt>
            <dd>{ui.seconds(problem.waitSeconds)}</dd>
          </>
        )}
      </dl>
      {detail !== undefined && (
        <details>
          <summary>{ui.details}</summary>
          <pre>{detail}</pre>
        </details>
      )}
      {children}
    </Notice>
  );
}

/** Puts a text into the clipboard, to be sent on. */
function Copy({ text }: { readonly text: string }) {
  const ui = useUi();
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button size="compact-xs" variant="default" onClick={copy}>
          {copied ? ui.copied : ui.copy}
        </Button>
      )}
    </CopyButton>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** What a call threw, with a way to ask again. */
export function Failure({ error, onRetry }: FailureProps) {
  const ui = useUi();
  return (
    <ProblemPanel problem={problemOf(error, ui.errors)}>
      {onRetry !== undefined && (
        <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
          {ui.retry}
        </Button>
      )}
    </ProblemPanel>
  );
}

import { Button } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useUi } from "../../strings/ui/use-ui.ts";
import { ApiProblem } from "../../ui/api-client.ts";
import { problemOf, type ScreenProblem } from "../../ui/errors.ts";
import { LoadingRows } from "../../ui/panel.tsx";
import { ProblemPanel } from "../../ui/problem-panel.tsx";
import { useStrings } from "../strings.ts";

/** Turns whatever a call to the network's server threw into what the screen shows, in the network's own words. */
export function useProblem(): (error: unknown) => ScreenProblem {
  const ui = useUi();
  const { problems } = useStrings();
  const words = new Map(Object.entries(problems.calls));
  return (error) => {
    const general = problemOf(error, ui.errors);
    const own = error instanceof ApiProblem ? words.get(error.code) : undefined;
    if (own === undefined) return { ...general, ...problems.unknownCall };
    return { ...general, ...own, detail: undefined };
  };
}

interface NetworkFailureProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
  readonly children?: ReactNode;
}

/** What a call threw, with a way to ask again. */
export function NetworkFailure({ error, onRetry, children }: NetworkFailureProps) {
  const ui = useUi();
  const problem = useProblem()(error);
  return (
    <ProblemPanel problem={problem}>
      {children}
      {onRetry !== undefined && (
        <Button size="xs" variant="default" mt="xs" onClick={onRetry}>
          {ui.retry}
        </Button>
      )}
    </ProblemPanel>
  );
}

interface NetworkQueryProps<Answer> {
  readonly query: UseQueryResult<Answer>;
  readonly rows?: number | undefined;
  readonly children: (answer: Answer) => ReactNode;
}

/** What a query answered; until then grey bars, and where it failed what the error means. */
export function NetworkQuery<Answer>({ query, rows = 6, children }: NetworkQueryProps<Answer>) {
  const ui = useUi();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <NetworkFailure error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingRows rows={rows} label={ui.loading} />;
}

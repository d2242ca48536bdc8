import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useUi } from "../strings/ui/use-ui.ts";
import { LoadingRows } from "./panel.tsx";
import { Failure } from "./problem-panel.tsx";

interface QueryViewProps<Answer> {
  readonly query: UseQueryResult<Answer>;
  readonly rows?: number | undefined;
  readonly children: (answer: Answer) => ReactNode;
}

/** What a query answered; until then grey bars, and where it failed what the error means. */
export function QueryView<Answer>({ query, rows = 6, children }: QueryViewProps<Answer>) {
  const ui = useUi();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <LoadingRows rows={rows} label={ui.loading} />;
}

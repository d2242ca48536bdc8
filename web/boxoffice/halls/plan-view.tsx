import type { PlanOfHall } from "@allotement/boxoffice/api/plans.ts";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PageHead } from "../../ui/page-head.tsx";
import { QueryView } from "../../ui/query-view.tsx";
import { pages } from "../page-paths.ts";
import { useStrings } from "./strings.ts";

interface PlanViewProps {
  readonly query: UseQueryResult<PlanOfHall>;
  readonly children: (found: PlanOfHall) => ReactNode;
}

/** A page about a hall's plan: until the plan is there, under a head that knows no name yet. */
export function PlanView({ query, children }: PlanViewProps) {
  const { halls: words } = useStrings();
  return (
    <>
      {query.data === undefined && (
        <PageHead title={words.hall} crumb={<Link {...pages.halls}>{words.title}</Link>} />
      )}
      <QueryView query={query}>{children}</QueryView>
    </>
  );
}

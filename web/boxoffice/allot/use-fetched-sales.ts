import type { FetchAnswer } from "@allotement/boxoffice/api/interface-connection.ts";
import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";
import { useInterfaceState } from "../home/interface-state.ts";

/** The fetch of a page, and whether what the box office knows by itself may be listed. */
export interface FetchedSales {
  readonly fetched: UseQueryResult<FetchAnswer>;
  /** Fetched, or the line is down and waiting would end at a time-out, or the clerk has chosen not to wait. */
  readonly isListed: boolean;
  readonly goOn: () => void;
}

/**
 * Fetches possible sales each time the page is opened, by itself (R5.1): what has sold must not be sent or taken back.
 * A query and not a mutation, so that two mounts in a row ask once.
 */
export function useFetchedSales(): FetchedSales {
  const client = useQueryClient();
  const [goesOn, setGoesOn] = useState(false);
  const isDown = useInterfaceState().data?.line.up === false;
  const fetched = useQuery({
    queryKey: ["interface", "fetched"],
    queryFn: async () => {
      const answer = await callApi<FetchAnswer>("POST", apiPaths.fetchSales);
      await client.invalidateQueries({ queryKey: ["interface"], predicate: isNotFetch });
      return answer;
    },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
  return { fetched, isListed: !fetched.isPending || isDown || goesOn, goOn: () => setGoesOn(true) };
}

function isNotFetch({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[1] !== "fetched";
}

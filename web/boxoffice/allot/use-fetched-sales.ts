import type { FetchAnswer } from "@allotement/boxoffice/api/interface-connection.ts";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { callApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

/**
 * Fetches possible sales each time the page is opened, by itself (R5.1): what has sold must not be sent or taken back.
 * A query and not a mutation, so that two mounts in a row ask once.
 */
export function useFetchedSales() {
  const client = useQueryClient();
  return useQuery({
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
}

function isNotFetch({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[1] !== "fetched";
}

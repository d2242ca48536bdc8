import type { StaffMember } from "@allotement/reseller/api/access.ts";
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { ApiProblem, callApi, getApi } from "../../ui/api-client.ts";
import { meKey } from "../../ui/query-client.ts";
import { apiPaths } from "../api-paths.ts";

/** Who is signed in; null where nobody is. */
export const meQuery = queryOptions({
  queryKey: meKey,
  queryFn: async (): Promise<StaffMember | null> => {
    try {
      return await getApi<StaffMember>(apiPaths.session);
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** Who is signed in, on pages that only show when somebody is. */
export function useMe(): StaffMember {
  const { data } = useSuspenseQuery(meQuery);
  if (data === null) throw new Error("this page shows only when somebody is signed in");
  return data;
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi("DELETE", apiPaths.session),
    onSettled: () => {
      // What the last person saw is not the next one's to see.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
      client.setQueryData(meKey, null);
    },
  });
}

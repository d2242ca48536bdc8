import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiProblem, callApi, getApi } from "./api-client.ts";
import { meKey } from "./query-client.ts";

/** Who is signed in at the server that answers at `path`; null where nobody is. */
export function meQueryAt<Person>(path: string) {
  return queryOptions({
    queryKey: meKey,
    queryFn: async (): Promise<Person | null> => {
      try {
        return await getApi<Person>(path);
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: 60_000,
  });
}

/** Signs out by this call. */
export function useSignOutBy(method: "POST" | "DELETE", path: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi(method, path),
    onSettled: () => {
      // What the last person saw is not the next one's to see.
      client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
      client.setQueryData(meKey, null);
    },
  });
}

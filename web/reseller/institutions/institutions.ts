import type {
  InstitutionChange,
  InstitutionList,
  InstitutionView,
} from "@allotement/reseller/api/institutions.ts";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { callApi, getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

/** All institutions, asked again while a page shows them: what they have received grows by itself. */
export const institutionsQuery = queryOptions({
  queryKey: ["institutions"],
  queryFn: () => getApi<InstitutionList>(apiPaths.institutions),
  refetchInterval: 5_000,
});

/** One of them; undefined until the answer is there, null where there is none of this code. */
export function useInstitution(institutionCode: number) {
  const query = useQuery(institutionsQuery);
  const institution =
    query.data === undefined
      ? undefined
      : (query.data.institutions.find((one) => one.institutionCode === institutionCode) ?? null);
  return { query, institution };
}

export function useChangeInstitution(institutionCode: number) {
  const refresh = useRefreshInstitutions();
  return useMutation({
    mutationFn: (change: InstitutionChange) =>
      callApi<InstitutionView>("PATCH", apiPaths.institution(institutionCode), change),
    onSuccess: refresh,
  });
}

export function useRefreshInstitutions() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: institutionsQuery.queryKey });
}

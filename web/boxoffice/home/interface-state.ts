import type { InterfaceState } from "@allotement/boxoffice/api/interface-connection.ts";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

/** What needs attention, asked again every two seconds while a page shows it. */
export const interfaceStateQuery = queryOptions({
  queryKey: ["interface", "state"],
  queryFn: () => getApi<InterfaceState>(apiPaths.interfaceState),
  refetchInterval: 2_000,
  staleTime: 1_000,
});

export function useInterfaceState() {
  return useQuery(interfaceStateQuery);
}

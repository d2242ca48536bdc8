import type { HallList } from "@allotement/boxoffice/api/halls.ts";
import type { PerformanceChanges, TicketHolders } from "@allotement/boxoffice/api/performance-changes.ts";
import type { ShowGroupList } from "@allotement/boxoffice/api/programme.ts";
import type { ShowVat } from "@allotement/boxoffice/api/vat.ts";
import { queryOptions } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";
import { pollEvery } from "../live/live-state.ts";

export const showGroupsQuery = queryOptions({
  queryKey: ["show-groups"],
  queryFn: () => getApi<ShowGroupList>(apiPaths.showGroups),
});

export const hallsQuery = queryOptions({
  queryKey: ["halls"],
  queryFn: () => getApi<HallList>(apiPaths.halls),
});

export function showVatQuery(showNumber: number) {
  return queryOptions({
    queryKey: ["shows", showNumber, "vat"],
    queryFn: () => getApi<ShowVat>(apiPaths.showVat(showNumber)),
  });
}

/** Asked again while the page stands open: phases and seats move by themselves. */
export function changesQuery(performanceNumber: number) {
  return queryOptions({
    queryKey: ["programme", performanceNumber, "changes"],
    queryFn: () => getApi<PerformanceChanges>(apiPaths.performanceChanges(performanceNumber)),
    refetchInterval: pollEvery(2_000),
  });
}

export function holdersQuery(performanceNumber: number) {
  return queryOptions({
    queryKey: ["programme", performanceNumber, "holders"],
    queryFn: () => getApi<TicketHolders>(apiPaths.ticketHolders(performanceNumber)),
    refetchInterval: pollEvery(10_000),
  });
}

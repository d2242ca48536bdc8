import type { NetworkShow, ShowList, StatusChange } from "@allotement/reseller/api/shows.ts";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

/** An institution's shows; asked again while a page shows them, since they come by themselves (R2.1). */
export const showsQuery = (institutionCode: number) =>
  queryOptions({
    queryKey: ["shows", institutionCode],
    queryFn: () => getApi<ShowList>(apiPaths.shows(institutionCode)),
    refetchInterval: 5_000,
  });

export function useChangeStatus(show: Pick<NetworkShow, "institutionCode" | "showNumber">) {
  const client = useQueryClient();
  const { institutionCode, showNumber } = show;
  return useMutation({
    mutationFn: (change: StatusChange) =>
      callApi("PUT", apiPaths.showStatus(institutionCode, showNumber), change),
    // After a refusal too: somebody else may have changed it.
    onSettled: () => client.invalidateQueries({ queryKey: ["shows", institutionCode] }),
  });
}

/** The seats of all performances together. */
export function totalsOf({ performances }: Pick<NetworkShow, "performances">) {
  const sum = (pick: (performance: NetworkShow["performances"][number]) => number) =>
    performances.reduce((total, performance) => total + pick(performance), 0);
  return {
    offered: sum(({ offered }) => offered),
    inBasket: sum(({ inBasket }) => inBasket),
    sold: sum(({ sold }) => sold),
  };
}

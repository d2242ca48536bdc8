import type { PerformancePrices, SeatColumns } from "@allotement/reseller/api/point-of-sale.ts";
import type { PerformancesOnSale } from "@allotement/reseller/api/shows.ts";
import { queryOptions } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

export type PerformanceOnSale = PerformancesOnSale["performances"][number];

export const onSaleQuery = queryOptions({
  queryKey: ["onSale"],
  queryFn: () => getApi<PerformancesOnSale>(apiPaths.performancesOnSale),
  refetchInterval: 10_000,
});

/** Every seat of a performance; other points of sale sell too, so it is asked again while shown. */
export const seatsQuery = (institutionCode: number, performanceNumber: number) =>
  queryOptions({
    queryKey: ["seats", institutionCode, performanceNumber],
    queryFn: () => getApi<SeatColumns>(apiPaths.seats(institutionCode, performanceNumber)),
    refetchInterval: 5_000,
  });

export const pricesQuery = (institutionCode: number, performanceNumber: number) =>
  queryOptions({
    queryKey: ["prices", institutionCode, performanceNumber],
    queryFn: () => getApi<PerformancePrices>(apiPaths.prices(institutionCode, performanceNumber)),
    staleTime: 30_000,
  });

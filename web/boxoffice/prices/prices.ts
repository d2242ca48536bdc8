import type {
  FeeColumnList,
  PriceEffects,
  PriceGridList,
  PriceTypeList,
  SeatCategoryList,
} from "@allotement/boxoffice/api/prices.ts";
import type { ShowVat } from "@allotement/boxoffice/api/vat.ts";
import { queryOptions } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

export const priceTypesQuery = queryOptions({
  queryKey: ["price-types"],
  queryFn: () => getApi<PriceTypeList>(apiPaths.priceTypes),
});
export const seatCategoriesQuery = queryOptions({
  queryKey: ["seat-categories"],
  queryFn: () => getApi<SeatCategoryList>(apiPaths.seatCategories),
});
export const feeColumnsQuery = queryOptions({
  queryKey: ["fee-columns"],
  queryFn: () => getApi<FeeColumnList>(apiPaths.feeColumns),
});
export const priceGridsQuery = (showNumber: number) =>
  queryOptions({
    queryKey: ["shows", showNumber, "price-grids"],
    queryFn: () => getApi<PriceGridList>(apiPaths.priceGrids(showNumber)),
  });
/** All that the editor of a show's grids needs. */
export interface GridPageParts extends PriceGridList, PriceTypeList, SeatCategoryList, FeeColumnList {
  readonly effects: PriceEffects;
}

export const gridPageQuery = (showNumber: number) =>
  queryOptions({
    queryKey: ["shows", showNumber, "grid-page"],
    queryFn: async (): Promise<GridPageParts> => {
      const [grids, types, categories, columns, effects] = await Promise.all([
        getApi<PriceGridList>(apiPaths.priceGrids(showNumber)),
        getApi<PriceTypeList>(apiPaths.priceTypes),
        getApi<SeatCategoryList>(apiPaths.seatCategories),
        getApi<FeeColumnList>(apiPaths.feeColumns),
        getApi<PriceEffects>(apiPaths.priceEffects(showNumber)),
      ]);
      return { ...grids, ...types, ...categories, ...columns, effects };
    },
  });
export const showVatQuery = (showNumber: number) =>
  queryOptions({
    queryKey: ["shows", showNumber, "vat"],
    queryFn: () => getApi<ShowVat>(apiPaths.showVat(showNumber)),
  });

/** Which of a show's grids is in force at an instant: the last that began by then. */
export function inForce(grids: PriceGridList["priceGrids"], now: string) {
  return grids.filter(({ validFrom }) => Date.parse(validFrom) <= Date.parse(now)).at(-1);
}

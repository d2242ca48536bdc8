import type { Order, OrderList } from "@allotement/reseller/api/point-of-sale.ts";
import { queryOptions } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

/** The latest orders of this point of sale, or the one with this barcode, whoever sold it. */
export const ordersQuery = (barcode: string) =>
  queryOptions({
    queryKey: ["orders", barcode],
    queryFn: () => getApi<OrderList>(barcode === "" ? apiPaths.orders : apiPaths.ordersWithBarcode(barcode)),
  });

export const orderQuery = (institutionCode: number, orderId: string) =>
  queryOptions({
    queryKey: ["order", institutionCode, orderId],
    queryFn: () => getApi<Order>(apiPaths.order(institutionCode, orderId)),
  });

/** «MARTIN Anna»; undefined where no name was taken. */
export function holderName(holder: Order["holder"]): string | undefined {
  return holder === null ? undefined : `${holder.surname} ${holder.firstName}`.trim();
}

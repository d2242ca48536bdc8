import type { PaymentMethodList } from "@allotement/boxoffice/api/journal.ts";
import type { PriceGridList, PriceTypeList } from "@allotement/boxoffice/api/prices.ts";
import { useQuery } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";
import { gridNow } from "./counter-total.ts";

/** What a show is sold for at the counter, and how it is paid. */
export function useCounterLists(showNumber: number) {
  const priceTypes = useQuery({
    queryKey: ["price-types"],
    queryFn: () => getApi<PriceTypeList>(apiPaths.priceTypes),
  });
  const payments = usePayments();
  const grids = useQuery({
    queryKey: ["shows", showNumber, "price-grids"],
    queryFn: () => getApi<PriceGridList>(apiPaths.priceGrids(showNumber)),
  });
  const grid = grids.data === undefined ? [] : gridNow(grids.data, new Date().toISOString());
  const priced = new Set(grid.map(({ priceTypeCode }) => priceTypeCode));
  return {
    isLoaded: priceTypes.isSuccess && grids.isSuccess,
    grid,
    // R3.4: a reseller's price type never at the counter.
    priceTypes: (priceTypes.data?.priceTypes ?? [])
      .filter(({ channelKind, retired }) => channelKind === "counter" && !retired)
      .filter(({ priceTypeCode }) => priced.has(priceTypeCode))
      .map(({ priceTypeCode, name }) => ({ value: String(priceTypeCode), label: name })),
    payments,
  };
}

/** The ways of paying at the counter; an invoice is not one. */
export function usePayments() {
  const payments = useQuery({
    queryKey: ["payment-methods"],
    queryFn: () => getApi<PaymentMethodList>(apiPaths.paymentMethods),
  });
  return (payments.data?.paymentMethods ?? [])
    .filter(({ kind }) => kind !== "invoice")
    .map(({ paymentMethodId, name, kind }) => ({ value: String(paymentMethodId), label: name, kind }));
}

export const firstOf = (options: readonly { value: string }[]): string | null => options[0]?.value ?? null;

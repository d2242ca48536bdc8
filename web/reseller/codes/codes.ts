import type { CodeKind, CodeList, KnownCode } from "@allotement/reseller/api/mapping.ts";
import { queryOptions } from "@tanstack/react-query";
import { getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

export const codesQuery = (institutionCode: number) =>
  queryOptions({
    queryKey: ["codes", institutionCode],
    queryFn: () => getApi<CodeList>(apiPaths.codes(institutionCode)),
    staleTime: 30_000,
  });

/** What the network calls a code of the venue; the code itself where it knows none. */
export function labelOf(codes: readonly KnownCode[], kind: CodeKind, code: number): string {
  return codes.find((one) => one.kind === kind && one.code === code)?.label ?? String(code);
}

export interface CodeGroup {
  /** 0 for the organizer's own. */
  readonly hallCode: number;
  readonly kinds: readonly { readonly kind: CodeKind; readonly codes: readonly KnownCode[] }[];
}

const order: readonly CodeKind[] = ["hall", "priceType", "hold", "seatCategory", "zone", "floor"];

/** The list as the page shows it: the organizer's codes first, then hall by hall, kind by kind. */
export function groupCodes(codes: readonly KnownCode[]): CodeGroup[] {
  const hallCodes = [...new Set(codes.map(({ hallCode }) => hallCode))].sort((one, other) => one - other);
  return hallCodes.map((hallCode) => ({
    hallCode,
    kinds: order
      .map((kind) => ({
        kind,
        codes: codes.filter((one) => one.hallCode === hallCode && one.kind === kind),
      }))
      .filter((group) => group.codes.length > 0),
  }));
}

import type { NewProof, ProofList, ProofView } from "@allotement/reseller/api/proofs.ts";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

interface ShowKey {
  readonly institutionCode: number;
  readonly showNumber: number;
}

/** A show's proofs, the latest first; asked again while shown, since the venue's verdict comes by itself. */
export const proofsQuery = ({ institutionCode, showNumber }: ShowKey) =>
  queryOptions({
    queryKey: ["proofs", institutionCode, showNumber],
    queryFn: () => getApi<ProofList>(apiPaths.proofs(institutionCode, showNumber)),
    refetchInterval: 5_000,
  });

export function useMakeProof({ institutionCode, showNumber }: ShowKey) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: NewProof) =>
      callApi<ProofView>("POST", apiPaths.proofs(institutionCode, showNumber), wanted),
    onSuccess: () => client.invalidateQueries({ queryKey: ["proofs", institutionCode] }),
  });
}

export function useSendProof({ institutionCode }: ShowKey) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (proofId: string) =>
      callApi<ProofView>("POST", apiPaths.proofSending(institutionCode, proofId)),
    onSuccess: () => client.invalidateQueries({ queryKey: ["proofs", institutionCode] }),
  });
}

/** When the venue validated a proof of a real sale: without one a show should not go on sale (R2.2, R2.3). */
export function approvedAt(proofs: readonly ProofView[]): string | undefined {
  return (
    proofs.find(({ kind, verdict }) => kind === "sale" && verdict === "approved")?.decidedAt ?? undefined
  );
}

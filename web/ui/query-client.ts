import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./api-client.ts";

/** Who is signed in; the same key in both applications, so that an ended session shows the sign-in page at once. */
export const meKey = ["me"] as const;

/** The box office's word for it, and the network's. */
const endedSession: ReadonlySet<string> = new Set(["SIGN_IN_REQUIRED", "SESSION_REQUIRED"]);

export function makeQueryClient(): QueryClient {
  const noticeEndedSession = (error: unknown) => {
    if (error instanceof ApiProblem && endedSession.has(error.code)) client.setQueryData(meKey, null);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: noticeEndedSession }),
    mutationCache: new MutationCache({ onError: noticeEndedSession }),
    defaultOptions: {
      queries: {
        // A refusal stays one however often it is asked again; a lost answer may come.
        retry: (failures, error) => failures < 2 && error instanceof ApiProblem && error.status === 0,
        retryDelay: 800,
        staleTime: 5_000,
        // The server stands on the house's own network: a screen without internet still works.
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}

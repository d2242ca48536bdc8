import type {
  MailAbout,
  MailDraft,
  MailList,
  MailSettingsView,
  MailText,
  MailView,
  RunMail,
} from "@allotement/boxoffice/api/interface-mail.ts";
import { queryOptions } from "@tanstack/react-query";
import { callApi, getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

/** While a mail is on its way its row is asked for again, in milliseconds. */
const askAgainMilliseconds = 1_000;

export const mailsQuery = queryOptions({
  queryKey: ["mails", "list"],
  queryFn: () => getApi<MailList>(apiPaths.mails),
  refetchInterval: ({ state }) => (state.data?.mails.some(isBeingSent) ? askAgainMilliseconds : false),
  staleTime: 0,
});

export function mailQuery(mailId: string) {
  return queryOptions({
    queryKey: ["mails", "one", mailId],
    queryFn: () => getApi<MailText>(apiPaths.mail(mailId)),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isBeingSent(state.data.mail) ? askAgainMilliseconds : false,
    staleTime: 0,
  });
}

export function draftQuery(about: MailAbout) {
  return queryOptions({
    queryKey: ["mails", "draft", about],
    queryFn: () => callApi<MailDraft>("POST", apiPaths.mailDrafts, about),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}

export function runMailQuery(runId: string) {
  return queryOptions({
    queryKey: ["mails", "run", runId],
    queryFn: () => getApi<RunMail>(apiPaths.runMail(runId)),
    refetchInterval: ({ state }) =>
      state.data?.before?.state === "queued" ? 2 * askAgainMilliseconds : false,
    staleTime: 0,
  });
}

export const mailSettingsQuery = queryOptions({
  queryKey: ["mail-settings"],
  queryFn: () => getApi<MailSettingsView>(apiPaths.mailSettings),
});

/** On its way right now, with no further attempt to wait for. */
export function isBeingSent({ state, nextAttemptAt, problem }: MailView): boolean {
  return state === "queued" && (nextAttemptAt === null || problem === null);
}

/** Addresses as they are typed, one after the other; null where one is wrong. The server has the last word. */
export function readAddresses(typed: string): string[] | null {
  const addresses = typed
    .split(/[,;\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return addresses.every((address) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(address)) ? addresses : null;
}

import type { HoldList } from "@allotement/boxoffice/api/holds.ts";
import type { ConnectionSetUp, ConnectionView } from "@allotement/boxoffice/api/interface-connection.ts";
import type { PaymentMethodList, SalesChannelList } from "@allotement/boxoffice/api/journal.ts";
import type { OperatorList } from "@allotement/boxoffice/api/people.ts";
import type { PriceTypeList } from "@allotement/boxoffice/api/prices.ts";
import { queryOptions } from "@tanstack/react-query";
import { ApiProblem, getApi } from "../../ui/api-client.ts";
import { apiPaths } from "../api-paths.ts";

/** What may be chosen in the interface block. */
export type ConnectionChoices = Pick<
  ConnectionView,
  "operators" | "holds" | "paymentMethods" | "salesChannels" | "priceTypes"
>;

/** Both blocks; null as long as the interface is not configured. */
export const connectionQuery = queryOptions({
  queryKey: ["interface", "connection"],
  queryFn: async (): Promise<ConnectionView | null> => {
    try {
      return await getApi<ConnectionView>(apiPaths.connection);
    } catch (error) {
      if (error instanceof ApiProblem && error.code === "NOT_CONFIGURED") return null;
      throw error;
    }
  },
});

/** The choices of a first set-up, from the house's own lists: only what the interface may use (R3). */
export async function fetchChoices(): Promise<ConnectionChoices> {
  const [people, holds, payments, channels, priceTypes] = await Promise.all([
    getApi<OperatorList>(apiPaths.operators),
    getApi<HoldList>(apiPaths.holds),
    getApi<PaymentMethodList>(apiPaths.paymentMethods),
    getApi<SalesChannelList>(apiPaths.salesChannels),
    getApi<PriceTypeList>(apiPaths.priceTypes),
  ]);
  return {
    operators: people.operators.map(({ operatorId, name }) => ({ operatorId, name })),
    holds: holds.holds,
    paymentMethods: payments.paymentMethods
      .filter(({ kind }) => kind === "invoice")
      .map(({ paymentMethodId, name }) => ({ paymentMethodId, name })),
    salesChannels: channels.salesChannels
      .filter(({ kind }) => kind === "reseller")
      .map(({ salesChannelId, name }) => ({ salesChannelId, name })),
    priceTypes: priceTypes.priceTypes
      .filter(({ channelKind, retired }) => channelKind === "reseller" && !retired)
      .map(({ priceTypeCode, name }) => ({ priceTypeCode, name })),
  };
}

/** Both blocks as they stand in the form: texts, until they are read. */
export interface TypedConnection {
  readonly resellerName: string;
  readonly serverUrl: string;
  readonly institutionCode: string;
  readonly userName: string;
  readonly password: string;
  readonly contactMail: string;
  readonly operatorId: string | null;
  readonly holdCode: string | null;
  readonly paymentMethodId: string | null;
  readonly salesChannelId: string | null;
  readonly priceTypeCodes: readonly string[];
  readonly onPriceMismatch: "stop" | "isolate";
}

export function typedConnection(view: ConnectionView | null): TypedConnection {
  return {
    resellerName: view?.resellerName ?? "Ticketmaster France",
    serverUrl: view?.serverUrl ?? "",
    institutionCode: view === null ? "" : String(view.institutionCode),
    userName: view?.userName ?? "",
    password: "",
    contactMail: view?.contactMail ?? "",
    operatorId: view === null ? null : String(view.operatorId),
    holdCode: view === null ? null : String(view.holdCode),
    paymentMethodId: view === null ? null : String(view.paymentMethodId),
    salesChannelId: view === null ? null : String(view.salesChannelId),
    priceTypeCodes: (view?.priceTypeCodes ?? []).map(String),
    onPriceMismatch: view?.onPriceMismatch ?? "stop",
  };
}

export function isMail(text: string): boolean {
  return text === "" || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** Whether the password that the server keeps may stay: it goes to the same server, under the same name. */
export function keepsPassword(typed: TypedConnection, view: ConnectionView | null): boolean {
  const { serverUrl, institutionCode, userName } = typed;
  return (
    view?.passwordSet === true &&
    view.serverUrl === serverUrl.trim() &&
    String(view.institutionCode) === institutionCode &&
    view.userName === userName.trim()
  );
}

/** What is sent; undefined while a field is empty or wrong. The server has the last word. */
export function readConnection(typed: TypedConnection, passwordStays: boolean): ConnectionSetUp | undefined {
  const { operatorId, holdCode, paymentMethodId, salesChannelId, password } = typed;
  if (operatorId === null || holdCode === null || paymentMethodId === null || salesChannelId === null)
    return undefined;
  if (typed.resellerName.trim() === "" || typed.userName.trim() === "" || !isMail(typed.contactMail))
    return undefined;
  if (!/^\d{1,9}$/.test(typed.institutionCode) || !URL.canParse(typed.serverUrl)) return undefined;
  if (password === "" && !passwordStays) return undefined;
  return {
    resellerName: typed.resellerName.trim(),
    serverUrl: typed.serverUrl.trim(),
    institutionCode: Number(typed.institutionCode),
    userName: typed.userName.trim(),
    ...(password === "" ? {} : { password }),
    contactMail: typed.contactMail.trim(),
    operatorId: Number(operatorId),
    holdCode: Number(holdCode),
    paymentMethodId: Number(paymentMethodId),
    salesChannelId: Number(salesChannelId),
    priceTypeCodes: typed.priceTypeCodes.map(Number),
    onPriceMismatch: typed.onPriceMismatch,
  };
}

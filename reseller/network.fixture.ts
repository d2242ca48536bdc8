import { testDatabase } from "@allotement/platform/database/test-database.ts";
import {
  noCrash,
  systemClock,
  systemIds,
  systemNetwork,
  systemRandom,
} from "@allotement/platform/ports.system.ts";
import type { Clock, Crash, Random } from "@allotement/platform/ports.ts";
import { allotmentClient, type CallOutcome } from "@allotement/protocol/client.ts";
import type { OperationAnswer, OperationRequest } from "@allotement/protocol/messages/operation.ts";
import type { Basket, Order } from "./api/point-of-sale.ts";
import { resellerHttp } from "./http.ts";
import { saleStore } from "./point-of-sale/sales.store.ts";
import { resellerMigrations } from "./server.ts";
import { resellerSettings } from "./settings.ts";

export const setupToken = "a set-up token for tests only";
export const password = "correct horse battery";
export const institutionCode = 9999;
export const performanceNumber = 501;

/** When the tests' networks open: before the performance that they sell, on whatever day they run. */
const opening = Date.parse("2026-10-01T10:00:00Z");

/** A clock that goes on from the opening, and that a test may put forward. */
export function movableClock(): Clock & { advance(milliseconds: number): void } {
  let ahead = opening - Date.now();
  return {
    now: () => new Date(Date.now() + ahead),
    sleep: systemClock.sleep,
    advance(milliseconds) {
      ahead += milliseconds;
    },
  };
}

export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  body: Body;
}

export type Call = <Body>(method: string, path: string, body?: unknown) => Promise<Answer<Body>>;

/** A caller of the network's own routes, with a cookie where somebody is signed in. */
function caller(url: string, headers: Record<string, string>): Call {
  return async <Body>(method: string, path: string, body?: unknown) => {
    const response = await fetch(url + path, {
      method,
      headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const parsed: Body = text === "" ? null : JSON.parse(text);
    return { status: response.status, headers: response.headers, body: parsed };
  };
}

export const price = {
  priceTypeCode: 6690014,
  seatCategoryCode: 31,
  faceValueCents: 4800,
  venueFeeCents: 120,
  organizerFeeCents: 180,
  resellerFeeCents: 480,
};

/** An allot of these seats under one command; `change` overrides what a test is about. */
export function operation(
  kind: OperationRequest["kind"],
  seatCodes: readonly number[],
  command: number,
  change: Partial<OperationRequest> = {},
  grant?: number,
): OperationRequest {
  return {
    kind,
    showNumber: 50,
    performanceNumber,
    localDate: "2026-12-23",
    localTime: "19:00",
    timeZone: "Europe/Paris",
    hallCode: 7,
    holdCode: 6690007,
    createShow: true,
    createPerformance: true,
    show: { title: "La Lyre", comment: "", printAtHome: false, prices: [price] },
    seats: seatCodes.map((seatCode) => ({
      seatCode,
      command,
      ...(grant === undefined ? {} : { grant }),
      zoneCode: 11,
      floorCode: 21,
      seatCategoryCode: 31,
      row: "A",
      number: String(seatCode),
    })),
    ...change,
  };
}

const organizerCodes = [
  { kind: "hall", code: 7, label: "GRANDE SALLE" },
  { kind: "priceType", code: 6690014, label: "TICKETNET PLEIN TARIF" },
  { kind: "hold", code: 6690007, label: "TICKETNET" },
];
const hallCodes = [
  { kind: "zone", code: 11, label: "PAIR" },
  { kind: "floor", code: 21, label: "ORCHESTRE" },
  { kind: "seatCategory", code: 31, label: "CARRE OR" },
];

export interface NetworkOptions {
  clock?: Clock;
  random?: Random;
  crash?: Crash;
  poolSize?: number;
  environment?: Partial<Record<"CALLS_PER_MINUTE" | "SEATS_PER_MINUTE" | "SIGN_INS_PER_MINUTE", number>>;
  trustedProxies?: string;
}

/** A network on a database of its own, listening, with a manager, a seller, an institution and its codes. */
export async function startNetwork(options: NetworkOptions = {}) {
  const { database, drop } = await testDatabase(resellerMigrations, options.poolSize ?? 20);
  const clock = options.clock ?? movableClock();
  const random = options.random ?? systemRandom;
  const sales = { store: saleStore(database, random), clock, ids: systemIds };
  const stop = new AbortController();
  const settings = resellerSettings.parse({
    SETUP_TOKEN: setupToken,
    LOG_LEVEL: "silent",
    TRUSTED_PROXIES: options.trustedProxies,
    SIGN_INS_PER_MINUTE: 1000,
    ...options.environment,
  });
  const http = await resellerHttp({
    database,
    clock,
    random,
    ids: systemIds,
    crash: options.crash ?? noCrash,
    sales,
    settings,
    siteDirectory: "no pages in tests",
    stop: stop.signal,
  });
  const url = await http.listen({ host: "127.0.0.1", port: 0 });
  const setup = caller(url, { authorization: `Bearer ${setupToken}` });
  for (const [userName, role] of [
    ["manager", "manager"],
    ["seller", "seller"],
  ])
    await setup("POST", "/api/staff", { userName, role, pointOfSale: "Paris", password });
  const manager = await signIn(url, "manager");
  const seller = await signIn(url, "seller");
  await addInstitution(manager, institutionCode);
  const client = allotmentClient(systemNetwork, url, 10_000);
  return {
    url,
    http,
    database,
    clock,
    sales,
    setup,
    manager,
    seller,
    client,
    token: await openSession(url, institutionCode),
    async close() {
      stop.abort();
      await http.close();
      await drop();
    },
  };
}

export type Network = Awaited<ReturnType<typeof startNetwork>>;

export async function signIn(url: string, userName: string): Promise<Call> {
  const response = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ userName, password }),
  });
  const cookie = response.headers.get("set-cookie")?.split(";")[0];
  if (!cookie) throw new Error(`sign-in refused: ${response.status}`);
  return caller(url, { cookie });
}

/** Another institution, reachable from this machine, that knows the same codes. */
export async function addInstitution(manager: Call, code: number): Promise<void> {
  const at = `/api/institutions/${code}`;
  await manager("POST", "/api/institutions", { institutionCode: code, name: "Théâtre de la Lyre" });
  await manager("PUT", `${at}/addresses`, { addresses: ["127.0.0.0/8"] });
  await manager("POST", `${at}/credentials`, { userName: "lyre", password });
  await manager("PUT", `${at}/codes/0`, { codes: organizerCodes });
  await manager("PUT", `${at}/codes/7`, { codes: hallCodes });
}

export async function openSession(url: string, code: number): Promise<string> {
  const client = allotmentClient(systemNetwork, url, 10_000);
  return answerOf(await client.openSession({ institutionCode: code, userName: "lyre", password })).token;
}

/** The answer of a call that must have been answered. */
export function answerOf<Body>(outcome: CallOutcome<Body>): Body {
  if (outcome.kind !== "answer") throw new Error(`no answer: ${JSON.stringify(outcome)}`);
  return outcome.answer;
}

/** Sends an operation under a new id, or under the one given. */
export async function send(
  network: Network,
  request: OperationRequest,
  operationId = systemIds.uuid(),
): Promise<OperationAnswer> {
  return answerOf(await network.client.sendOperation(network.token, operationId, JSON.stringify(request)));
}

/** The errors of an operation's answer: of the whole, or seat by seat (null for an accepted one). */
export function errorsOf(answer: OperationAnswer): number | (number | null)[] {
  return answer.outcome === "refused" ? answer.error : answer.results.map(({ error }) => error ?? null);
}

export async function putOnSale(network: Network, showNumber = 50): Promise<void> {
  for (const status of ["announced", "onSale"])
    await network.manager("PUT", `/api/institutions/${institutionCode}/shows/${showNumber}/status`, {
      status,
    });
}

export async function basketOf(network: Network, seatCodes: number[]): Promise<Answer<Basket>> {
  return network.seller("POST", "/api/baskets", { institutionCode, performanceNumber, seatCodes });
}

export async function sellBasketOf(
  network: Network,
  basketId: string,
  seatCodes: number[],
  holder: Order["holder"] = null,
): Promise<Answer<Order>> {
  const lines = seatCodes.map((seatCode) => ({ seatCode, priceTypeCode: price.priceTypeCode }));
  return network.seller("POST", `/api/baskets/${basketId}/sale`, { holder, lines });
}

/** Puts seats into a basket and sells it. */
export async function sell(network: Network, seatCodes: number[]): Promise<Order> {
  const basket = await basketOf(network, seatCodes);
  return (await sellBasketOf(network, basket.body.basketId, seatCodes)).body;
}

export function cancel(network: Network, order: Order, lineIds = order.lines.map((line) => line.lineId)) {
  return network.seller<Order>("POST", `/api/orders/${order.orderId}/cancellation`, {
    institutionCode,
    lineIds,
  });
}

import type { NetworkRequest } from "@allotement/platform/ports.ts";
import { startBackground } from "@allotement/reseller/background.ts";
import type { OperationNeeds } from "@allotement/reseller/contingent/operations.ts";
import type { FeedStore } from "@allotement/reseller/feed/feed.ts";
import type { SaleNeeds } from "@allotement/reseller/point-of-sale/sales.ts";
import type { KnownSalesStore } from "@allotement/reseller/restore/known-sales.ts";
import type { ShowStore } from "@allotement/reseller/shows/shows.ts";
import { count } from "./coverage.ts";
import { refused, serveExchange } from "./exchange-calls.ts";
import { failureOf } from "./failures.ts";
import { institutionCode } from "./house.ts";
import { type Incarnation, incarnationOf, type Machine } from "./process.ts";
import type { NetworkConnection, NetworkSide } from "./sides.ts";
import { betweenTransactions, type Turns, turnsOf } from "./transactions.ts";
import type { NetworkView } from "./views.ts";
import type { WireAnswer } from "./wire.ts";

/** The reseller's server while it runs: the exchange's calls, its background, and what its own routes would reach. */
export interface ResellerServer {
  process: Incarnation;
  connection: NetworkConnection;
  sales: SaleNeeds;
  shows: ShowStore;
  /** Its books as committed. */
  view(): Promise<NetworkView>;
  serve(request: NetworkRequest): Promise<WireAnswer>;
}

export function startReseller(
  machine: Machine,
  side: NetworkSide,
  sessionMinutes: number,
  onFailure: (failure: string) => void,
): ResellerServer {
  const process = incarnationOf(machine);
  const { clock, ids, crash } = process;
  const connection = side.connect();
  const turns = turnsOf(process, machine);
  const stores = storesOf(connection, turns);
  const sales = { store: stores.sales, clock, ids };
  const operations = { store: stores.contingent, clock, crash };
  const report = (error: unknown) => {
    const failure = process.alive ? failureOf(error) : undefined;
    machine.trace.note("reseller", "reports", failure ?? "a failure of its database");
    if (failure) onFailure(failure);
  };
  startBackground({ feed: stores.feed, clock, sales, onFailure: report });
  const exchange = {
    operations,
    feed: stores.feed,
    shows: stores.shows,
    institutionCode,
    sessionMinutes,
    session: () => machine.agenda.whileReal(() => side.session()),
    known: { store: stores.known, clock, ids },
  };
  return {
    process,
    connection,
    sales,
    shows: stores.shows,
    view: () => betweenTransactions(process, machine, () => side.view()),
    serve: (request) =>
      new Promise((resolve) => {
        process.now(() => {
          serveExchange(exchange, request)
            .catch((error: unknown) => {
              report(error);
              return refused("INTERNAL_ERROR");
            })
            .then((answer) => {
              if (!process.alive) return;
              countAnswer(machine, answer);
              resolve(answer);
            });
        });
      }),
  };
}

interface Stores {
  contingent: OperationNeeds["store"];
  sales: SaleNeeds["store"];
  feed: FeedStore;
  shows: ShowStore;
  known: KnownSalesStore;
}

/** Every store call a turn of its own; a reading call outside of a transaction too. */
function storesOf(connection: NetworkConnection, turns: Turns): Stores {
  const { operations, feed, shows, sales, known } = connection;
  return {
    contingent: {
      transaction: (institution, work) =>
        turns.take((spoil) => operations.transaction(institution, (transaction) => work(spoil(transaction)))),
    },
    sales: {
      transaction: (institution, work) =>
        turns.take((spoil) => sales.transaction(institution, (transaction) => work(spoil(transaction)))),
      expiredBaskets: (now) => turns.take(() => sales.expiredBaskets(now)),
    },
    feed: {
      transaction: (institution, work) =>
        turns.take((spoil) => feed.transaction(institution, (transaction) => work(spoil(transaction)))),
      feedsToNumber: () => turns.take(() => feed.feedsToNumber()),
      feedWaits: (institution) => turns.take(() => feed.feedWaits(institution)),
      numberedEvents: (institution, after, limit) =>
        turns.take(() => feed.numberedEvents(institution, after, limit)),
    },
    known: {
      transaction: (institution, work) =>
        turns.take((spoil) => known.transaction(institution, (transaction) => work(spoil(transaction)))),
    },
    shows: {
      statusOfShow: (...one) => turns.take(() => shows.statusOfShow(...one)),
      changeStatus: (...one) => turns.take(() => shows.changeStatus(...one)),
      changePrice: (...one) => turns.take(() => shows.changePrice(...one)),
      reschedule: (...one) => turns.take(() => shows.reschedule(...one)),
      showView: (...one) => turns.take(() => shows.showView(...one)),
    },
  };
}

/** Counts the codes of answers: call errors, operation errors and seat errors. */
function countAnswer(machine: Machine, { status, body }: WireAnswer): void {
  if (status !== 200) {
    const error = /"error":"(\w+)"/.exec(body)?.[1] ?? "";
    count(machine.coverage, `answer: ${status} ${error}`);
    return;
  }
  for (const [, error] of body.matchAll(/"error":(\d+)/g)) count(machine.coverage, `answer: error ${error}`);
}

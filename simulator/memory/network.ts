import type { Random } from "@allotement/platform/ports.ts";
import type { Season } from "../season.ts";
import type { NetworkSide, SideOptions } from "../sides.ts";
import type { NetworkView } from "../views.ts";
import { keptOf } from "./database.ts";
import { memoryContingent } from "./network.contingent.ts";
import { memoryFeedTransaction, numberedEvents } from "./network.feed.ts";
import { memoryKnownSales } from "./network.known-sales.ts";
import { expiredBaskets, memorySales } from "./network.sales.ts";
import { memoryShows } from "./network.shows.ts";
import { type NetworkTables, networkTables, ofInstitution } from "./network.tables.ts";

/** The reseller on memory: what `NetworkSide` promises, and every answer at once. */
export interface MemoryNetwork extends NetworkSide {
  view(): NetworkView;
  backup(): () => void;
}

/** `random`: where barcodes are drawn from. */
export function memoryNetwork(season: Season, random: Random, options: SideOptions = {}): MemoryNetwork {
  const tables = networkTables(season, options);
  const { database } = tables;
  const { institutionCode } = season;
  const contingent = memoryContingent(tables);
  const sales = memorySales(tables, random);
  const feed = memoryFeedTransaction(tables);
  const known = memoryKnownSales(tables);
  const look = database.kept(viewOf(tables));
  return {
    institutionCode,
    connect() {
      const life = database.open();
      const alone = <Result>(work: () => Result) => life.transaction(async () => work());
      const transactions = <Methods extends object>(methods: Methods) => {
        const guarded = life.guard(methods);
        return <Result>(code: number, work: (transaction: Methods) => Promise<Result>) =>
          life.transaction(() => {
            ofInstitution(tables, code);
            return work(guarded);
          });
      };
      return {
        operations: { transaction: transactions(contingent) },
        sales: {
          transaction: transactions(sales),
          expiredBaskets: (now) =>
            alone(() => expiredBaskets(tables, now).map(({ basketId }) => ({ institutionCode, basketId }))),
        },
        feed: {
          transaction: transactions(feed),
          feedsToNumber: () => alone(() => (tables.unnumbered.size > 0 ? [institutionCode] : [])),
          feedWaits: () => alone(() => tables.unnumbered.size > 0),
          numberedEvents: (_code, after, limit) => alone(() => numberedEvents(tables, after, limit)),
        },
        shows: memoryShows(tables, alone),
        known: { transaction: transactions(known) },
        kill: life.kill,
      };
    },
    view() {
      database.assertAtRest();
      return look();
    },
    changes: database.changes,
    backup: database.backup,
    session() {
      const streamId = tables.streamId.get();
      const kept = tables.acknowledgement.get();
      return { streamId, ...(kept?.streamId === streamId ? { acknowledgedUpTo: kept.upTo } : {}) };
    },
    markRestored(streamId) {
      tables.streamId.set(streamId);
      tables.restoring.set(true);
    },
    changeCodes: tables.codes.set,
    close: async () => undefined,
  };
}

function viewOf(tables: NetworkTables): () => NetworkView {
  const lines = keptOf(
    () => [tables.lines.list()],
    (ofOrders) => ofOrders.flat(),
  );
  const events = keptOf(
    () => [tables.numbered.list(), tables.unnumbered.list()],
    (numbered, unnumbered) => [...numbered, ...unnumbered],
  );
  const shows = keptOf(
    () => [tables.shows.list()],
    (all) => all.map(({ showNumber, status }) => ({ showNumber, status })),
  );
  const performances = keptOf(
    () => [tables.performances.list()],
    (all) =>
      all.map(({ performanceNumber, showNumber, localDate, localTime, scheduleVersion }) => ({
        performanceNumber,
        showNumber,
        localDate,
        localTime,
        scheduleVersion,
      })),
  );
  return () => ({
    restoring: tables.restoring.get(),
    seats: tables.seats.list(),
    movements: tables.movements.list(),
    operations: tables.operations.list(),
    baskets: tables.baskets.list(),
    orders: tables.orders.list(),
    lines: lines(),
    events: events(),
    acknowledgement: tables.acknowledgement.get(),
    shows: shows(),
    performances: performances(),
  });
}

import { sqlDoorStore } from "@allotement/boxoffice/house/door/door.store.ts";
import { sqlHouseStore } from "@allotement/boxoffice/house/house.store.ts";
import { sqlSealStore } from "@allotement/boxoffice/house/journal/seals.store.ts";
import { sqlInterfaceStore } from "@allotement/boxoffice/interface/store.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import type { Random } from "@allotement/platform/ports.ts";
import { acknowledgedUpTo } from "@allotement/reseller/access/access.store.ts";
import { contingentStore } from "@allotement/reseller/contingent/contingent.store.ts";
import { feedStore } from "@allotement/reseller/feed/feed.store.ts";
import { saleStore } from "@allotement/reseller/point-of-sale/sales.store.ts";
import { knownSalesStore, markRestored } from "@allotement/reseller/restore/known-sales.store.ts";
import { showStore } from "@allotement/reseller/shows/shows.store.ts";
import type { Season } from "./season.ts";
import type { NetworkSide, SideOptions, VenueSide } from "./sides.ts";
import { copyRows } from "./sql/copy-rows.ts";
import { changeCodes, furnishNetwork } from "./sql/furnish-network.ts";
import { addGrid, furnishVenue } from "./sql/furnish-venue.ts";
import { serialDatabase } from "./sql/serial-database.ts";
import { viewNetwork } from "./sql/view-network.ts";
import { viewVenue } from "./sql/view-venue.ts";

/** The venue on PostgreSQL: the product's own stores on an empty database with its migrations. Closes it at the end. */
export async function sqlVenue(
  database: Database,
  season: Season,
  options: SideOptions = {},
): Promise<VenueSide> {
  await furnishVenue(database, season);
  const serial = serialDatabase(database, options.commitFault);
  const kept = keptView(serial.changes, () => viewVenue(database));
  const { organizerId, resellerId, holds } = season;
  const scope = { organizerId, resellerId };
  let copies = 0;
  return {
    settings: { resellerId, holdCode: holds[0]?.holdCode ?? 0, onPriceMismatch: "stop" },
    connect() {
      const life = serial.open();
      return {
        store: sqlInterfaceStore(life.database, scope),
        house: sqlHouseStore(life.database, organizerId),
        door: sqlDoorStore(life.database, organizerId),
        seals: sqlSealStore(life.database, organizerId),
        kill: life.kill,
      };
    },
    changes: serial.changes,
    view: kept.view,
    async backup() {
      copies += 1;
      const restore = await copyRows(database, `copy_${copies}`);
      return () => restore().finally(kept.forget);
    },
    addGrid: (showNumber, grid) => addGrid(database, season, showNumber, grid).finally(kept.forget),
    async changeSchedule(performanceNumber, localDate, localTime) {
      await database.run(sql`
        update performances set local_date = ${localDate}, local_time = ${localTime},
          schedule_version = schedule_version + 1
        where organizer_id = ${organizerId} and performance_number = ${performanceNumber}`);
    },
    close: () => database.close(),
  };
}

/** The reseller on PostgreSQL, in the same way. */
export async function sqlNetwork(
  database: Database,
  season: Season,
  random: Random,
  options: SideOptions = {},
): Promise<NetworkSide> {
  await furnishNetwork(database, season);
  const serial = serialDatabase(database, options.commitFault);
  const kept = keptView(serial.changes, () => viewNetwork(database));
  const { institutionCode } = season;
  let copies = 0;
  return {
    institutionCode,
    connect() {
      const life = serial.open();
      return {
        operations: contingentStore(life.database),
        sales: saleStore(life.database, random),
        feed: feedStore(life.database),
        shows: showStore(life.database),
        known: knownSalesStore(life.database),
        kill: life.kill,
      };
    },
    changes: serial.changes,
    view: kept.view,
    async backup() {
      copies += 1;
      const restore = await copyRows(database, `copy_${copies}`);
      return () => restore().finally(kept.forget);
    },
    async session() {
      const row = await database.first<{ streamId: string }>(sql`
        select stream_id as "streamId" from institutions where institution_code = ${institutionCode}`);
      const streamId = row?.streamId ?? "";
      return { streamId, ...(await acknowledgedUpTo(database, { institutionCode, streamId })) };
    },
    async markRestored(streamId, at) {
      await markRestored(database, institutionCode, streamId, at);
      kept.forget();
    },
    changeCodes: (codes) => changeCodes(database, season, codes),
    close: () => database.close(),
  };
}

/** All rows, read again only once a transaction has written since. */
function keptView<View>(changes: () => number, read: () => Promise<View>) {
  let kept: { at: number; view: View } | undefined;
  return {
    async view(): Promise<View> {
      const at = changes();
      if (kept?.at !== at) kept = { at, view: await read() };
      return kept.view;
    },
    forget() {
      kept = undefined;
    },
  };
}

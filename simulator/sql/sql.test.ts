import { testDatabase } from "@allotement/platform/database/test-database.ts";
import { resellerMigrations } from "@allotement/reseller/server.ts";
import { afterAll } from "vitest";
import { storeSuite, suiteSeason } from "../memory/store-suite.ts";
import { sqlNetwork, sqlVenue } from "../sides.sql.ts";

const drops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const drop of drops) await drop();
});

storeSuite(async (random, commitFault) => {
  const venue = await testDatabase(new URL("../../boxoffice/migrations", import.meta.url).pathname);
  const network = await testDatabase(resellerMigrations);
  drops.push(venue.drop, network.drop);
  return {
    venueSide: await sqlVenue(venue.database, suiteSeason, { commitFault }),
    networkSide: await sqlNetwork(network.database, suiteSeason, random, { commitFault }),
  };
});

import { memoryNetwork } from "./network.ts";
import { storeSuite, suiteSeason } from "./store-suite.ts";
import { memoryVenue } from "./venue.ts";

storeSuite(async (random, commitFault) => ({
  venueSide: memoryVenue(suiteSeason, { commitFault }),
  networkSide: memoryNetwork(suiteSeason, random, { commitFault }),
}));

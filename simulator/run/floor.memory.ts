import { memoryNetwork } from "../memory/network.ts";
import { memoryVenue } from "../memory/venue.ts";
import type { Floor } from "../world.ts";

/** Both sides in memory. */
export const memoryFloor: Floor = (season, options, machines) => ({
  venue: memoryVenue(season, options.venue),
  network: memoryNetwork(season, machines.reseller.chance, options.network),
});

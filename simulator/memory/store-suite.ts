import type { Random } from "@allotement/platform/ports.ts";
import { beforeAll, beforeEach } from "vitest";
import { smallSeason } from "../season.ts";
import type { CommitFault, NetworkConnection, NetworkSide, VenueConnection, VenueSide } from "../sides.ts";
import { calledMethods } from "./store-suite.called.ts";
import { contingentSuite } from "./store-suite.contingent.ts";
import { counterSuite } from "./store-suite.counter.ts";
import { feedSuite } from "./store-suite.feed.ts";
import { fileLinesSuite } from "./store-suite.file-lines.ts";
import { houseSuite } from "./store-suite.house.ts";
import { inboxSuite } from "./store-suite.inbox.ts";
import { integrationSuite } from "./store-suite.integration.ts";
import { operationsSuite } from "./store-suite.operations.ts";
import { reschedulesSuite } from "./store-suite.reschedules.ts";
import { restoreSuite } from "./store-suite.restore.ts";
import { salesSuite } from "./store-suite.sales.ts";
import { seatsSuite } from "./store-suite.seats.ts";
import { transactionsSuite } from "./store-suite.transactions.ts";

/** Both sides, as they stand at the beginning of each case, with a fresh server on each. */
export interface Stage {
  venueSide: VenueSide;
  networkSide: NetworkSide;
  venue: VenueConnection;
  network: NetworkConnection;
  /** What the next commits of the sides come to; «commit» when the list is at its end. */
  fates: (() => CommitFault)[];
  /** Where the reseller draws its barcodes from. */
  random: RepeatingRandom;
}

export const suiteSeason = smallSeason({ seats: 6, shows: 2, performances: 2 });

/** Bytes that a case may have drawn once more, so that barcodes collide. */
export interface RepeatingRandom extends Random {
  /** The next draws are the last ones again. */
  repeat(draws: number): void;
}

function repeatingRandom(): RepeatingRandom {
  let drawn = 0;
  return {
    bytes(length) {
      drawn += 1;
      return new Uint8Array(length).map((_, index) => (drawn * 37 + index * 7) % 250);
    },
    repeat(draws) {
      drawn -= draws;
    },
  };
}

type Sides = Pick<Stage, "venueSide" | "networkSide">;
type OpenSides = (random: Random, fate: () => CommitFault) => Promise<Sides>;

/**
 * What every store of the exchange promises, whatever it stands on: run on memory and on PostgreSQL, so that the two
 * cannot drift apart. Each case begins on an untouched season.
 */
export function storeSuite(open: OpenSides): void {
  let sides: Sides;
  const random = repeatingRandom();
  const called = calledMethods();
  let begin: (() => void | Promise<void>)[];
  let current: Stage | undefined;
  beforeAll(async () => {
    sides = await open(random, () => current?.fates.shift()?.() ?? "commit");
    begin = [await sides.venueSide.backup(), await sides.networkSide.backup()];
    return async () => {
      await sides.venueSide.close();
      await sides.networkSide.close();
    };
  });
  beforeEach(async () => {
    for (const restore of begin) await restore();
    const venueSide = { ...sides.venueSide, connect: () => called.ofVenue(sides.venueSide.connect()) };
    const networkSide = {
      ...sides.networkSide,
      connect: () => called.ofNetwork(sides.networkSide.connect()),
    };
    const [venue, network] = [venueSide.connect(), networkSide.connect()];
    current = { venueSide, networkSide, venue, network, random, fates: [] };
  });
  const stage = () => {
    if (!current) throw new Error("the stage stands only while a case is played");
    return current;
  };
  seatsSuite(stage);
  operationsSuite(stage);
  inboxSuite(stage);
  fileLinesSuite(stage);
  integrationSuite(stage);
  houseSuite(stage);
  counterSuite(stage);
  contingentSuite(stage);
  salesSuite(stage);
  feedSuite(stage);
  reschedulesSuite(stage);
  restoreSuite(stage);
  transactionsSuite(stage);
  called.testThatNoneIsLeft();
}

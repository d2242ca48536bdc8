import { raw, sql } from "@allotement/platform/database/database.ts";
import { type Tampering, tampered } from "@allotement/platform/database/tampered-database.fixture.ts";
import { systemIds, systemRandom } from "@allotement/platform/ports.system.ts";
import { chainStart, faultOfPage } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  institutionCode,
  movableClock,
  type Network,
  operation,
  performanceNumber,
  price,
  putOnSale,
  send,
  startNetwork,
} from "../network.fixture.ts";
import { saleStore } from "../point-of-sale/sales.store.ts";
import { openBasket, sellBasket } from "../point-of-sale/sales.ts";
import { feedStore } from "./feed.store.ts";
import { salesPage } from "./feed.ts";

/** A race is a matter of chance: a control that has not shown it yet fights again, on books of its own. */
const fightsAgain = 3;

/** 24 sellers sell two seats each, and 8 readers page through the feed meanwhile, with pauses before every write. */
const sellers = Array.from({ length: 24 }, (_, index) => index);
const readers = Array.from({ length: 8 }, (_, index) => index);
const seller = { userName: "seller", role: "seller", pointOfSale: "Paris" } as const;
const institution = { institutionCode, streamId: "0192f3a0-0000-7000-8000-00000000000c" };

let network: Network;

beforeEach(async () => {
  network = await startNetwork({ poolSize: 32 });
  const seats = sellers.flatMap((index) => [2 * index + 1, 2 * index + 2]);
  await send(network, operation("allot", seats, 1));
  await putOnSale(network);
});
afterEach(() => network.close());

/** Lets sellers and readers run; answers what each reader has seen, page by page, up to the feed's end. */
async function readWhileSold(tampering: Partial<Tampering>) {
  const database = tampered(network.database, { pauseMilliseconds: 20, ...tampering });
  const sales = { store: saleStore(database, systemRandom), clock: movableClock(), ids: systemIds };
  let selling = true;
  const sell = async (index: number) => {
    const seatCodes = [2 * index + 1, 2 * index + 2];
    const basket = await openBasket(sales, { institutionCode, performanceNumber, seatCodes }, seller);
    if (!("basketId" in basket)) throw new Error(`no basket: ${basket.refused}`);
    const lines = seatCodes.map((seatCode) => ({ seatCode, priceTypeCode: price.priceTypeCode }));
    const order = await sellBasket(sales, institutionCode, basket.basketId, { holder: null, lines }, seller);
    expect(order).toHaveProperty("orderId");
  };
  const read = async (index: number) => {
    const seen: FeedEvent[] = [];
    for (let more = true; more; ) {
      const last = !selling;
      // A page that fails is asked for again, as the venue does.
      const after = seen.at(-1)?.sequence ?? 0;
      const page = await salesPage(feedStore(database), institution, after, 3 + index).catch(() => undefined);
      seen.push(...(page?.events ?? []));
      more = !last || page === undefined || page.events.length > 0;
    }
    return seen;
  };
  const reading = readers.map(read);
  const sold = await Promise.allSettled(sellers.map(sell));
  selling = false;
  expect(sold.filter((sale) => sale.status === "rejected")).toEqual([]);
  return { seen: await Promise.all(reading), stoppedBy: database.stoppedBy };
}

test("no reader ever passes over an event, however long sale and numbering take", async () => {
  const { seen, stoppedBy } = await readWhileSold({});
  expect(stoppedBy).toEqual([]);
  for (const events of seen) {
    expect(events.map((event) => event.sequence)).toEqual(
      Array.from({ length: 48 }, (_, index) => index + 1),
    );
    const start = { streamId: institution.streamId, sequence: 0, hash: chainStart };
    expect(faultOfPage(start, { streamId: institution.streamId, head: 48, events })).toBeUndefined();
  }
});

test("without the feed's lock two number at once, and the key of the numbers stops them", {
  retry: fightsAgain,
}, async () => {
  const { stoppedBy } = await readWhileSold({
    without: [{ find: "pg_advisory_xact_lock(", replace: "least(" }],
  });
  expect(stoppedBy).not.toEqual([]);
  for (const wall of stoppedBy)
    expect(wall).toMatch(
      /^feed_events_institution_code_sequence_key$|an event was numbered by somebody without the feed's lock/,
    );
});

test("numbers taken from a sequence inside the sale would make readers pass over events", {
  retry: fightsAgain,
}, async () => {
  await network.database.run(raw("create sequence taken_too_early"));
  const { seen } = await readWhileSold({
    without: [
      {
        find: "(institution_code, event_id, facts)",
        replace: "(institution_code, event_id, facts, sequence, previous_hash, hash)",
      },
      { find: "e.event_id, e.facts\n", replace: "e.event_id, e.facts, nextval('taken_too_early'), '', ''\n" },
    ],
  });
  const written = await network.database.rows(sql`select from feed_events where sequence is not null`);
  expect(written).toHaveLength(48);
  expect(seen.some((events) => events.length < 48)).toBe(true);
});

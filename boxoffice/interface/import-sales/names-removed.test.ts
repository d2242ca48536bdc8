import { sql } from "@allotement/platform/database/database.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { removeNames } from "../../house/people/remove-names.ts";
import { boxofficeInvariants } from "../../verify/invariants.ts";
import { openHouse, type TestHouse } from "../house.fixture.ts";
import { type TestReseller, testReseller } from "../reseller.fixture.ts";
import { fetchSales } from "./fetch.ts";

let house: TestHouse;
let reseller: TestReseller;

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
});
afterEach(() => house.drop());

const later = { now: () => new Date("2030-01-01T00:00:00.000Z"), sleep: async () => undefined };
const chain = async () => {
  const broken: string[] = [];
  for (const { title, check } of boxofficeInvariants.filter(({ number }) => number === 12))
    for (const { where, detail } of await check(house.database, { now: house.clock.now() }))
      broken.push(`${title}: ${where}: ${detail}`);
  return broken;
};

test("a received sale loses its customer's name, keeps its place in the feed's chain, and the next one is received", async () => {
  const holder = { surname: "MARTIN", firstName: "Zoé" };
  reseller.record({ seatCode: 1, holder });
  reseller.record({ seatCode: 2, holder: null });
  await fetchSales(house.store, reseller.line(house), house.ports);
  await house.database.run(sql`update organizers set names_kept_months = 12, names_kept_by = 1`);
  expect(await removeNames({ database: house.database, clock: later })).toBe(2);
  const rows = await house.database.rows(sql`
    select event->'holder' as holder, name_removed_at is not null as removed from feed_inbox order by sequence`);
  expect(rows).toEqual([
    { holder: null, removed: true },
    { holder: null, removed: false },
  ]);
  reseller.record({ seatCode: 3, holder });
  await fetchSales(house.store, reseller.line(house), house.ports);
  expect(await chain()).toEqual([]);
  // What was not marked is still held to its hash, and what was, to its place.
  await house.database.run(sql`
    update feed_inbox set event = jsonb_set(event, '{barcode}', '"02999999999999"') where sequence = 2`);
  expect(await chain()).toEqual([expect.stringContaining("event 2: its content is not what was hashed")]);
});

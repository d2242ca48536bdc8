import { sql } from "@allotement/platform/database/database.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { type Season, setUpSeason } from "../season.fixture.ts";
import { hashOfEntry, type Seal, sealJournal } from "./seal-journal.ts";
import { sealJournals, startSealer } from "./sealer.ts";
import { entriesToSeal, sqlSealStore } from "./seals.store.ts";

let house: House;
let season: Season;
let other: Season;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
  other = await setUpSeason(house, 700);
});
afterAll(() => house.close());

const seals = (organizerId = 669) =>
  house.database.rows<Seal>(sql`
    select entry_number as "entryNumber", previous_hash as "previousHash", hash from journal_seals
    where organizer_id = ${organizerId} order by entry_number`);
const onInvoice = (seatCode: number) => season.sell([seatCode], { paymentMethodId: season.invoiceMethodId });

test("each line is sealed once, chained to the one before, over all that it says and the debt that it moves", async () => {
  await season.sell([1, 2]);
  await onInvoice(3);
  const head = await sealJournal(sqlSealStore(house.database, 669));
  const sealed = await seals();
  expect(sealed.map(({ entryNumber }) => entryNumber)).toEqual([1, 2, 3]);
  expect(head).toEqual({ entryNumber: 3, hash: sealed[2]?.hash });
  const entries = await entriesToSeal(house.database, 669, 0, 10);
  expect(entries[2]?.debts).toEqual([{ customerAccountId: season.customerAccountId, amountCents: 4_900 }]);
  let before = chainStart;
  for (const [index, entry] of entries.entries()) {
    expect(sealed[index]).toMatchObject({ previousHash: before, hash: hashOfEntry(669, before, entry) });
    before = sealed[index]?.hash ?? "";
  }
  const third = entries[2];
  if (!third) throw new Error("no entry");
  for (const change of [{ operatorId: 9 }, { resellerFeeCents: 1 }, { at: new Date(0) }, { debts: [] }])
    expect(hashOfEntry(669, sealed[1]?.hash ?? "", { ...third, ...change })).not.toBe(sealed[2]?.hash);
  await sealJournal(sqlSealStore(house.database, 669));
  expect(await seals()).toEqual(sealed);
});

test("sealers and bookings at once leave one chain without a gap", async () => {
  await Promise.all([
    ...[4, 5, 6, 7, 8].map((seatCode) => season.sell([seatCode])),
    ...Array.from({ length: 6 }, () => sealJournal(sqlSealStore(house.database, 669))),
  ]);
  await sealJournals({ database: house.database, onFailure: (error) => expect(error).toBeUndefined() });
  const sealed = await seals();
  expect(sealed.map(({ entryNumber }) => entryNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const [index, seal] of sealed.entries())
    expect(seal.previousHash).toBe(sealed[index - 1]?.hash ?? chainStart);
});

test("a seal is never changed or removed", async () => {
  const { database } = house;
  await expect(database.run(sql`update journal_seals set hash = ''`)).rejects.toThrow("append-only");
  await expect(database.run(sql`delete from journal_seals`)).rejects.toThrow("append-only");
  await expect(database.run(sql`truncate journal_seals`)).rejects.toThrow("append-only");
});

test("the sealer seals at its start, each organizer's journal on its own, and one fault stops no other", async () => {
  await season.sell([9]);
  await other.sell([1]);
  const failures: string[] = [];
  const { database, clock } = house;
  // Organizer 669's journal has lost a line, as only a hand in the database could do it.
  await database.transaction(async (transaction) => {
    await transaction.run(sql`set local session_replication_role = replica`);
    await transaction.run(
      sql`update cash_journal set entry_number = 10 where organizer_id = 669 and entry_number = 9`,
    );
  });
  let stop = async () => {};
  await new Promise<void>((resolve) => {
    const sleeping = { ...clock, sleep: async () => resolve() };
    stop = startSealer({ database, clock: sleeping, onFailure: (error) => failures.push(String(error)) });
  });
  await stop();
  expect(await seals(700)).toHaveLength(1);
  expect(await seals(669)).toHaveLength(8);
  expect(failures[0]).toContain("the journal of organizer 669 has no entry 9");
});

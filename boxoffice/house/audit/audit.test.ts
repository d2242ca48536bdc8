import { sql } from "@allotement/platform/database/database.ts";
import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../house.fixture.ts";
import { appendAudit } from "./audit.store.ts";
import { type AuditFacts, hashOfAudit } from "./audit.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
  for (const organizerId of [669, 700]) await house.organizer(organizerId);
});
afterAll(() => house.close());

const append = (organizerId: number, subject: Record<string, unknown>) =>
  house.database.transaction((transaction) =>
    appendAudit(transaction, organizerId, new Date("2026-01-05T09:00:00.123Z"), {
      action: "changeConnection",
      operatorId: 1,
      secondOperatorId: null,
      subject,
    }),
  );

const entries = (organizerId: number) =>
  house.database.rows<AuditFacts & { previousHash: string; hash: string }>(sql`
    select organizer_id as "organizerId", entry_number as "entryNumber", at, action, operator_id as "operatorId",
      second_operator_id as "secondOperatorId", subject, previous_hash as "previousHash", hash
    from audit_entries where organizer_id = ${organizerId} order by entry_number`);

test("entries are numbered without a gap and chained, each organizer's on its own, however many write at once", async () => {
  await append(700, {});
  await Promise.all(Array.from({ length: 12 }, (_, index) => append(669, { index })));
  const written = await entries(669);
  expect(written.map(({ entryNumber }) => entryNumber)).toEqual(written.map((_, index) => index + 1));
  expect(written).toHaveLength(12);
  let before = chainStart;
  for (const entry of written) {
    expect(entry.previousHash).toBe(before);
    before = entry.hash;
  }
  expect(await entries(700)).toHaveLength(1);
});

test("the hash fits the entry as the database gives it back, whatever its subject holds", async () => {
  const subject = {
    name: "Théâtre «é» \u2028",
    seats: [3, 1],
    ratio: 0.1,
    big: 1e21,
    none: undefined,
    zero: -0,
  };
  await append(700, subject);
  const entry = (await entries(700)).at(-1);
  if (!entry) throw new Error("nothing was written");
  expect(entry.subject).not.toHaveProperty("none");
  expect(hashOfAudit(entry.previousHash, entry)).toBe(entry.hash);
  expect(hashOfAudit(entry.previousHash, { ...entry, operatorId: 2 })).not.toBe(entry.hash);
});

test("an entry is never changed or removed, and the second person is another one", async () => {
  const { database } = house;
  await expect(database.run(sql`update audit_entries set operator_id = 1`)).rejects.toThrow("append-only");
  await expect(database.run(sql`delete from audit_entries`)).rejects.toThrow("append-only");
  await expect(database.run(sql`truncate audit_entries`)).rejects.toThrow("append-only");
  const alone = database.transaction((transaction) =>
    appendAudit(transaction, 669, house.clock.now(), {
      action: "changeConnection",
      operatorId: 1,
      secondOperatorId: 1,
      subject: {},
    }),
  );
  await expect(alone).rejects.toThrow("check constraint");
});

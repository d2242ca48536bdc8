import { sql } from "@allotement/platform/database/database.ts";
import { systemIds } from "@allotement/platform/ports.system.ts";
import { encryptSecret } from "@allotement/platform/secrets.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connectionOf, saveConnection } from "./configure/connection.store.ts";
import { openHouse, priceTypeCode, showNumber, type TestHouse } from "./house.fixture.ts";
import { type TestReseller, testReseller } from "./reseller.fixture.ts";
import { type InterfaceWorkers, startWorkers } from "./workers.ts";

let house: TestHouse;
let reseller: TestReseller;
let workers: InterfaceWorkers;
const encryptionKey = new Uint8Array(32);

beforeEach(async () => {
  house = await openHouse();
  reseller = testReseller(house.clock);
  const passwordEncrypted = encryptSecret(encryptionKey, "secret", house.ports.random);
  await house.database.run(sql`update reseller_connections set password_encrypted = ${passwordEncrypted}`);
  workers = await startWorkers({
    database: house.database,
    network: { request: (request) => reseller.request(request) },
    ports: house.ports,
    encryptionKey,
    onFailure: () => undefined,
  });
});
afterEach(async () => {
  await workers.stop();
  await house.drop();
});

async function save(): Promise<void> {
  const connection = await connectionOf(house.database, 669);
  if (!connection) throw new Error("the house has a connection");
  const row = { ...connection, passwordEncrypted: undefined };
  await house.database.transaction((transaction) =>
    saveConnection(transaction, row, [priceTypeCode], house.time.now),
  );
  await workers.restart(669);
}
const fault = async () =>
  (await house.database.first<{ fault: { fault: string } | null }>(sql`select fault from feed_cursors`))
    ?.fault?.fault ?? null;

test("a connection saved twice at once leaves one worker, and none once the server has stopped", async () => {
  await Promise.all([save(), save(), save()]);
  await workers.stop();
  await new Promise((resolve) => setTimeout(resolve, 100));
  reseller.calls = [];
  // The clock stands still: a worker left over would fetch again only once it moves.
  house.time.now = new Date("2026-10-01T11:00:00.000Z");
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(reseller.calls).toEqual([]);
});

test("towards the wrong server receiving stops; back at the right one, saving the connection lets it go on", async () => {
  reseller.record({ seatCode: 1 });
  await workers.of(669)?.fetchNow();
  const right = reseller.streamId;
  reseller.streamId = systemIds.uuid();
  await save();
  await expect.poll(fault).toBe("otherStream");
  reseller.streamId = right;
  reseller.record({ seatCode: 2 });
  await workers.of(669)?.fetchNow();
  expect(await fault()).toBe("otherStream");
  await save();
  await expect.poll(async () => (await house.database.rows(sql`select from feed_inbox`)).length).toBe(2);
  expect(await fault()).toBeNull();
});

test("a connection saved while the feed is still at fault is stopped again before anything is sent", async () => {
  const run = await house.startRun({ kind: "allot" });
  workers.of(669)?.wake();
  const finished = async () =>
    (
      await house.database.rows(
        sql`select from interface_runs where run_id = ${run} and finished_at is not null`,
      )
    ).length;
  await expect.poll(finished).toBe(1);
  reseller.record({ seatCode: 1 });
  await workers.of(669)?.fetchNow();
  reseller.events = [];
  await workers.of(669)?.fetchNow();
  expect(await fault()).toBe("headBehindCursor");
  await house.startRun({ kind: "recall", seatCodes: [2] });
  await save();
  await expect.poll(fault).toBe("headBehindCursor");
  await house.startRun({ kind: "import", lines: [{ showNumber }] });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await house.states())[1]).toBe("recalling");
});

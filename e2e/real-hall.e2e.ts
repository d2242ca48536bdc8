import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { priceGridCreated } from "@allotement/boxoffice/api/prices.ts";
import { performancesCreated, showCreated, showGroupCreated } from "@allotement/boxoffice/api/programme.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CallRefused, type Client, resellerStaff } from "../dev/seed/client.ts";
import { allot, importSales, recall } from "../dev/seed/exchange.ts";
import { connect, openInstitution, sellAtNetwork, setStatus, setUpNetwork } from "../dev/seed/network.ts";
import { demoPassword } from "../dev/seed/people.ts";
import { setUpVenue, type Venue } from "../dev/seed/venue.ts";
import { startWorld, type World } from "../dev/world.ts";

const file = join(process.env.ALLOTEMENT_SHARED ?? "../shared", "data/plans/dance-hall-1115.json");
const there = existsSync(file);
if (!there)
  console.warn(
    `SKIPPED: the real hall ${file} is not on this machine (set ALLOTEMENT_SHARED to its folder).`,
  );

const organizer = { organizerId: 501, name: "SALLE DE DANSE" };
const institutionCode = 5010;
const capacity = 1115;
const soldCount = 300;

describe.skipIf(!there)(
  "a real hall of 1,115 places, put on sale at the network, sold there, brought home",
  () => {
    let world: World;
    let boxoffice: Database;
    let reseller: Database;
    let venue: Venue;
    let seller: Client;
    let showNumber: number;
    let performance: number;

    beforeAll(async () => {
      world = await startWorld();
      const open = (connectionString: string) =>
        openDatabase({ connectionString, poolSize: 2, applicationName: "real hall" });
      boxoffice = await open(world.boxofficeDatabaseUrl);
      reseller = await open(world.resellerDatabaseUrl);
      const network = await setUpNetwork(world.resellerUrl, world.setupToken);
      venue = await setUpVenue(world.boxofficeUrl, world.setupToken, organizer, await readFile(file, "utf8"));
      const credential = { userName: "danse", password: "une-longue-phrase" };
      await openInstitution(network, venue, { institutionCode, name: organizer.name }, credential);
      await connect(venue, world.resellerUrl, institutionCode, credential);
      ({ showNumber, performance } = await programme(venue));
      seller = await resellerStaff(world.resellerUrl, "vente", demoPassword);
      await everySeat(venue, performance, venue.interfaceBlock.holdCode);
      const run = await allot(venue.clerk, showNumber, [performance]);
      expect(run.seats).toMatchObject({ total: capacity, accepted: capacity, refused: 0, waiting: 0 });
      await setStatus(network, institutionCode, showNumber, "announced", "onSale");
    });
    afterAll(async () => {
      await boxoffice?.close();
      await reseller?.close();
      await world?.close();
    });

    test("all places are held and allotted in one run, and the reseller offers each of them", async () => {
      expect(venue.capacity).toBe(capacity);
      expect(await countBy(reseller, "contingent_seats")).toEqual({ offered: capacity });
    });

    test("16 buyers that fight for the same 300 seats buy each of them once", {
      timeout: 240_000,
    }, async () => {
      const wanted = Array.from({ length: soldCount }, (_, index) => 1 + ((index * 37) % capacity));
      expect(new Set(wanted).size).toBe(soldCount);
      const market = { wanted, gone: new Set<number>(), lost: 0 };
      const bought = await Promise.all(Array.from({ length: 16 }, (_, buyer) => buy(buyer, market)));
      expect(bought.flat().sort((a, b) => a - b)).toEqual([...wanted].sort((a, b) => a - b));
      expect(market.lost).toBeGreaterThan(soldCount / 2);
      expect(await countBy(reseller, "contingent_seats")).toEqual({
        offered: capacity - soldCount,
        sold: soldCount,
      });
    });

    test("the sales are integrated, the rest recalled, and both databases agree seat by seat", async () => {
      const integrated = await importSales(venue.clerk, [{ showNumber }]);
      expect(integrated.import?.shows).toMatchObject([{ integrated: soldCount, blocked: [], pending: 0 }]);
      const back = await recall(venue.clerk, performance, "all");
      expect(back.seats).toMatchObject({
        total: capacity - soldCount,
        accepted: capacity - soldCount,
        refused: 0,
      });
      await expectAgreement();
    });

    test("run twice, nothing doubles", async () => {
      const again = await importSales(venue.clerk, [{ showNumber }]);
      expect(again.import).toMatchObject({ chosen: 0, shows: [] });
      expect((await recall(venue.clerk, performance, "all")).seats).toMatchObject({ total: 0 });
      await expectAgreement();
    });

    /**
     * Goes through the wanted seats, four buyers side by side from each quarter of the list, and tries every one that
     * nobody has bought yet; answers the seats it bought. `lost` counts the baskets that somebody else was faster for.
     */
    async function buy(
      buyer: number,
      market: { wanted: number[]; gone: Set<number>; lost: number },
    ): Promise<number[]> {
      const { wanted, gone } = market;
      const bought: number[] = [];
      for (let index = 0; index < wanted.length; index++) {
        const seat = wanted[(index + Math.floor(buyer / 4) * 75) % wanted.length];
        if (seat === undefined || gone.has(seat)) continue;
        try {
          await sellAtNetwork(seller, institutionCode, performance, [seat], venue.ticketnet.fullPrice, null);
          bought.push(seat);
          gone.add(seat);
        } catch (error) {
          if (!(error instanceof CallRefused) || error.status !== 409) throw error;
          market.lost += 1;
        }
      }
      return bought;
    }

    async function expectAgreement() {
      const ours = await boxoffice.rows<{ seat: number; state: string }>(
        sql`select seat_code as seat, state from performance_seats order by 1`,
      );
      const theirs = await reseller.rows<{ seat: number; state: string }>(
        sql`select seat_code as seat, state from contingent_seats order by 1`,
      );
      const matching = { sold: "sold", held: "withdrawn" };
      const differences = ours.filter(
        ({ seat, state }, index) =>
          theirs[index]?.seat !== seat ||
          !Object.entries(matching).some(([v, r]) => v === state && r === theirs[index]?.state),
      );
      expect(differences).toEqual([]);
      expect(ours.length).toBe(capacity);
      expect(await countBy(boxoffice, "performance_seats")).toEqual({
        sold: soldCount,
        held: capacity - soldCount,
      });

      const paid = await reseller.first<{ count: number; cents: number }>(sql`
      select count(*)::int as count, sum(face_value_cents + venue_fee_cents + organizer_fee_cents)::int as cents
      from order_lines where cancelled_at is null`);
      const journal = await boxoffice.first<{ count: number; cents: number }>(sql`
      select count(*)::int as count, sum(amount_cents)::int as cents from cash_journal where kind = 'sale'`);
      expect(journal).toEqual(paid);
      expect(journal?.count).toBe(soldCount);
      const debts = await boxoffice.rows<{ account: number; cents: number }>(sql`
      select customer_account_id as account, sum(amount_cents)::int as cents from receivables group by 1`);
      expect(debts.map((debt) => debt.cents)).toEqual([paid?.cents]);
      const barcodes = (database: Database, table: string) =>
        database.rows<{ barcode: string }>(
          table === "tickets"
            ? sql`select barcode from tickets order by 1`
            : sql`select barcode from order_lines order by 1`,
        );
      expect(await barcodes(boxoffice, "tickets")).toEqual(await barcodes(reseller, "order_lines"));
    }
  },
);

async function countBy(database: Database, table: "performance_seats" | "contingent_seats") {
  const rows = await database.rows<{ state: string; count: number }>(
    table === "performance_seats"
      ? sql`select state, count(*)::int as count from performance_seats group by 1`
      : sql`select state, count(*)::int as count from contingent_seats group by 1`,
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

async function programme(venue: Venue): Promise<{ showNumber: number; performance: number }> {
  const { support, hallCode } = venue;
  const { showGroupId } = await support.send("POST", "/api/show-groups", { name: "DANSE" }, showGroupCreated);
  const show = { showGroupId, hallCode, title: "GISELLE" };
  const { showNumber } = await support.send("POST", "/api/shows", show, showCreated);
  const lines = [...venue.categories.values()].map((seatCategoryCode, index) => ({
    priceTypeCode: venue.ticketnet.fullPrice,
    seatCategoryCode,
    faceValueCents: 9000 - index * 1300,
    venueFeeCents: 120,
    organizerFeeCents: 180,
  }));
  const grid = { validFrom: "2020-01-01T00:00:00.000Z", lines };
  await support.send("POST", `/api/shows/${showNumber}/price-grids`, grid, priceGridCreated);
  const performances = [{ localDate: "2099-05-09", localTime: "19:30" }];
  const created = await support.send(
    "POST",
    `/api/shows/${showNumber}/performances`,
    { performances },
    performancesCreated,
  );
  const [performance] = created.performanceNumbers;
  if (performance === undefined) throw new Error("no performance was created");
  return { showNumber, performance };
}

async function everySeat(venue: Venue, performance: number, holdCode: number): Promise<void> {
  const answer = await venue.support.raw("POST", `/api/performances/${performance}/holds`, {
    holdCode,
    seatCodes: "all",
  });
  expect(answer).toMatchObject({ status: 200, body: { changed: capacity, refused: [] } });
}

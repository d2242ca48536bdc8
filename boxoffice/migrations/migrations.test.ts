import { fileURLToPath } from "node:url";
import { sql } from "@allotement/platform/database/database.ts";
import { migrate } from "@allotement/platform/database/migrate.ts";
import { dumpSchema } from "@allotement/platform/database/schema-dump.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type House, openHouse } from "../house/house.fixture.ts";
import { type Season, setUpSeason } from "../house/season.fixture.ts";

const directory = fileURLToPath(new URL(".", import.meta.url));
let house: House;
let season: Season;

beforeAll(async () => {
  house = await openHouse();
  season = await setUpSeason(house, 669);
  await season.sell([1]);
  await season.clerk.post(`/api/performances/${season.performanceNumber}/holds`, {
    holdCode: season.holdCode,
    seatCodes: [2],
  });
});
afterAll(() => house.close());

test("migrations run twice change nothing, and make the schema of the committed dump", async () => {
  await migrate(house.database, directory, house.clock);
  // After a change that is meant: npx vitest run boxoffice/migrations -u
  await expect(await dumpSchema(house.database)).toMatchFileSnapshot("./dump.txt");
});

test.each([
  ["sold without a movement", 3, sql`state = 'soldAtCounter'`],
  ["freed without a movement", 1, sql`state = 'free'`],
  ["freed by forgetting its movements", 1, sql`state = 'free', movement_serial = null`],
  ["put into a hold without a movement", 3, sql`state = 'held', hold_code = 6690007`],
  ["moved to another hold without a movement", 2, sql`hold_code = null`],
  ["moved by a movement that does not exist", 3, sql`state = 'blocked', movement_serial = 1`],
  ["moved back to an older movement", 2, sql`state = 'held', movement_serial = 0`],
])("a seat cannot be %s, whoever asks the database", async (_what, seatCode, change) => {
  const update = house.database.run(sql`
    update performance_seats set ${change}
    where organizer_id = 669 and performance_number = ${season.performanceNumber} and seat_code = ${seatCode}`);
  await expect(update).rejects.toThrow(/violates|movement/);
});

test("a movement that is not in the table of transitions is refused", async () => {
  const insert = house.database.run(sql`
    insert into seat_movements (organizer_id, performance_number, seat_code, serial, movement, from_state, to_state,
      command, at)
    values (669, ${season.performanceNumber}, 2, 2, 'sellAtCounter', 'held', 'soldAtCounter', 0, now())`);
  await expect(insert).rejects.toThrow("foreign key");
});

test("a seat's counters never fall", async () => {
  await house.database.run(sql`
    update performance_seats set command = 5, fence = 3
    where organizer_id = 669 and performance_number = ${season.performanceNumber} and seat_code = 4`);
  for (const change of [sql`command = 4`, sql`fence = 2`]) {
    const update = house.database.run(sql`
      update performance_seats set ${change}
      where organizer_id = 669 and performance_number = ${season.performanceNumber} and seat_code = 4`);
    await expect(update).rejects.toThrow("never fall");
  }
});

test("a seat has one live ticket at most", async () => {
  const insert = house.database.run(sql`
    insert into tickets (organizer_id, performance_number, seat_code, sold_through, face_value_cents, venue_fee_cents,
      organizer_fee_cents, barcode, sold_at)
    values (669, ${season.performanceNumber}, 1, 'counter', 1, 0, 0, '01999999999999', now())`);
  await expect(insert).rejects.toThrow("tickets_one_live_per_seat");
});

import { sql } from "@allotement/platform/database/database.ts";
import { migrate } from "@allotement/platform/database/migrate.ts";
import { dumpSchema } from "@allotement/platform/database/schema-dump.ts";
import { type TestDatabase, testDatabase } from "@allotement/platform/database/test-database.ts";
import { systemClock } from "@allotement/platform/ports.system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seatTransitions } from "../contingent/contingent.ts";
import { resellerMigrations } from "../server.ts";

let made: TestDatabase;

beforeAll(async () => {
  made = await testDatabase(resellerMigrations);
});
afterAll(() => made.drop());

test("the migrations, run again, change nothing and make the schema of the committed dump", async () => {
  await migrate(made.database, resellerMigrations, systemClock);
  // After a change that is meant: npx vitest run reseller/migrations -u
  await expect(await dumpSchema(made.database)).toMatchFileSnapshot("./dump.txt");
});

test("the database allows exactly the transitions that the rule knows", async () => {
  const rows = await made.database.rows<{ line: string }>(
    sql`select movement || ' ' || from_state || ' ' || to_state as line from contingent_transitions`,
  );
  const known = seatTransitions.map(({ movement, from, to }) => `${movement} ${from} ${to}`);
  expect(rows.map(({ line }) => line).sort()).toEqual([...known].sort());
});

test("no statement lets a seat forget a command, or change its state without a movement", async () => {
  const { database } = made;
  await database.run(sql`
    insert into contingent_seats (institution_code, performance_number, seat_code, state, command)
    values (1, 1, 1, 'none', 5)`);
  await expect(database.run(sql`update contingent_seats set command = 4`)).rejects.toThrow("never fall");
  await expect(database.run(sql`delete from contingent_seats`)).rejects.toThrow("never fall");
  await expect(
    database.run(
      sql`update contingent_seats set state = 'offered', seat_category_code = 1, movement_serial = 1`,
    ),
  ).rejects.toThrow("contingent_seats_follow_movements");
});

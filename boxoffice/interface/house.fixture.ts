import { type Database, sql } from "@allotement/platform/database/database.ts";
import { type TestDatabase, testDatabase } from "@allotement/platform/database/test-database.ts";
import { noCrash, systemIds, systemRandom } from "@allotement/platform/ports.system.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { lockSeats, moveSeats } from "../house/inventory/inventory.store.ts";
import type { RunRequest } from "./runs/runs.store.ts";
import { type InterfaceStore, sqlInterfaceStore } from "./store.ts";

/** For tests: a house of ten seats, all in the interface's hold, with a connection; towards a reseller that tests play. */

export const scope = { organizerId: 669, resellerId: 1 };
export const holdCode = 6690007;
export const showNumber = 50;
export const performanceNumber = 501;
export const priceTypeCode = 6690014;
export const settings = { resellerId: 1, holdCode, onPriceMismatch: "stop" as const };

export interface TestHouse {
  database: Database;
  store: InterfaceStore;
  /** The time that the house's clock shows. */
  time: { now: Date };
  clock: Clock;
  ports: { clock: Clock; crash: typeof noCrash; ids: typeof systemIds; random: typeof systemRandom };
  startRun(request: RunRequest): Promise<string>;
  /** The states of the seats 1 to 10. */
  states(): Promise<string[]>;
  drop: TestDatabase["drop"];
}

export async function openHouse(poolSize = 10): Promise<TestHouse> {
  const { database, drop } = await testDatabase(new URL("../migrations", import.meta.url).pathname, poolSize);
  await furnish(database);
  const store = sqlInterfaceStore(database, scope);
  const time = { now: new Date("2026-10-01T10:00:00.000Z") };
  // Waits are short whatever was asked for; the time only moves when a test moves it.
  const clock: Clock = {
    now: () => new Date(time.now),
    sleep: (_milliseconds, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, 5);
        signal?.addEventListener("abort", () => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
  return {
    database,
    store,
    time,
    clock,
    ports: { clock, crash: noCrash, ids: systemIds, random: systemRandom },
    async startRun(request) {
      const runId = systemIds.uuid();
      const steps = request.kind === "import" ? [] : [performanceNumber];
      await store.transaction((transaction) =>
        transaction.insertRun({ runId, request, operatorId: 1 }, steps, clock.now()),
      );
      return runId;
    },
    async states() {
      const rows = await database.rows<{ state: string }>(
        sql`select state from performance_seats order by seat_code`,
      );
      return rows.map((row) => row.state);
    },
    drop,
  };
}

async function furnish(database: Database): Promise<void> {
  const { organizerId, resellerId } = scope;
  const statements = [
    sql`insert into organizers (organizer_id, name) values (${organizerId}, 'Théâtre de la Lyre')`,
    sql`insert into operators (organizer_id, operator_id, initials, name, role, password_hash)
      values (${organizerId}, 1, 'CLK', 'Clerk', 'clerk', 'x'), (${organizerId}, 2, 'TKN', 'TICKETNET', 'system', null)`,
    sql`insert into halls (organizer_id, hall_code, name, capacity, width, height)
      values (${organizerId}, 7, 'PETITE SALLE', 10, 10, 10)`,
    sql`insert into floors values (${organizerId}, 7, 21, 'ORCHESTRE')`,
    sql`insert into zones values (${organizerId}, 7, 11, 21, 'PAIR')`,
    sql`insert into designations values (${organizerId}, 1, 'Fauteuil')`,
    sql`insert into seat_categories values (${organizerId}, 31, 'CARRE OR', 'OR', '#ffcc00')`,
    sql`insert into seats (organizer_id, hall_code, seat_code, guid, floor_code, zone_code, designation_code,
        seat_category_code, row_label, seat_number, x, y)
      select ${organizerId}, 7, code, code::text, 21, 11, 1, 31, 'A', code::text, code, 1
      from generate_series(1, 10) as code`,
    sql`insert into sales_channels values (${organizerId}, 2, 'TICKETNET', 'reseller')`,
    sql`insert into customer_accounts values (${organizerId}, 1, 'TICKETNET')`,
    sql`insert into payment_methods values (${organizerId}, 2, 'Facture TicketNet', 'invoice', 1)`,
    sql`insert into price_types (organizer_id, price_type_code, name, channel_kind)
      values (${organizerId}, ${priceTypeCode}, 'TICKETNET PLEIN TARIF', 'reseller')`,
    sql`insert into holds values (${organizerId}, ${holdCode}, 'TICKETNET')`,
    sql`insert into show_groups values (${organizerId}, 1, 'Saison')`,
    sql`insert into shows (organizer_id, show_number, show_group_id, hall_code, title)
      values (${organizerId}, ${showNumber}, 1, 7, 'La Lyre')`,
    sql`insert into performances (organizer_id, performance_number, show_number, hall_code, local_date, local_time,
        time_zone, starts_at)
      values (${organizerId}, ${performanceNumber}, ${showNumber}, 7, '2026-12-23', '19:00', 'Europe/Paris',
        '2026-12-23T18:00:00Z')`,
    sql`insert into performance_seats (organizer_id, performance_number, seat_code, hall_code)
      select ${organizerId}, ${performanceNumber}, seat_code, 7 from seats`,
    sql`insert into price_grids values (${organizerId}, 1, ${showNumber}, '2026-01-01T00:00:00Z')`,
    sql`insert into price_grid_lines values (${organizerId}, 1, ${priceTypeCode}, 31, 4800, 120, 180, 480)`,
    sql`insert into resellers values (${organizerId}, ${resellerId}, 'ticketnet', 'TicketNet')`,
    sql`insert into reseller_connections (organizer_id, reseller_id, server_url, institution_code, user_name,
        password_encrypted, operator_id, hold_code, payment_method_id, sales_channel_id)
      values (${organizerId}, ${resellerId}, 'https://network.example', 9999, 'lyre', 'x', 2, ${holdCode}, 2, 2)`,
    sql`insert into interface_price_types (organizer_id, reseller_id, price_type_code)
      values (${organizerId}, ${resellerId}, ${priceTypeCode})`,
  ];
  for (const statement of statements) await database.run(statement);
  await database.transaction(async (transaction) => {
    const seats = await lockSeats(transaction, organizerId, performanceNumber, "all");
    const at = new Date("2026-09-01T10:00:00.000Z");
    const changes = seats.map((seat) => ({
      seat,
      movement: "hold" as const,
      to: "held" as const,
      set: { holdCode },
    }));
    await moveSeats(transaction, { organizerId, performanceNumber, at, operatorId: 1 }, changes);
  });
}

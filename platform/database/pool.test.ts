import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, raw, sql, type Transaction } from "./database.ts";
import { openDatabase } from "./pool.ts";
import { emptyDatabase } from "./test-database.ts";

let database: Database;
let url: string;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ url, drop } = await emptyDatabase());
  database = await openDatabase({ connectionString: url, poolSize: 3 });
  await database.run(sql`create table seat (number integer primary key)`);
});

afterAll(async () => {
  await database.close();
  await drop();
});

const seats = sql`select number from seat order by number`;

describe("values", () => {
  test("columns arrive in the types that database.ts promises", async () => {
    const row = await database.first(sql`select
      12::bigint as large, '2026-11-23'::date as day, '19:00'::time as hour,
      '2026-11-23T19:00:00Z'::timestamptz as instant, '{"a": [1]}'::jsonb as parsed, '\\x00ff'::bytea as bytes,
      array[1, 2] as numbers, array[3, null]::bigint[] as large_numbers, '{}'::bigint[] as none,
      array['2026-11-23']::date[] as days, true as yes, null::bigint as nothing, 1.50::numeric(5, 2) as exact`);
    expect(row).toEqual({
      large: 12,
      day: "2026-11-23",
      hour: "19:00:00",
      instant: new Date("2026-11-23T19:00:00Z"),
      parsed: { a: [1] },
      bytes: Buffer.from([0, 255]),
      numbers: [1, 2],
      large_numbers: [3, null],
      none: [],
      days: ["2026-11-23"],
      yes: true,
      nothing: null,
      exact: "1.50",
    });
  });

  test("a bigint beyond what a number holds is an error, never a near value", async () => {
    const largest = sql`select ${String(Number.MAX_SAFE_INTEGER)}::bigint as value`;
    expect(await database.first(largest)).toEqual({ value: Number.MAX_SAFE_INTEGER });
    await expect(database.first(sql`select 9007199254740993::bigint as value`)).rejects.toThrow("too large");
    expect(await database.first(sql`select 1 as one`)).toEqual({ one: 1 });
  });

  test("a civil date stays the same day whatever the server's time zone", async () => {
    await database.transaction(async (transaction) => {
      await transaction.run(sql`set local time zone 'Pacific/Kiritimati'`);
      expect(await transaction.first(sql`select '2026-03-29'::date as day`)).toEqual({ day: "2026-03-29" });
    });
  });

  test("an undefined parameter is an error, not null", async () => {
    await expect(database.rows(sql`select ${1} + ${undefined}`)).rejects.toThrow("Parameter $2 is undefined");
  });

  test("one call runs one statement, even where text was put in raw", async () => {
    await expect(database.run(raw("select 1; drop table seat"))).rejects.toThrow("multiple commands");
    await expect(database.rows(seats)).resolves.toBeDefined();
  });
});

describe("transactions", () => {
  test("what the work did is there after it, and the count of changed rows is answered", async () => {
    const changed = await database.transaction((transaction) =>
      transaction.run(sql`insert into seat select * from unnest(${[1, 2, 3]}::integer[])`),
    );
    expect(changed).toBe(3);
    expect(await database.rows(seats)).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
  });

  test("all of it is undone when the work throws, and the error comes through", async () => {
    const before = await database.rows(seats);
    const work = database.transaction(async (transaction) => {
      await transaction.run(sql`delete from seat`);
      throw new Error("second thoughts");
    });
    await expect(work).rejects.toThrow("second thoughts");
    expect(await database.rows(seats)).toEqual(before);
  });

  test("a failed statement that the work ignored is not reported as done", async () => {
    const before = await database.rows(seats);
    const work = database.transaction(async (transaction) => {
      await transaction.run(sql`insert into seat values (50)`);
      await transaction.run(sql`insert into seat values (50)`).catch(() => undefined);
    });
    await expect(work).rejects.toThrow("undone");
    expect(await database.rows(seats)).toEqual(before);
  });

  test("the handle of a transaction is of no use after its end", async () => {
    let kept: Transaction | undefined;
    await database.transaction(async (transaction) => {
      kept = transaction;
    });
    await expect(async () => kept?.run(sql`delete from seat`)).rejects.toThrow("is over");
  });
});

describe("lost connections", () => {
  test("a connection lost inside a transaction fails that work, and is not used again", async () => {
    const single = await openDatabase({ connectionString: url, poolSize: 1 });
    const work = single.transaction(async (transaction) => {
      const session = await transaction.first<{ pid: number }>(sql`select pg_backend_pid() as pid`);
      await database.run(sql`select pg_terminate_backend(${session?.pid}, 5000)`);
      await transaction.run(sql`insert into seat values (60)`);
    });
    await expect(work).rejects.toThrow();
    expect(await single.first(sql`select count(*) as found from seat where number = 60`)).toEqual({
      found: 0,
    });
    await single.close();
  });

  test("a server that ends in the same breath as it lets us in fails the work, not the process", async () => {
    const part = (kind: string, body: Buffer) => {
      const head = Buffer.from(`${kind}....`);
      head.writeInt32BE(body.length + 4, 1);
      return Buffer.concat([head, body]);
    };
    const welcome = [part("R", Buffer.alloc(4)), part("Z", Buffer.from("I"))];
    const farewell = part("E", Buffer.from("SFATAL\0C57P01\0Mterminating connection\0\0"));
    const server = createServer((socket) => {
      socket.on("error", () => undefined);
      socket.once("data", () => socket.end(Buffer.concat([...welcome, farewell])));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const going = await openDatabase({
      connectionString: `postgres://nobody@127.0.0.1:${address.port}/none`,
    });
    await expect(going.transaction(() => Promise.resolve())).rejects.toThrow();
    await going.close();
    await new Promise((resolve) => server.close(resolve));
  });

  test("a connection lost while idle is replaced without a word", async () => {
    const single = await openDatabase({ connectionString: url, poolSize: 1 });
    const session = await single.first<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await database.run(sql`select pg_terminate_backend(${session?.pid}, 5000)`);
    const again = async () => (await single.first<{ pid: number }>(sql`select pg_backend_pid() as pid`))?.pid;
    await expect.poll(() => again().catch(() => session?.pid)).not.toBe(session?.pid);
    await single.close();
  });

  test("a statement that takes too long is given up with its transaction", async () => {
    const hasty = await openDatabase({
      connectionString: url,
      poolSize: 1,
      statementTimeoutMilliseconds: 100,
    });
    const work = hasty.transaction(async (transaction) => {
      await transaction.run(sql`insert into seat values (70)`);
      await transaction.run(sql`select pg_sleep(20)`);
    });
    await expect(work).rejects.toThrow("timeout");
    expect(await hasty.first(sql`select count(*) as found from seat where number = 70`)).toEqual({
      found: 0,
    });
    await hasty.close();
  });
});

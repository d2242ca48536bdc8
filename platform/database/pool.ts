import { createHash } from "node:crypto";
import pg from "pg";
import { columnTypes } from "./column-types.ts";
import type { Database, Queries, Sql, Transaction } from "./database.ts";

/** A PostgreSQL behind a Unix socket: `host` is the directory that holds the socket. */
export interface LocalConnection {
  host: string;
  port: number;
  user: string;
  database: string;
}

export type PoolOptions = ({ connectionString: string } | LocalConnection) & {
  /** Connections held at most; further work waits for one. Default 10. */
  poolSize?: number;
  /** Shown by pg_stat_activity. */
  applicationName?: string;
  /** A connection that cannot be had within this time is an error. Default 10 s. */
  connectionTimeoutMilliseconds?: number;
  /** A statement without an answer after this time is given up with its connection. Default 2 minutes. */
  statementTimeoutMilliseconds?: number;
};

/**
 * Opens a pool of connections. Opens none by itself: a wrong address shows at the first statement.
 * A lost connection is replaced; only the work that used it fails.
 */
export async function openDatabase(options: PoolOptions): Promise<Database> {
  const { poolSize, applicationName, connectionTimeoutMilliseconds, statementTimeoutMilliseconds, ...where } =
    options;
  const pool = new pg.Pool({
    ...where,
    max: poolSize ?? 10,
    application_name: applicationName ?? "allotement",
    connectionTimeoutMillis: connectionTimeoutMilliseconds ?? 10_000,
    // Given up on our side of the wire: as a server setting it would be refused by a PgBouncer on the way.
    query_timeout: statementTimeoutMilliseconds ?? 120_000,
    keepAlive: true,
    types: columnTypes,
  });
  // The pool has already thrown the idle connection away; without a listener the event would end the process.
  pool.on("error", () => undefined);
  // A server that ends while it lets us in says so in one breath with "ready", before the work has begun to listen. The
  // work's first statement then fails.
  pool.on("connect", (client) => client.on("error", () => undefined));
  let closing: Promise<void> | undefined;
  const queryOf = behindSocket(where) ? preparedQuery : singleQuery;
  return {
    ...queries((statement) => pool.query(queryOf(statement))),
    transaction: (work) => transaction(pool, queryOf, work),
    close() {
      closing ??= pool.end();
      return closing;
    },
  };
}

type Query = pg.QueryConfig & { queryMode: string };

/** The extended protocol always: it takes one statement only, so that text slipped into `raw` cannot add a second. */
function singleQuery(statement: Sql): Query {
  const missing = statement.values.indexOf(undefined);
  if (missing >= 0) throw new TypeError(`Parameter $${missing + 1} is undefined in: ${statement.text}`);
  return { text: statement.text, values: statement.values, queryMode: "extended" };
}

/** Named after its text: each connection parses it once, and plans it until it knows a plan that fits every value. */
function preparedQuery(statement: Sql): Query {
  return { ...singleQuery(statement), name: createHash("sha1").update(statement.text).digest("hex") };
}

/** Statements are prepared only where nobody stands in between: a PgBouncer mixes the sessions that prepared them. */
function behindSocket(where: { connectionString: string } | LocalConnection): boolean {
  if ("host" in where) return where.host.startsWith("/");
  return /[?&]host=(%2F|\/)/i.test(where.connectionString);
}

function queries(ask: (statement: Sql) => Promise<pg.QueryResult>): Queries {
  return {
    async rows<Row>(statement: Sql): Promise<Row[]> {
      return (await ask(statement)).rows;
    },
    async first<Row>(statement: Sql): Promise<Row | undefined> {
      return (await ask(statement)).rows[0];
    },
    async run(statement) {
      return (await ask(statement)).rowCount ?? 0;
    },
  };
}

/** Runs `work` between begin and commit on one connection of the pool. */
async function transaction<Result>(
  pool: pg.Pool,
  queryOf: (statement: Sql) => Query,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let lost: Error | undefined;
  const lose = (error: Error) => {
    lost = error;
  };
  client.on("error", lose);
  let over = false;
  const ask = (query: string | pg.QueryConfig) => {
    if (over) throw new Error("The transaction is over: its statements must be awaited before its end");
    return client.query(query);
  };
  try {
    await client.query("begin");
    const result = await work({
      inTransaction: true,
      ...queries((statement) => ask(queryOf(statement))),
      async script(text) {
        await ask(text);
      },
    });
    over = true;
    const end = await client.query("commit");
    // PostgreSQL answers a commit after a failed statement with a silent rollback: never report that as done.
    if (end.command !== "COMMIT")
      throw new Error("A failed statement was ignored: the transaction was undone");
    return result;
  } catch (error) {
    over = true;
    // After a time-out the connection is still busy with the statement: a rollback would queue up behind it.
    if (error instanceof Error && error.message === "Query read timeout") lose(error);
    else await client.query("rollback").catch(lose);
    throw error;
  } finally {
    client.off("error", lose);
    // With an error the pool discards the connection: nobody knows what it still holds.
    client.release(lost);
  }
}

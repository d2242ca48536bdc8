import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { Sql } from "sql-template-tag";
import type { Database, Queries, Transaction } from "./database.ts";

/**
 * For tests of races: a database whose statements wait before they write, so that the time between a check and its write
 * is long, and from whose statements a guard can be taken out, to prove that the race is there.
 */
export interface Tampering {
  /** Before a statement that writes it waits up to this long, at random, in milliseconds. */
  pauseMilliseconds: number;
  /** Guards to take out of statements: where `find` stands, `replace` is run instead. */
  without?: readonly { find: string | RegExp; replace: string }[];
  /** How many rows a statement is said to have changed, whatever it did; undefined: the truth. */
  saysChanged?(statement: Sql): number | undefined;
}

export interface TamperedDatabase extends Database {
  /** Which wall stopped each transaction that failed: the constraint's name, or the error's sentence. */
  stoppedBy: string[];
}

export function tampered(database: Database, tampering: Tampering): TamperedDatabase {
  const stoppedBy: string[] = [];
  return {
    ...tamperedQueries(database, tampering),
    stoppedBy,
    async transaction(work) {
      try {
        return await database.transaction((transaction) => work(tamperedTransaction(transaction, tampering)));
      } catch (error) {
        stoppedBy.push(wallOf(error));
        throw error;
      }
    },
    close: () => database.close(),
  };
}

function tamperedTransaction(transaction: Transaction, tampering: Tampering): Transaction {
  return {
    ...tamperedQueries(transaction, tampering),
    inTransaction: true,
    script: (text) => transaction.script(text),
  };
}

const writes = /^\s*(insert|update|delete|with\s+\w+\s+as\s+\(\s*select \* from unnest)/i;

function tamperedQueries(queries: Queries, tampering: Tampering): Queries {
  const { pauseMilliseconds, without = [], saysChanged } = tampering;
  const prepared = async (statement: Sql): Promise<Sql> => {
    if (writes.test(statement.text)) await wait(Math.random() * pauseMilliseconds);
    const strings = statement.strings.map((text) =>
      without.reduce((rest, { find, replace }) => rest.replace(find, replace), text),
    );
    return new Sql(strings, statement.values);
  };
  return {
    rows: async (statement) => queries.rows(await prepared(statement)),
    first: async (statement) => queries.first(await prepared(statement)),
    async run(statement) {
      const changed = await queries.run(await prepared(statement));
      return saysChanged?.(statement) ?? changed;
    },
  };
}

function wallOf(error: unknown): string {
  if (error instanceof pg.DatabaseError) return error.constraint ?? error.message;
  return error instanceof Error ? error.message : String(error);
}

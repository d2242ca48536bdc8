import type { Sql } from "sql-template-tag";

/**
 * A PostgreSQL database as product code sees it. Statements are written with `sql` of `sql-template-tag` beside the rule
 * that needs them; values are always parameters. `Row` states the columns that the statement selects (snake_case).
 *
 * Column types: integer, bigint (as safe number, else it throws) → number; date → "2026-11-23"; time → "19:00:00";
 * timestamptz → Date; uuid, text → string; jsonb → parsed value; bytea → Buffer; integer[], bigint[] → number[].
 * numeric stays a string: PostgreSQL's sum(bigint) is numeric, so write sum(…)::bigint.
 *
 * Parameters: null, never undefined; an array becomes a PostgreSQL array, an object becomes JSON: an array meant for a
 * jsonb column goes through JSON.stringify first.
 */
export interface Queries {
  /** All rows of one statement. */
  rows<Row>(statement: Sql): Promise<Row[]>;
  /** The first row, or undefined. */
  first<Row>(statement: Sql): Promise<Row | undefined>;
  /** Runs a statement for its effect; answers how many rows it changed. */
  run(statement: Sql): Promise<number>;
}

/** What work inside a transaction may use. The outer handle must never be used there: it is another connection. */
export interface Transaction extends Queries {
  readonly inTransaction: true;
  /** Runs a whole SQL file of many statements, without parameters: for migrations. */
  script(text: string): Promise<void>;
}

export interface Database extends Queries {
  /** READ COMMITTED. Commits what `work` did, or undoes all of it when `work` throws. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export type { Sql } from "sql-template-tag";
export { default as sql, empty, join, raw } from "sql-template-tag";

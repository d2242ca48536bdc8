import { type Database, sql } from "@allotement/platform/database/database.ts";

/**
 * Copies every row of a database aside, in place of what was copied under this name before; the answer brings them back, with the sequences as they were. Triggers and
 * foreign keys rest meanwhile, as when a backup is read in, so the account must be a superuser: that of tests is.
 */
export async function copyRows(database: Database, name: string): Promise<() => Promise<void>> {
  const tables = await database.rows<{ table: string; columns: string }>(sql`
    select t.table_name as table, string_agg(quote_ident(c.column_name), ', ') as columns
    from information_schema.tables t
    join information_schema.columns c using (table_schema, table_name)
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
    group by 1`);
  const sequences = await database.rows<{ sequence: string; last: number | null }>(sql`
    select quote_ident(sequencename) as sequence, last_value as last from pg_sequences where schemaname = 'public'`);
  const copied = tables.map(({ table }) => `create table ${name}.${table} as table public.${table};`);
  await database.transaction((transaction) =>
    transaction.script(`drop schema if exists ${name} cascade; create schema ${name}; ${copied.join("\n")}`),
  );
  const script = [
    "set local session_replication_role = replica;",
    ...tables.map(({ table }) => `delete from public.${table};`),
    ...tables.map(
      ({ table, columns }) =>
        `insert into public.${table} (${columns}) overriding system value select ${columns} from ${name}.${table};`,
    ),
    ...sequences.map(({ sequence, last }) => `select setval('${sequence}', ${last ?? 1}, ${last !== null});`),
  ].join("\n");
  return () => database.transaction((transaction) => transaction.script(script));
}

import { type Database, raw, sql } from "@allotement/platform/database/database.ts";

/**
 * Copies every row of a database aside; the answer brings them back, with the sequences as they were. Triggers and
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
  await database.transaction(async (transaction) => {
    await transaction.run(raw(`create schema ${name}`));
    for (const { table } of tables)
      await transaction.run(raw(`create table ${name}.${table} as table public.${table}`));
  });
  return () =>
    database.transaction(async (transaction) => {
      await transaction.run(sql`set local session_replication_role = replica`);
      for (const { table } of tables) await transaction.run(raw(`delete from public.${table}`));
      for (const { table, columns } of tables)
        await transaction.run(
          raw(`insert into public.${table} (${columns}) overriding system value
            select ${columns} from ${name}.${table}`),
        );
      for (const { sequence, last } of sequences)
        await transaction.run(sql`select setval(${sequence}::regclass, ${last ?? 1}, ${last !== null})`);
    });
}

import { CannotStart } from "../cannot-start.ts";
import { sql } from "./database.ts";
import { startOwnPostgres } from "./own-postgres.ts";
import { openDatabase } from "./pool.ts";

/** For tests: a server as a process, that does nothing but hold its PostgreSQL until it is told to end. */
async function main(directory: string, native?: string): Promise<void> {
  const postgres = await startOwnPostgres({ directory, ...(native ? { native } : {}) });
  const database = await openDatabase({ ...postgres.connection, poolSize: 1 });
  await database.run(sql`create table if not exists kept as select 'committed' as word`);
  await database.close();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => postgres.stop());
  console.log(JSON.stringify({ adopted: postgres.adopted }));
}

main(process.argv[2] ?? "", process.argv[3]).catch((error) => {
  if (!(error instanceof CannotStart)) throw error;
  console.log(JSON.stringify({ error: error.message }));
  process.exitCode = 1;
});

import { hostname } from "node:os";
import pg from "pg";

/** Held in the maintenance database for as long as one of our servers uses the data directory. */
const guardKey = 7_301_100_000;

export const guardName = `allotement process ${process.pid} on ${hostname()}`.slice(0, 63);

export type Guarded = { kind: "held" } | { kind: "lost" } | { kind: "refused"; holder: string };

/**
 * Makes the client's session the holder of the data directory. A lock inside PostgreSQL ends with the session that took
 * it, however its process ended, so that nobody ever has to clean up a lock file or trust a process number.
 * Waits a little: the session of a server that was just killed may take a moment to end.
 */
export async function takeGuard(client: pg.Client): Promise<Guarded> {
  try {
    await client.query("set lock_timeout = '3s'");
    await client.query("select pg_advisory_lock($1::bigint)", [guardKey]);
    return { kind: "held" };
  } catch (error) {
    const timedOut = error instanceof pg.DatabaseError && error.code === "55P03";
    return timedOut ? { kind: "refused", holder: await holderOf(client) } : { kind: "lost" };
  }
}

async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string; since: Date }>(
    `select application_name as name, backend_start as since
     from pg_locks join pg_stat_activity using (pid)
     where locktype = 'advisory' and granted
       and classid::bigint << 32 | objid::bigint = $1::bigint`,
    [guardKey],
  );
  const [holder] = rows;
  return holder ? `${holder.name} (since ${holder.since.toISOString()})` : "a server that has just left";
}

import pg from "pg";
import type { Clock } from "../ports.ts";
import type { LocalConnection } from "./pool.ts";

/** What a listener tells. Between `onSilence` and `onHearing` nothing is heard, and what was told then is lost. */
export interface Hearing {
  onMessage(payload: string): void;
  onHearing(): void;
  onSilence(): void;
}

export interface ListenerOptions {
  where: { connectionString: string } | LocalConnection;
  /** A plain word. */
  channel: string;
  applicationName: string;
  clock: Clock;
}

/** What it sends itself, to know that it hears. */
const probe = "";
const probeEveryMilliseconds = 20_000;
const probeWaitMilliseconds = 5_000;
const againAfterMilliseconds = 2_000;

/**
 * Listens to a channel of PostgreSQL on a connection of its own, for ever: a lost connection is opened anew. It sends
 * itself a message now and then, because behind a PgBouncer that mixes sessions a `listen` is accepted and nothing comes.
 * The answer ends it, and resolves once the connection is closed.
 */
export function startListener(options: ListenerOptions, hearing: Hearing): () => Promise<void> {
  const stop = new AbortController();
  const work = (async () => {
    while (!stop.signal.aborted) {
      await listenOnce(options, hearing, stop.signal);
      await options.clock.sleep(againAfterMilliseconds, stop.signal);
    }
  })();
  return async () => {
    stop.abort();
    await work;
  };
}

/** Resolves when the connection is lost, hears nothing, or `stop` is given; never throws. */
async function listenOnce(options: ListenerOptions, hearing: Hearing, stop: AbortSignal): Promise<void> {
  const { where, channel, applicationName, clock } = options;
  const client = new pg.Client({
    ...where,
    application_name: applicationName,
    connectionTimeoutMillis: probeWaitMilliseconds,
    query_timeout: probeWaitMilliseconds,
    keepAlive: true,
  });
  const over = new AbortController();
  const end = () => over.abort();
  stop.addEventListener("abort", end, { once: true });
  client.on("error", end).on("end", end);
  let hears = false;
  let probed = 0;
  let heard = 0;
  try {
    await client.connect();
    const own = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    client.on("notification", ({ payload = "", processId }) => {
      if (payload !== probe) hearing.onMessage(payload);
      else if (processId === own.rows[0]?.pid) heard += 1;
    });
    await client.query(`listen ${channel}`);
    while (!over.signal.aborted) {
      await client.query("select pg_notify($1, $2)", [channel, probe]);
      probed += 1;
      // The message stands behind the answer on the same connection.
      await clock.sleep(hears ? probeWaitMilliseconds : 50, over.signal);
      if (heard < probed || over.signal.aborted) break;
      if (!hears) hearing.onHearing();
      hears = true;
      await clock.sleep(probeEveryMilliseconds, over.signal);
    }
  } catch {
    // The database is away, or this connection was cut: both end here, and are tried again.
  } finally {
    stop.removeEventListener("abort", end);
    if (hears) hearing.onSilence();
    await client.end().catch(() => undefined);
  }
}

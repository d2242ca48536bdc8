import { CannotStart } from "./cannot-start.ts";
import { shownUrl } from "./database/connection-url.ts";
import { type Database, sql } from "./database/database.ts";
import { startOwnPostgres } from "./database/own-postgres.ts";
import { type LocalConnection, openDatabase, type PoolOptions } from "./database/pool.ts";

export interface StartDatabaseOptions {
  /** The setting DATABASE_URL: an external PostgreSQL. Without it the server runs its own. */
  databaseUrl?: string;
  /** Where the own PostgreSQL keeps its data; not touched when an external one is used. */
  directory: string;
  /** Shown by pg_stat_activity. */
  applicationName: string;
  poolSize?: number;
  log?: (line: string) => void;
}

export interface StartedDatabase {
  database: Database;
  kind: "own" | "external";
  /** For connections beside the pool. */
  where: { connectionString: string } | LocalConnection;
  /** Closes the pool, then ends the own PostgreSQL. */
  stop(): Promise<void>;
}

const externalMajorMin = 15;

/** Opens the server's database, starting PostgreSQL where it is our own. Throws CannotStart with a sentence. */
export async function startDatabase(options: StartDatabaseOptions): Promise<StartedDatabase> {
  const { databaseUrl, directory, applicationName, poolSize, log } = options;
  const poolOptions = { applicationName, ...(poolSize === undefined ? {} : { poolSize }) };
  if (databaseUrl) {
    const database = await openExternal(databaseUrl, poolOptions);
    return {
      database,
      kind: "external",
      where: { connectionString: databaseUrl },
      stop: () => database.close(),
    };
  }
  const postgres = await startOwnPostgres({ directory, ...(log ? { log } : {}) });
  const database = await openDatabase({ ...postgres.connection, ...poolOptions });
  return {
    database,
    kind: "own",
    where: postgres.connection,
    async stop() {
      await database.close();
      await postgres.stop();
    },
  };
}

type PoolShape = Pick<PoolOptions, "applicationName" | "poolSize">;

async function openExternal(url: string, poolOptions: PoolShape): Promise<Database> {
  const shown = shownUrl(url);
  if (!shown) {
    throw new CannotStart(
      "DATABASE_URL is no address of a PostgreSQL: write postgres://user:password@host:5432/database, with special characters in the password percent-encoded, or unset it to let the server run its own PostgreSQL.",
    );
  }
  let database: Database | undefined;
  let version: number;
  try {
    database = await openDatabase({ connectionString: url, ...poolOptions });
    const found = await database.first<{ version: number }>(
      sql`select current_setting('server_version_num')::integer as version`,
    );
    version = found?.version ?? 0;
  } catch (error) {
    await database?.close();
    throw new CannotStart(`The ${shown} (DATABASE_URL) does not answer: ${remedyFor(error)}`);
  }
  if (version < externalMajorMin * 10_000) {
    await database.close();
    throw new CannotStart(
      `The ${shown} (DATABASE_URL) is PostgreSQL ${Math.floor(version / 10_000)}: version ${externalMajorMin} or newer is needed. Update it, or unset DATABASE_URL to let the server run its own PostgreSQL.`,
    );
  }
  return database;
}

/** By PostgreSQL's own codes and the system's; never by the message alone, which may quote what it was given. */
function remedyFor(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ECONNREFUSED":
    case "ENOENT":
      return "nothing listens there. Start that PostgreSQL, or correct host and port.";
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return "its host name is not known. Correct the host.";
    case "28P01":
    case "28000":
      return "it refuses this user or password. Correct them, or allow this machine in its pg_hba.conf.";
    case "3D000":
      return "it has no database of that name. Create it: createdb <name>.";
    case "57P03":
      return "it is just starting or stopping. Try again in a moment.";
    case "53300":
      return "all its connections are taken. Raise max_connections, or lower the pool size.";
    default:
      return `${code || (error instanceof Error ? error.message : "unknown failure")}. Check host, port and network, and whether it asks for TLS (sslmode).`;
  }
}

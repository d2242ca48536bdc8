import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { readPostmaster } from "@allotement/platform/database/own-postgres.postmaster.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { type ServerProcess, startServerProcess } from "../dev/constellation.ts";
import { connect, type Network, openInstitution, setUpNetwork } from "../dev/seed/network.ts";
import { setUpVenue } from "../dev/seed/venue.ts";
import { type Side, stageShows } from "./side.ts";

/** How many connections the raw database is given; the network's server holds as many. */
const connectionCount = 16;

/** Both servers with what is to be measured on them, and a door to each server's own PostgreSQL. */
export interface Stage {
  boxofficeUrl: string;
  boxoffice: Database;
  reseller: Database;
  network: Network;
  /** Moves its seats through the servers. */
  product: Side;
  /** Never connected to the network: its rows are written by the raw statements alone. */
  raw: Side;
  postgresVersion: string;
}

/**
 * Starts both servers as processes, each with a PostgreSQL of its own in a temporary directory, and prepares the same
 * season twice: one organizer and institution for the product, a twin for the raw statements. `tell` is given a line;
 * `mayClose` the way to end all of it, also while it is still being prepared.
 */
export async function openStage(
  showCount: number,
  tell: (line: string) => void,
  mayClose: (close: () => Promise<void>) => void,
): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), "allotement-bench-"));
  const servers: Promise<ServerProcess>[] = [];
  const databases: Database[] = [];
  const moved = new Set<string>();
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= (async () => {
      await Promise.all(databases.map((database) => database.close().catch(() => {})));
      const started = await Promise.allSettled(servers);
      await Promise.all(started.map((server) => server.status === "fulfilled" && server.value.close()));
      await Promise.all([directory, ...moved].map((folder) => rm(folder, { recursive: true, force: true })));
    })();
    return closing;
  };
  mayClose(close);
  try {
    const setupToken = "a set-up token for measuring";
    const { PATH } = process.env;
    const start = async (name: "boxoffice" | "reseller", extra: Record<string, string>) => {
      const DATA_DIRECTORY = join(directory, name);
      const shared = { PATH, PORT: "0", SETUP_TOKEN: setupToken, LOG_LEVEL: "error", DATA_DIRECTORY };
      const show = (line: string) => tell(`${name}: ${line.trim()}`);
      const starting = startServerProcess(name, { ...shared, ...extra }, { show });
      servers.push(starting);
      const server = await starting;
      const root = await postgresRoot(join(DATA_DIRECTORY, "database"));
      if (!root.startsWith(directory)) moved.add(root);
      const database = await openOwnDatabase(root);
      databases.push(database);
      return { url: server.url, database };
    };
    const [boxoffice, reseller] = await Promise.all([
      start("boxoffice", { ALLOW_PRIVATE_RESELLER: "true" }),
      // The limits on an institution's traffic are not what is measured.
      start("reseller", { CALLS_PER_MINUTE: "1000000", SEATS_PER_MINUTE: "100000000" }),
    ]);
    const network = await setUpNetwork(reseller.url, setupToken);
    const plan = await readFile(new URL("../dev/seed/grande-salle.json", import.meta.url), "utf8");
    const side = async (organizerId: number, institutionCode: number, name: string): Promise<Side> => {
      const venue = await setUpVenue(boxoffice.url, setupToken, { organizerId, name }, plan);
      const credential = { userName: `bench-${institutionCode}`, password: `bench-${institutionCode}-line` };
      await openInstitution(network, venue, { institutionCode, name }, credential);
      if (name === "PRODUCT") await connect(venue, reseller.url, institutionCode, credential);
      else
        await boxoffice.database.run(sql`
          insert into resellers (organizer_id, reseller_id, connector, name)
          values (${organizerId}, 1, 'ticketnet', 'TICKETMASTER FRANCE')`);
      tell(`${name}: a hall of ${venue.capacity} seats; its performances are being prepared …`);
      return stageShows(boxoffice.database, venue, institutionCode, showCount);
    };
    const product = await side(669, 9999, "PRODUCT");
    const raw = await side(670, 9998, "RAW");
    const found = await boxoffice.database.first<{ version: string; fsync: string }>(
      sql`select current_setting('server_version') as version, current_setting('fsync') as fsync`,
    );
    const postgresVersion = `${found?.version}, fsync ${found?.fsync}`;
    return {
      boxofficeUrl: boxoffice.url,
      boxoffice: boxoffice.database,
      reseller: reseller.database,
      network,
      product,
      raw,
      postgresVersion,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where a server's own PostgreSQL lies: in the directory it was given, or where the file in it says. */
async function postgresRoot(directory: string): Promise<string> {
  const pointer = await readFile(join(directory, "postgresql-is-in.txt"), "utf8").catch(() => undefined);
  return pointer?.trim() ?? directory;
}

async function openOwnDatabase(root: string): Promise<Database> {
  const postmaster = await readPostmaster(join(root, "postgresql"));
  if (!postmaster) throw new Error(`no PostgreSQL runs in ${root}`);
  const where = { ...postmaster.connection, database: "allotement" };
  return openDatabase({ ...where, poolSize: connectionCount, applicationName: "allotement bench" });
}

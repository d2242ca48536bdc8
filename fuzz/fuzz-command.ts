import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { urlOf } from "@allotement/platform/database/connection-url.ts";
import { raw } from "@allotement/platform/database/database.ts";
import { startOwnPostgres } from "@allotement/platform/database/own-postgres.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { fuzzSockets } from "./raw-http.ts";
import { fuzz, printed } from "./run.ts";
import { openStage } from "./stage.ts";

/**
 * `npm run fuzz`: malformed requests to both servers on a throw-away PostgreSQL, half to each, one in fifty of them as
 * raw bytes. Prints a table for each server and answers how many findings there were, at most 255, as the exit code.
 */
export async function fuzzCommand(requests: number, seed: number): Promise<number> {
  console.log(`seed ${seed}`);
  // Short: a socket's path must fit 103 bytes.
  const directory = await mkdtemp(join("/tmp", "allotement-fuzz-"));
  const postgres = await startOwnPostgres({ directory, throwAway: true });
  const urls = { boxoffice: "fuzz_boxoffice", reseller: "fuzz_reseller" };
  let findings = 0;
  try {
    const server = urlOf({ ...postgres.connection, database: "postgres" });
    const database = await openDatabase({ connectionString: server, poolSize: 1, applicationName: "fuzz" });
    for (const name of Object.values(urls))
      await database.run(raw(`create database ${name} template template0`));
    await database.close();
    const urlTo = (name: string) => urlOf({ ...postgres.connection, database: name });
    const stage = await openStage({ boxoffice: urlTo(urls.boxoffice), reseller: urlTo(urls.reseller) });
    try {
      const share = Math.ceil(requests / stage.targets.length);
      const sockets = Math.ceil(share / 50);
      for (const target of stage.targets)
        for (const report of [
          await fuzz(target, share - sockets, seed),
          await fuzzSockets(target, sockets, seed),
        ]) {
          console.log(`\n${printed(report)}`);
          findings += report.findings.length;
        }
    } finally {
      await stage.close();
    }
  } finally {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  }
  console.log(`\n${findings === 0 ? "Nothing found." : `${findings} findings.`}`);
  return Math.min(findings, 255);
}

import { join, resolve } from "node:path";
import { CannotStart } from "@allotement/platform/cannot-start.ts";
import type { Database } from "@allotement/platform/database/database.ts";
import { connectionOfRunning } from "@allotement/platform/database/own-postgres.running.ts";
import { openDatabase } from "@allotement/platform/database/pool.ts";
import { systemClock } from "@allotement/platform/ports.system.ts";
import { printVerify, verifyJson } from "./verify/print-verify.ts";
import { runVerify } from "./verify/run-verify.ts";

export interface VerifyOptions {
  boxoffice?: string;
  reseller?: string;
  atRest?: boolean;
  json?: boolean;
}

/**
 * `allotement verify`: on the databases that are named, else on those of the demo that runs. Answers the exit code: 0
 * where every invariant holds, 1 where one is broken.
 */
export async function verifyCommand(
  options: VerifyOptions,
  environment: Record<string, string | undefined>,
): Promise<number> {
  const opened: Database[] = [];
  const open = async (name: "boxoffice" | "reseller") => {
    const connectionString = options[name];
    // One side named: only that side is asked.
    if (connectionString === undefined && (options.boxoffice ?? options.reseller)) return undefined;
    const place =
      connectionString === undefined ? await runningDemo(name, environment) : { connectionString };
    const database = await openDatabase({ ...place, poolSize: 3, applicationName: "allotement verify" });
    opened.push(database);
    return database;
  };
  try {
    const boxoffice = await open("boxoffice");
    const reseller = await open("reseller");
    const report = await runVerify({
      ...(boxoffice ? { boxoffice } : {}),
      ...(reseller ? { reseller } : {}),
      atRest: options.atRest === true,
      clock: systemClock,
    });
    process.stdout.write(options.json ? verifyJson(report) : printVerify(report));
    return report.holds ? 0 : 1;
  } finally {
    for (const database of opened) await database.close();
  }
}

async function runningDemo(name: "boxoffice" | "reseller", environment: Record<string, string | undefined>) {
  const directory = resolve(environment.DEMO_DIRECTORY ?? "./data", name, "database");
  const connection = await connectionOfRunning(directory);
  if (connection) return connection;
  throw new CannotStart(
    `No server is running on ${join(directory)}: start the demo (npm start), or name the databases with --boxoffice and --reseller.`,
  );
}

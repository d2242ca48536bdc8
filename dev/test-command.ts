import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { chromiumPath } from "./chromium.ts";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * `npm test`: types, style, then every test on the servers' own PostgreSQL; and where EXTERNAL_DATABASE_URL names one,
 * every test that touches a database again on that. Says loudly what this machine lacks. The last line counts the tests.
 */
export async function testCommand(environment: Record<string, string | undefined>): Promise<number> {
  const external = environment.EXTERNAL_DATABASE_URL;
  const { DATABASE_URL: _, ...own } = environment;
  for (const lack of lacks(external, environment)) console.warn(`\nSKIPPED HERE: ${lack}\n`);
  for (const [program, ...parameters] of [
    ["tsc"],
    ["tsc", "-p", "web"],
    ["biome", "check"],
    // The browser journeys open the built pages.
    ["./bin/allotement", "build"],
  ]) {
    if (program === undefined || (await run(program, parameters, own)) !== 0) return 1;
  }
  const onOwn = await vitest("on the servers' own PostgreSQL", ["run"], own);
  const onExternal = external
    ? await vitest("on the external PostgreSQL", ["related", "platform/database/test-database.ts", "--run"], {
        ...own,
        DATABASE_URL: external,
      })
    : { passed: 0, failed: 0, skipped: 0 };
  const failed = onOwn.failed + onExternal.failed;
  console.log(
    `\n${onOwn.passed + onExternal.passed} passed, ${failed} failed, ${onOwn.skipped + onExternal.skipped} skipped`,
  );
  return failed === 0 ? 0 : 1;
}

function lacks(external: string | undefined, environment: Record<string, string | undefined>): string[] {
  const lacking: string[] = [];
  if (!chromiumPath(environment))
    lacking.push(
      "no Chromium, so no browser journeys. Debian: apt-get install chromium; or set CHROMIUM to its path.",
    );
  if (!external)
    lacking.push(
      "no external PostgreSQL (15 or newer) to run the database tests on once more. Set EXTERNAL_DATABASE_URL to one where databases may be created.",
    );
  return lacking;
}

function run(
  program: string,
  parameters: string[],
  environment: Record<string, string | undefined>,
): Promise<number> {
  const local = join("node_modules/.bin", program);
  console.log(`\n> ${[program, ...parameters].join(" ")}`);
  return new Promise((resolve, reject) => {
    const child = spawn(existsSync(local) ? local : program, parameters, {
      env: environment,
      stdio: "inherit",
    });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

const report = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numFailedTestSuites: z.int(),
});

async function vitest(
  where: string,
  parameters: string[],
  environment: Record<string, string | undefined>,
): Promise<Counts> {
  console.log(`\nTests ${where}`);
  const directory = await mkdtemp(join(tmpdir(), "allotement-report-"));
  const file = join(directory, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile=${file}`];
  const code = await run("vitest", [...parameters, ...reporters], environment);
  const text = await readFile(file, "utf8").catch(() => "");
  await rm(directory, { recursive: true, force: true });
  if (text === "") return { passed: 0, failed: 1, skipped: 0 };
  const counted = report.parse(JSON.parse(text));
  // A file that could not even be loaded has no failed test, and is a failure all the same.
  const failed = Math.max(counted.numFailedTests, code === 0 ? 0 : 1);
  return { passed: counted.numPassedTests, failed, skipped: counted.numPendingTests };
}

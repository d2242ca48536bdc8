import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { z } from "zod";
import { chromiumPath } from "./chromium.ts";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
  /** What failed, a line each: the file and the rule it holds. */
  failures: string[];
}

/** Tests of what pages look like, how they are read and how many clicks they take: the same on any database. */
const pagesAlone = ["e2e/pages.e2e.ts", "e2e/keyboard.e2e.ts", "e2e/clicks.e2e.ts"];

/**
 * `npm test`: types, style, then every test on the servers' own PostgreSQL; and where EXTERNAL_DATABASE_URL names one,
 * every test that touches a database again on that, save for pages alone. Says loudly what this machine lacks. The last
 * lines name what failed and count the tests: of a long run often only the end is kept.
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
    ? await vitest(
        "on the external PostgreSQL",
        [
          ...["related", "platform/database/test-database.ts", "--run"],
          ...pagesAlone.map((file) => `--exclude=${file}`),
        ],
        {
          ...own,
          DATABASE_URL: external,
        },
      )
    : { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const failure of [...onOwn.failures, ...onExternal.failures]) console.log(`FAILED ${failure}`);
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
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

function failuresOf(counted: z.infer<typeof report>, where: string): string[] {
  return counted.testResults.flatMap((file) => {
    const name = `${relative(process.cwd(), file.name)}, ${where}`;
    const tests = file.assertionResults.filter((test) => test.status === "failed");
    // A file that could not be loaded, or whose set-up failed, has no failed test.
    if (tests.length === 0 && file.status === "failed")
      return [`${name}: ${firstLine(file.message) || "its set-up failed"}`];
    return tests.map((test) => `${name}: ${test.fullName}: ${firstLine(test.failureMessages[0] ?? "")}`);
  });
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0]?.slice(0, 300) ?? "";
}

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
  if (text === "")
    return { passed: 0, failed: 1, skipped: 0, failures: [`${where}: the run ended without a report`] };
  const counted = report.parse(JSON.parse(text));
  // A file that could not even be loaded has no failed test, and is a failure all the same.
  const failed = Math.max(counted.numFailedTests, code === 0 ? 0 : 1);
  const failures = failuresOf(counted, where);
  if (failed > 0 && failures.length === 0)
    failures.push(`${where}: an error outside of any test, named above`);
  return {
    passed: counted.numPassedTests,
    failed,
    skipped: counted.numPendingTests,
    failures,
  };
}

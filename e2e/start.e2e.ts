import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectionOfRunning } from "@allotement/platform/database/own-postgres.running.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../dev/free-port.ts";
import { buildSites } from "../web/build.ts";

let directory: string;
let environment: Record<string, string | undefined>;
const children: ChildProcess[] = [];

beforeAll(async () => {
  await buildSites();
  directory = await mkdtemp(join(tmpdir(), "allotement-start-"));
  // The demo's servers start their own PostgreSQL, whatever the suite runs on.
  environment = {
    ...process.env,
    DATABASE_URL: undefined,
    DEMO_DIRECTORY: directory,
    BOXOFFICE_PORT: await freePort(),
    RESELLER_PORT: await freePort(),
  };
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(directory, { recursive: true, force: true });
});

interface Started {
  said(): string;
  child: ChildProcess;
  ended: Promise<number | null>;
}

function start(parameters: string[], settings = environment): Started {
  let said = "";
  const child = spawn("./bin/allotement", parameters, {
    env: { ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      said += String(chunk);
    });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { said: () => said, child, ended };
}

async function ready(started: Started): Promise<void> {
  await expect.poll(() => started.said(), { timeout: 90_000, interval: 100 }).toMatch(/Ctrl-C stops both/);
}

const url = (port: string | undefined, path: string) => `http://127.0.0.1:${port}${path}`;
const postgresRuns = async (server: string) =>
  (await connectionOfRunning(join(directory, server, "database"))) !== undefined;

test("the first start sets the season up, prints addresses and sign-ins; both servers answer; Ctrl-C stops everything", async () => {
  const started = start(["demo"]);
  await ready(started);
  expect(started.said()).toMatch(/First start/);
  expect(started.said()).toContain(url(environment.BOXOFFICE_PORT, ""));
  expect(started.said()).toContain(url(environment.RESELLER_PORT, ""));
  expect(started.said()).toMatch(/tuto \/ /);
  for (const port of [environment.BOXOFFICE_PORT, environment.RESELLER_PORT]) {
    expect(await (await fetch(url(port, "/healthz"))).json()).toEqual({ status: "ok" });
    expect(await (await fetch(url(port, "/openapi.json"))).json()).toMatchObject({ openapi: "3.1.0" });
    expect(await (await fetch(url(port, "/"))).text()).toMatch(/<html lang="fr"/);
  }
  expect([await postgresRuns("boxoffice"), await postgresRuns("reseller")]).toEqual([true, true]);
  started.child.kill("SIGINT");
  expect(await started.ended).toBe(0);
  expect([await postgresRuns("boxoffice"), await postgresRuns("reseller")]).toEqual([false, false]);
});

test("the next start finds what was there, without setting up anything", async () => {
  const started = start(["demo"]);
  await ready(started);
  expect(started.said()).not.toMatch(/First start/);
  const verify = start(["verify", "--at-rest"]);
  expect(await verify.ended).toBe(0);
  expect(verify.said()).toMatch(/All \d+ checks hold/);
  started.child.kill("SIGTERM");
  expect(await started.ended).toBe(0);
});

test("when its parent is killed, a server ends by itself and takes its PostgreSQL with it", async () => {
  const started = start(["demo"]);
  await ready(started);
  started.child.kill("SIGKILL");
  await started.ended;
  await expect
    .poll(async () => [await postgresRuns("boxoffice"), await postgresRuns("reseller")], { timeout: 20_000 })
    .toEqual([false, false]);
});

test("--fresh begins anew", async () => {
  const started = start(["demo", "--fresh"]);
  await ready(started);
  expect(started.said()).toMatch(/First start/);
  started.child.kill("SIGINT");
  expect(await started.ended).toBe(0);
});

test("a server alone, with a wrong setting, stops with a sentence that says how to mend it", async () => {
  const wrong = start(["boxoffice"], { ...environment, PORT: "http" });
  expect(await wrong.ended).toBe(1);
  expect(wrong.said()).toMatch(/PORT: .+ Set PORT to a free port/);
  expect(wrong.said()).not.toMatch(/at async|node:internal/);
  const unreachable = {
    ...environment,
    DATABASE_URL: "postgres://me:swordfish@127.0.0.1:1/books",
    PORT: "0",
  };
  const lost = start(["reseller"], { ...unreachable, DATA_DIRECTORY: join(directory, "lost") });
  expect(await lost.ended).toBe(1);
  expect(lost.said()).toMatch(/DATABASE_URL.+nothing listens there/);
  expect(lost.said()).not.toContain("swordfish");
});

test("a port that is taken is told in a sentence", async () => {
  const { createServer } = await import("node:http");
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const address = taken.address();
  const port = String(typeof address === "object" && address ? address.port : 0);
  const started = start(["boxoffice"], {
    ...environment,
    PORT: port,
    DATA_DIRECTORY: join(directory, "taken"),
  });
  expect(await started.ended).toBe(1);
  expect(started.said()).toContain(`Port ${port} is taken`);
  expect(existsSync(join(directory, "taken"))).toBe(true);
  taken.close();
});

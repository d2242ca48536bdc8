import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { CannotStart } from "@allotement/platform/cannot-start.ts";
import { buildSites } from "../web/build.ts";
import { type ServerProcess, startServerProcess } from "./constellation.ts";
import { demoSignIns } from "./seed/people.ts";
import { seedSeason } from "./seed/season.ts";

export interface DemoOptions {
  fresh: boolean;
  environment: Record<string, string | undefined>;
}

/**
 * Both servers as two processes with two databases that share nothing; on the first start they are filled with the demo
 * season, by calling them. Answers when everything is ready.
 */
export async function startDemo({ fresh, environment }: DemoOptions): Promise<{ close(): Promise<void> }> {
  const directory = resolve(environment.DEMO_DIRECTORY ?? "./data");
  const settings = settingsOf(environment, directory);
  if (fresh) await forget(directory, environment);
  const seeded = join(directory, "demo-season");
  const setupToken = await setupTokenOf(directory);
  await buildSites();
  const servers: ServerProcess[] = [];
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
    process.stdout.write("Both servers have stopped. What was sold is kept under ./data.\n");
  };
  try {
    const show = (line: string) => process.stderr.write(line);
    const started = await Promise.all([
      startServerProcess("boxoffice", { ...settings.boxoffice, SETUP_TOKEN: setupToken }, { show }),
      startServerProcess("reseller", { ...settings.reseller, SETUP_TOKEN: setupToken }, { show }),
    ]);
    servers.push(...started);
    const [boxoffice, reseller] = started;
    if (!existsSync(seeded)) {
      process.stdout.write("First start: the demo season is being set up, through both servers …\n");
      await seedSeason(
        { boxofficeUrl: boxoffice.url, resellerUrl: reseller.url, setupToken, now: new Date() },
        (line) => process.stdout.write(`  ${line}\n`),
      );
      await writeFile(seeded, `${new Date().toISOString()}\n`);
    }
    process.stdout.write(welcome(boxoffice.url, reseller.url));
    return { close };
  } catch (error) {
    await Promise.all(servers.map((server) => server.close()));
    throw error;
  }
}

function settingsOf(environment: Record<string, string | undefined>, directory: string) {
  const shared = { ...environment };
  delete shared.DATABASE_URL;
  return {
    boxoffice: {
      ...shared,
      PORT: environment.BOXOFFICE_PORT ?? "3000",
      DATA_DIRECTORY: join(directory, "boxoffice"),
      ALLOW_PRIVATE_RESELLER: "true",
      ...(environment.BOXOFFICE_DATABASE_URL ? { DATABASE_URL: environment.BOXOFFICE_DATABASE_URL } : {}),
    },
    reseller: {
      ...shared,
      PORT: environment.RESELLER_PORT ?? "4000",
      DATA_DIRECTORY: join(directory, "reseller"),
      ...(environment.RESELLER_DATABASE_URL ? { DATABASE_URL: environment.RESELLER_DATABASE_URL } : {}),
    },
  };
}

/** Only what the demo itself made: its marker, and the folders of the two servers' own databases. */
async function forget(directory: string, environment: Record<string, string | undefined>): Promise<void> {
  if (environment.BOXOFFICE_DATABASE_URL ?? environment.RESELLER_DATABASE_URL)
    throw new CannotStart(
      "--fresh empties only the servers' own databases: empty the external ones yourself.",
    );
  for (const name of ["demo-season", "setup-token", "boxoffice", "reseller"])
    await rm(join(directory, name), { recursive: true, force: true });
}

async function setupTokenOf(directory: string): Promise<string> {
  const file = join(directory, "setup-token");
  if (existsSync(file)) return (await readFile(file, "utf8")).trim();
  await mkdir(directory, { recursive: true }).catch((error: Error) => {
    throw new CannotStart(
      `The folder ${directory} cannot be made (${error.message}): start where you may write.`,
    );
  });
  const token = randomBytes(24).toString("hex");
  await writeFile(file, token, { mode: 0o600 });
  return token;
}

function welcome(boxofficeUrl: string, resellerUrl: string): string {
  const people = (server: "boxoffice" | "reseller") =>
    demoSignIns
      .filter(({ where }) => where === server)
      .map(({ who, signIn }) => `    ${who.padEnd(36)} ${signIn}`);
  return [
    "",
    `  Box office        ${boxofficeUrl}`,
    ...people("boxoffice"),
    `  Reseller network  ${resellerUrl}`,
    ...people("reseller"),
    "",
    "  Ctrl-C stops both. npm start -- --fresh begins anew.",
    "",
    "",
  ].join("\n");
}

import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { emptyDatabase } from "@allotement/platform/database/test-database.ts";
import { systemPorts, systemRandom } from "@allotement/platform/ports.system.ts";
import { parseSettings } from "@allotement/platform/settings.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { encryptionKey } from "./encryption-key.ts";
import { startBoxoffice } from "./server.ts";
import { boxofficeSettings } from "./settings.ts";

let directory: string;
let external: { url: string; drop(): Promise<void> };

beforeAll(async () => {
  directory = await mkdtemp("/tmp/allotement-boxoffice-");
  external = await emptyDatabase();
});
afterAll(async () => {
  await external.drop();
  await rm(directory, { recursive: true });
});

test("it starts on an empty database, answers, stops, and starts again on what it left", async () => {
  const settings = parseSettings(boxofficeSettings, {
    DATABASE_URL: external.url,
    DATA_DIRECTORY: directory,
    PORT: "0",
    LOG_LEVEL: "silent",
  });
  for (const _start of ["first", "second"]) {
    const running = await startBoxoffice(settings, systemPorts);
    expect(running.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${running.url}/api/organizers`)).json()).toEqual({ organizers: [] });
    await running.close();
    await expect(fetch(`${running.url}/healthz`)).rejects.toThrow();
  }
});

test("a wrong setting stops the start with its name", () => {
  const parse = (environment: Record<string, string>) => () => parseSettings(boxofficeSettings, environment);
  expect(parse({ PORT: "seventy" })).toThrow("PORT");
  expect(parse({ ENCRYPTION_KEY: "short" })).toThrow("64 hexadecimal digits");
  expect(parse({ ALLOW_PRIVATE_RESELLER: "perhaps" })).toThrow("ALLOW_PRIVATE_RESELLER");
  expect(parse({})()).toMatchObject({ PORT: 3000, ALLOW_PRIVATE_RESELLER: false, HOST: "127.0.0.1" });
});

test("the encryption key is made once, for its owner's eyes, unless a setting gives it", async () => {
  const settings = { DATA_DIRECTORY: join(directory, "keys") };
  const made = await encryptionKey(settings, systemRandom);
  expect(made).toHaveLength(32);
  const file = join(settings.DATA_DIRECTORY, "encryption-key");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await encryptionKey(settings, systemRandom)).toEqual(made);
  const given = await encryptionKey({ ...settings, ENCRYPTION_KEY: "ab".repeat(32) }, systemRandom);
  expect(Buffer.from(given).toString("hex")).toBe("ab".repeat(32));
  await chmod(file, 0o644);
  await expect(encryptionKey(settings, systemRandom)).rejects.toThrow("chmod 600");
  await chmod(file, 0o600);
  await writeFile(file, (await readFile(file, "utf8")).slice(0, 20));
  await expect(encryptionKey(settings, systemRandom)).rejects.toThrow("not an encryption key");
});

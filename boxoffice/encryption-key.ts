import { constants } from "node:fs";
import { mkdir, open, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "@allotement/platform/cannot-start.ts";
import type { Random } from "@allotement/platform/ports.ts";

/**
 * The 32 bytes that encrypt the passwords of the reseller and of the mail server: ENCRYPTION_KEY where set, else the file `encryption-key` of the
 * data directory, made at the first start and readable by its owner alone.
 * @throws CannotStart where the file is not such a key, or others may read it.
 */
export async function encryptionKey(
  settings: { ENCRYPTION_KEY?: string | undefined; DATA_DIRECTORY: string },
  random: Random,
): Promise<Uint8Array> {
  if (settings.ENCRYPTION_KEY !== undefined) return Buffer.from(settings.ENCRYPTION_KEY, "hex");
  await mkdir(settings.DATA_DIRECTORY, { recursive: true });
  const file = join(settings.DATA_DIRECTORY, "encryption-key");
  await makeKeyFile(file, Buffer.from(random.bytes(32)).toString("hex"));
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0)
    throw new CannotStart(
      `Others may read ${file}: run chmod 600 on it, and change the reseller's password.`,
    );
  const text = (await readFile(file, "utf8")).trim();
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new CannotStart(
      `${file} is not an encryption key: put it back from a backup, or remove it and enter the reseller's password again.`,
    );
  return Buffer.from(text, "hex");
}

async function makeKeyFile(file: string, key: string): Promise<void> {
  try {
    const handle = await open(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
    await handle.writeFile(`${key}\n`).then(() => handle.sync());
    await handle.close();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return;
    throw error;
  }
}

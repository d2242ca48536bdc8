import { createHash } from "node:crypto";
import {
  access,
  chmod,
  chown,
  constants,
  lchown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rmdir,
  stat,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { CannotStart } from "../cannot-start.ts";
import { type Account, runAs } from "./own-postgres.account.ts";

/** Where the parts of one PostgreSQL lie. */
export interface Place {
  /** All but the socket is in here. */
  root: string;
  /** PostgreSQL's own data directory. */
  data: string;
  log: string;
  binaries: string;
  /** Set when the files could not lie in the directory that was asked for. */
  moved: boolean;
}

/** Holds the path of the place, where that is not the directory itself. */
export const pointerName = "postgresql-is-in.txt";
const elsewhere = "/var/lib/allotement";

/**
 * Decides where the files of `directory` lie for this account: in it, wherever the account can enter it; else below
 * /var/lib/allotement, which `remember` writes into the directory so that every later start finds the same data.
 */
export async function placeFor(directory: string, account: Account): Promise<Place> {
  const home = await writable(directory);
  const pointer = await readFile(join(home, pointerName), "utf8").catch(() => undefined);
  if (pointer !== undefined) return placeIn(pointer.trim(), true);
  if (account.kind !== "unprivileged" || (await canEnter(account, home))) return placeIn(home, false);
  if (await stat(join(home, "postgresql")).catch(() => undefined)) {
    throw new CannotStart(
      `PostgreSQL cannot run as root, and the user it runs as instead (number ${account.uid}) cannot enter ${home}: move that directory to where every user may enter, start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  const root = join(elsewhere, createHash("sha256").update(home).digest("hex").slice(0, 16));
  await mkdir(root, { recursive: true, mode: 0o755 });
  if (!(await canEnter(account, root))) {
    throw new CannotStart(
      `PostgreSQL cannot run as root, and the user it runs as instead (number ${account.uid}) can enter neither ${home} nor ${root}: start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  return placeIn(root, true);
}

/** Writes down, once PostgreSQL is known to run there, where the files of `directory` lie. */
export async function remember(directory: string, place: Place): Promise<void> {
  if (place.moved) await writeFile(join(directory, pointerName), `${place.root}\n`);
}

/** Leaves no trace of a place elsewhere that turned out to be of no use. Data is never touched. */
export async function forget(place: Place): Promise<void> {
  if (!place.moved) return;
  await rmdir(place.binaries).catch(() => undefined);
  await rmdir(place.root).catch(() => undefined);
}

async function writable(directory: string): Promise<string> {
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK | constants.X_OK);
    return await realpath(directory);
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? error.code : error;
    throw new CannotStart(
      `The data directory ${directory} cannot be made or written (${reason}): give it to the user that starts this server, or choose another one.`,
    );
  }
}

function placeIn(root: string, moved: boolean): Place {
  return {
    root,
    data: join(root, "postgresql"),
    log: join(root, "postgresql.log"),
    binaries: join(root, "binaries"),
    moved,
  };
}

async function canEnter(account: Account, directory: string): Promise<boolean> {
  return runAs(account, "/bin/sh", ["-c", 'cd "$1"', "sh", directory]).then(
    () => true,
    () => false,
  );
}

/** The owner that the account's files need, as we see it from outside. */
function ownerFor(account: Account): { uid: number; gid: number } {
  if (account.kind === "unprivileged") return { uid: account.uid, gid: account.gid };
  return { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
}

/** Hands a folder to the account when an earlier start used another one; only root can. */
export async function giveTo(account: Account, directory: string): Promise<void> {
  const { uid, gid } = ownerFor(account);
  const { uid: present } = await stat(directory);
  if (present === uid) return;
  if (process.getuid?.() !== 0) {
    throw new CannotStart(
      `${directory} belongs to another user (number ${present}): start this server as that user, or give the data to user ${uid} (chown -R).`,
    );
  }
  for (const name of await readdir(directory, { recursive: true })) {
    // Never through a link: the user who had the folder may have pointed one at a file that is none of ours.
    await lchown(join(directory, name), uid, gid).catch((error) => {
      if (error.code !== "ENOENT") throw error;
    });
  }
  // Last, so that a hand-over which was cut short starts again.
  await chown(directory, uid, gid);
}

/** A socket's whole path may have 107 bytes on Linux, 103 on macOS. */
const socketPathBytesMax = 103;

/**
 * The folder for the socket, which only we and the account may enter: that is what protects the database. Inside the
 * place, unless its path is too long for a socket; then below the short `temporary` folder.
 */
export async function socketDirectoryFor(
  place: Place,
  account: Account,
  temporary = "/tmp",
): Promise<string> {
  const { uid, gid } = ownerFor(account);
  const inside = join(place.root, "socket");
  const fits = Buffer.byteLength(join(inside, ".s.PGSQL.5432")) <= socketPathBytesMax;
  const digest = createHash("sha256").update(place.root).digest("hex").slice(0, 16);
  const directory = fits ? inside : join(temporary, `allotement-${digest}`);
  await mkdir(directory, { mode: 0o700 }).catch((error) => {
    if (error.code !== "EEXIST") throw error;
  });
  const found = await lstat(directory);
  const own = process.getuid?.() ?? 0;
  const trusted = found.uid === uid || found.uid === own || (fits && own === 0);
  // Anybody may have made a folder of that name in /tmp, and could then pose as our database.
  if (!found.isDirectory() || !trusted) {
    throw new CannotStart(
      `${directory} belongs to somebody else: remove it, or choose a shorter data directory.`,
    );
  }
  await chmod(directory, 0o700);
  if (found.uid !== uid) await chown(directory, uid, gid);
  return directory;
}

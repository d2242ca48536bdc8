import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { promisify } from "node:util";

/**
 * As whom PostgreSQL runs. It refuses to be root, and root is common in containers.
 * - self: as we are, an ordinary user.
 * - namespace: as we are, but inside a user namespace of its own where our number reads as another user's. It keeps our
 *   access to files, even below a directory that only root may enter.
 * - unprivileged: as another, powerless user ("nobody"); files must lie where that user can reach them.
 */
export type Account = { kind: "self" } | { kind: OtherAccount; uid: number; gid: number };
export type OtherAccount = "namespace" | "unprivileged";

/** Nothing of our own environment: no secret of ours, and no PG… variable that would steer PostgreSQL. */
const environment = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" };

/** The accounts worth trying here, best first. `only` narrows them down, for tests. */
export async function accountsHere(only?: OtherAccount): Promise<Account[]> {
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0 && only === undefined && hasName()) return [{ kind: "self" }];
  const other = await powerlessUser();
  const accounts: Account[] = [{ kind: "namespace", ...other }];
  if (uid === 0) accounts.push({ kind: "unprivileged", ...other });
  return accounts.filter(({ kind }) => only === undefined || kind === only);
}

/** PostgreSQL must find a name for its own number; containers run under numbers that have none. */
function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

async function powerlessUser(): Promise<{ uid: number; gid: number }> {
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n");
  const users = lines.map((line) => {
    const [name, , uid, gid] = line.split(":");
    return { name, uid: Number(uid), gid: Number(gid) };
  });
  const others = users.filter(({ uid, gid }) => uid > 0 && gid > 0);
  const found = others.find(({ name }) => name === "nobody") ?? others[0];
  return found ? { uid: found.uid, gid: found.gid } : { uid: 65_534, gid: 65_534 };
}

/** The command line that runs `program` under the account, and the numbers for the runtime to change to. */
function commandOf(account: Account, program: string, parameters: string[]) {
  if (account.kind === "namespace") {
    const mapping = ["--user", `--map-user=${account.uid}`, `--map-group=${account.gid}`, "--"];
    return { file: "unshare", parameters: [...mapping, program, ...parameters], identity: {} };
  }
  const identity = account.kind === "self" ? {} : { uid: account.uid, gid: account.gid };
  return { file: program, parameters, identity };
}

/** Runs a program to its end. Throws with what it wrote to its error output when it fails. */
export async function runAs(account: Account, program: string, parameters: string[]): Promise<string> {
  const command = commandOf(account, program, parameters);
  const { stdout } = await promisify(execFile)(command.file, command.parameters, {
    ...command.identity,
    env: environment,
    cwd: "/",
  });
  return stdout;
}

/**
 * Starts a program that outlives us when we are killed, in a process group of its own: Ctrl-C in a terminal reaches us
 * alone, and we end it in order. Its output goes to the open file `output`. The process started is the program itself
 * (unshare replaces itself), so its number is the one to signal.
 */
export function startAs(
  account: Account,
  program: string,
  parameters: string[],
  output: number,
): ChildProcess {
  const command = commandOf(account, program, parameters);
  const child = spawn(command.file, command.parameters, {
    ...command.identity,
    env: environment,
    cwd: "/",
    detached: true,
    stdio: ["ignore", output, output],
  });
  child.on("error", () => undefined);
  child.unref();
  return child;
}

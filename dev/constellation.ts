import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { CannotStart } from "@allotement/platform/cannot-start.ts";

const program = fileURLToPath(new URL("../bin/allotement.ts", import.meta.url));
const crashing = fileURLToPath(new URL("./crashing-server.ts", import.meta.url));

/** One server of the constellation, in a process of its own. */
export interface ServerProcess {
  url: string;
  pid: number;
  /** Asks it to end, and waits until it has. */
  close(): Promise<void>;
  /** Ends it at once, as a power cut would (kill -9), and waits until it is gone. */
  kill(): Promise<void>;
  /** Resolves when the process has ended, however. */
  ended: Promise<void>;
  /** Sends it a message, for an entry that listens. */
  tell(message: object): void;
}

export interface ServerProcessOptions {
  /** Is given what the server prints. */
  show?: (line: string) => void;
  /** For tests: the crash point at which the process ends. */
  crashPoint?: string;
  /** For tests: `crashing-server.ts` in one file, which starts without translating anything. */
  bundled?: string;
}

/**
 * Starts `allotement <name>` as a process and waits until it answers.
 * @throws CannotStart with the server's own sentence.
 */
export async function startServerProcess(
  name: "boxoffice" | "reseller",
  environment: Record<string, string | undefined>,
  { show = () => {}, crashPoint, bundled }: ServerProcessOptions = {},
): Promise<ServerProcess> {
  const entry = bundled ?? (crashPoint === undefined ? program : crashing);
  const parameters = crashPoint === undefined ? [name] : [name, crashPoint];
  const child = fork(entry, parameters, {
    execArgv: bundled === undefined ? ["--import", "tsx"] : [],
    env: { ...environment },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Ctrl-C in a terminal reaches the whole group: the parent ends its servers in order instead.
    detached: true,
  });
  let said = "";
  child.stdout?.on("data", (chunk: Buffer) => show(String(chunk)));
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + String(chunk)).slice(-4000);
    show(String(chunk));
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    child.once("message", (message: unknown) => {
      if (typeof message === "object" && message && "url" in message) resolve(String(message.url));
    });
    child.once("exit", () => reject(new CannotStart(said.trim() || `The ${name} server ended at once.`)));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("a process that answers has a number");
  return {
    url,
    pid,
    ended: gone,
    tell(message) {
      if (child.connected) child.send(message);
    },
    async close() {
      child.kill("SIGTERM");
      await gone;
    },
    async kill() {
      child.kill("SIGKILL");
      await gone;
    },
  };
}

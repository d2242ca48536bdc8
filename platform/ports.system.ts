import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { v7 } from "uuid";
import { httpNetwork } from "./http-exchange.ts";
import type { Clock, Crash, Ids, Mailer, Network, Random } from "./ports.ts";
import { smtpMailer } from "./smtp.ts";

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  async sleep(milliseconds, signal) {
    try {
      await wait(milliseconds, undefined, signal ? { signal } : {});
    } catch (error) {
      if (!signal?.aborted) throw error;
    }
  },
};

/** The operating system's generator, fit for secrets. */
export const systemRandom: Random = { bytes: (length) => new Uint8Array(randomBytes(length)) };

/** UUID version 7 (RFC 9562): later identities sort after earlier ones. */
export const systemIds: Ids = { uuid: () => v7() };

/** Production: a crash point does nothing. */
export const noCrash: Crash = { point: () => undefined };

/** Tests only: the process ends at the crash point `name` as after a power cut, without any clean-up. */
export function crashAt(name: string): Crash {
  return {
    point(reached) {
      if (reached === name) process.kill(process.pid, "SIGKILL");
    },
  };
}

/** HTTP through the runtime's own client. */
export const systemNetwork: Network = httpNetwork();

/** SMTP through a kept library. */
export const systemMailer: Mailer = smtpMailer();

/** All of the machine's, as production uses them. */
export const systemPorts = {
  clock: systemClock,
  random: systemRandom,
  ids: systemIds,
  network: systemNetwork,
  mailer: systemMailer,
  crash: noCrash,
};

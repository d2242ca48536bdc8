import type { Clock, Crash, Ids, Random } from "@allotement/platform/ports.ts";
import type { Agenda } from "./agenda.ts";
import type { Chance } from "./chance.ts";
import { type Coverage, count } from "./coverage.ts";
import type { SideFaults } from "./scenario.ts";
import type { Trace } from "./trace.ts";

/** Thrown at a crash point: nothing after it runs, and what catches it finds every port dead. */
export class PowerCut extends Error {}

export type SideName = "venue" | "reseller";

/** What is the same whatever incarnation runs: the machine, its clock, its faults. */
export interface Machine {
  side: SideName;
  agenda: Agenda;
  chance: Chance;
  trace: Trace;
  coverage: Coverage;
  faults: SideFaults;
  /** How far its clock is off, in milliseconds. */
  skew: number;
  /** Nothing of it runs before this time (a pause of the whole process). */
  pausedUntil: number;
  /** Its transactions take real time, for which the virtual one waits. */
  real: boolean;
  /** Transactions that may have changed something. */
  written: number;
  /** Ends the incarnation that runs; the world starts another one later. */
  crash(why: string): void;
}

/** One run of a server from its start to its end. After its end none of its ports ever answers. */
export interface Incarnation {
  readonly alive: boolean;
  /** Nothing of it goes on from here. */
  end(): void;
  /** Transactions of it that are open, or wait for their turn. */
  open: number;
  /** Resolves once it has ended. */
  ended: Promise<void>;
  clock: Clock;
  random: Random;
  ids: Ids;
  crash: Crash;
  /** Enters what this process does next: not while it is paused, never once it has ended. */
  in(milliseconds: number, work: () => void): void;
  /** Does it now; where it is paused, afterwards. */
  now(work: () => void): void;
}

export function incarnationOf(machine: Machine): Incarnation {
  const { agenda, chance } = machine;
  let drawn = 0;
  let alive = true;
  let tellEnded = () => {};
  const ended = new Promise<void>((resolve) => {
    tellEnded = resolve;
  });
  const process: Incarnation = {
    get alive() {
      return alive;
    },
    end() {
      alive = false;
      tellEnded();
    },
    open: 0,
    ended,
    in(milliseconds, work) {
      agenda.in(milliseconds, () => process.now(work));
    },
    now(work) {
      if (!alive) return;
      if (machine.pausedUntil > agenda.now()) agenda.at(machine.pausedUntil, () => process.now(work));
      else work();
    },
    clock: {
      now: () => new Date(agenda.now() + machine.skew),
      sleep: (milliseconds, signal) =>
        new Promise((resolve) => {
          if (signal?.aborted) return process.in(0, resolve);
          const wake = () => {
            signal?.removeEventListener("abort", aborted);
            resolve();
          };
          const aborted = () => process.in(0, wake);
          process.in(Math.ceil(milliseconds * chance.pick(machine.faults.oversleep)), wake);
          signal?.addEventListener("abort", aborted);
        }),
    },
    random: { bytes: chance.bytes },
    ids: {
      uuid() {
        drawn = (drawn + 1) % 0x1000;
        return uuidAt(agenda.now() + machine.skew, drawn, chance);
      },
    },
    crash: {
      point(name) {
        if (!alive) throw new PowerCut(name);
        count(machine.coverage, `crash point passed: ${name}`);
        if (!chance.truth(machine.faults.crashAtPoint)) return;
        count(machine.coverage, `crash point: ${name}`);
        machine.crash(`at ${name}`);
        throw new PowerCut(name);
      },
    },
  };
  return process;
}

/** UUID version 7 of this time: 48 bits of it, a counter, chance. */
function uuidAt(time: number, serial: number, chance: Chance): string {
  const stamp = time.toString(16).padStart(12, "0");
  const first = serial.toString(16).padStart(3, "0");
  const rest = chance.below(0x1000).toString(16).padStart(3, "0");
  const half = () => chance.below(0x1000000).toString(16).padStart(6, "0");
  const last = half() + half();
  return `${stamp.slice(0, 8)}-${stamp.slice(8)}-7${first}-8${rest}-${last}`;
}

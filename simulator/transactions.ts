import { type Incarnation, type Machine, PowerCut } from "./process.ts";

/**
 * Each transaction at a moment of virtual time of its own. The process may end before it, at any call inside it, or after
 * its commit before anybody is told. The side runs them one after the other.
 */
export interface Turns {
  /** Runs `work` with what its transaction's calls go through; never answers once the process has ended. */
  take<Result>(work: (spoil: Spoil) => Promise<Result>): Promise<Result>;
}

/** The calls as given, or so that the process ends at one of them. */
export type Spoil = <Calls extends object>(calls: Calls) => Calls;

const unspoilt: Spoil = (calls) => calls;

export function turnsOf(process: Incarnation, machine: Machine): Turns {
  return {
    take: (work) =>
      new Promise((resolve, reject) => {
        process.in(machine.chance.below(3), () => {
          process.open += 1;
          const spoilt = machine.chance.truth(machine.faults.crashAtStore);
          const run = () => (spoilt ? ending(machine, process, work) : work(unspoilt));
          (machine.real ? machine.agenda.whileReal(() => orEnded(process, run())) : run()).then(
            (result) => {
              process.open -= 1;
              machine.written += 1;
              if (process.alive) resolve(result);
            },
            (error: unknown) => {
              process.open -= 1;
              machine.written += 1;
              if (process.alive) reject(error);
            },
          );
        });
      }),
  };
}

/** Looks at a side's rows, which can only be done between the transactions of its server. */
export function betweenTransactions<Rows>(
  process: Incarnation,
  machine: Machine,
  look: () => Rows | Promise<Rows>,
): Promise<Rows> {
  return new Promise((resolve) => {
    const attempt = () => {
      if (process.open > 0) process.in(50, attempt);
      else resolve(machine.agenda.whileReal(look));
    };
    attempt();
  });
}

/** A transaction that its process left behind is waited for no longer. */
function orEnded<Result>(process: Incarnation, result: Promise<Result>): Promise<Result> {
  const left = process.ended.then((): never => {
    throw new PowerCut("ended");
  });
  return Promise.race([result, left]);
}

/** Runs `work` so that the process ends at one of its calls, or where it makes fewer, once it has committed. */
async function ending<Result>(
  machine: Machine,
  process: Incarnation,
  work: (spoil: Spoil) => Promise<Result>,
): Promise<Result> {
  let left = machine.chance.below(8);
  const powerCut = (where: string): never => {
    machine.crash(where);
    throw new PowerCut(where);
  };
  const result = await work((calls) =>
    watched(calls, (name) => {
      left -= 1;
      if (left < 0 && process.alive) powerCut(`before ${name}`);
    }),
  );
  return process.alive ? powerCut("after a commit that nobody was told of") : result;
}

function watched<Calls extends object>(calls: Calls, before: (name: string) => void): Calls {
  return new Proxy(calls, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function" || typeof name !== "string") return value;
      return (...parameters: unknown[]) => {
        before(name);
        return Reflect.apply(value, target, parameters);
      };
    },
  });
}

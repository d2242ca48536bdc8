/**
 * Virtual time: what is to happen, ordered by (time, serial). Time moves only from one entry to the next, and only once
 * everything that the last one set going has come to rest: no microtask is left, and no real input or output is under
 * way (the database of the SQL floor).
 */
export interface Agenda {
  /** Milliseconds since 1970, as no process's own clock may distort it. */
  now(): number;
  /** Enters work at a time; one that has gone by means now. */
  at(time: number, work: () => void): void;
  in(milliseconds: number, work: () => void): void;
  /** Work with a real database behind it: time stands until it is over. */
  whileReal<Result>(work: () => Result | Promise<Result>): Promise<Result>;
  /** Goes from entry to entry until nothing is left, `until` says so, or `limit` is reached. */
  run(limit: number, until?: () => boolean): Promise<void>;
  entries(): number;
}

interface Entry {
  time: number;
  serial: number;
  work: () => void;
}

export function agendaFrom(start: number): Agenda {
  let now = start;
  let serial = 0;
  let real = 0;
  let done = 0;
  let rested: (() => void) | undefined;
  const heap: Entry[] = [];

  const at = (time: number, work: () => void) => {
    serial += 1;
    push(heap, { time: Math.max(time, now), serial, work });
  };
  return {
    now: () => now,
    at,
    in: (milliseconds, work) => at(now + milliseconds, work),
    async whileReal(work) {
      real += 1;
      try {
        return await work();
      } finally {
        real -= 1;
        if (real === 0) rested?.();
      }
    },
    run(limit, until = () => false) {
      return new Promise((resolve, reject) => {
        const step = () => {
          if (real > 0) {
            rested = () => {
              rested = undefined;
              onceAtRest(step);
            };
            return;
          }
          try {
            if (until()) return resolve();
            const next = heap[0];
            if (!next || next.time > limit) {
              if (limit < Number.POSITIVE_INFINITY) now = Math.max(now, limit);
              return resolve();
            }
            pop(heap);
            now = next.time;
            done += 1;
            next.work();
          } catch (error) {
            return reject(error);
          }
          onceAtRest(step);
        };
        onceAtRest(step);
      });
    },
    entries: () => done,
  };
}

const settled = Promise.resolve();

/** Calls back when no microtask is left: asked for inside of one, a tick comes only then. */
function onceAtRest(step: () => void): void {
  void settled.then(() => process.nextTick(step));
}

const before = (one: Entry, other: Entry) =>
  one.time < other.time || (one.time === other.time && one.serial < other.serial);

function push(heap: Entry[], entry: Entry): void {
  let place = heap.push(entry) - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    const above = heap[parent];
    if (!above || before(above, entry)) break;
    heap[place] = above;
    place = parent;
  }
  heap[place] = entry;
}

function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let place = 0;
  for (;;) {
    const left = heap[2 * place + 1];
    const right = heap[2 * place + 2];
    const child = right && left && before(right, left) ? right : left;
    if (!child || before(last, child)) break;
    heap[place] = child;
    place = child === left ? 2 * place + 1 : 2 * place + 2;
  }
  heap[place] = last;
}

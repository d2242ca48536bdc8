import type { CommitFault } from "../sides.ts";

/** Rows by their key. Rows are never changed, only replaced, so that a copy of the table is a copy of its keys. */
export interface Table<Key, Row> {
  get(key: Key): Row | undefined;
  put(key: Key, row: Row): void;
  remove(key: Key): void;
  rows(): IterableIterator<Row>;
  /** The rows of this moment, kept until one of them changes. */
  list(): readonly Row[];
  readonly size: number;
}

/** Rows that are only ever appended. */
export interface Log<Row> {
  readonly rows: readonly Row[];
  append(row: Row): void;
  /** The rows of this moment, kept until one is appended or undone. */
  list(): readonly Row[];
}

export interface Cell<Value> {
  get(): Value;
  set(value: Value): void;
}

/** What one incarnation of a server does with the database. */
export interface Life {
  /** One transaction after the other, in the order asked for; all or nothing. */
  transaction<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The same methods; outside of a transaction of this life they are refused, and after its death they never answer. */
  guard<Methods extends object>(methods: Methods): Methods;
  kill(): void;
}

export interface MemoryDatabase {
  table<Key, Row>(): Table<Key, Row>;
  log<Row>(): Log<Row>;
  cell<Value>(first: Value): Cell<Value>;
  /** Numbers from 1 on. As in PostgreSQL, one that was drawn is gone, whatever becomes of the transaction. */
  sequence(): () => number;
  open(): Life;
  /** How many transactions have committed changes. */
  changes(): number;
  /** What `look` made last, as long as no row has changed since. */
  kept<View>(look: () => View): () => View;
  /** @throws during a transaction, as what it answers does. */
  backup(): () => void;
  /** Refuses to be looked at during a transaction. */
  assertAtRest(): void;
}

interface Job {
  life: { dead: boolean };
  committing: boolean;
  start(): void;
}

const never = new Promise<never>(() => {});

/** The database of one side. Writes outside of a transaction (furnishing) are never undone. */
export function memoryDatabase(commitFault: () => CommitFault = () => "commit"): MemoryDatabase {
  const undo: (() => void)[] = [];
  const written = { times: 0 };
  const queue: Job[] = [];
  let current: Job | undefined;
  let changes = 0;
  const copies: (() => () => void)[] = [];

  const rollBack = () => {
    for (let step = undo.pop(); step; step = undo.pop()) step();
  };
  const next = () => {
    if (undo.length > 0) changes += 1;
    undo.length = 0;
    current = queue.shift();
    current?.start();
  };
  const run = async <Result>(
    job: Job,
    work: () => Promise<Result>,
    resolve: (result: Result) => void,
    reject: (error: unknown) => void,
  ): Promise<void> => {
    let result: Result;
    try {
      result = await work();
    } catch (error) {
      // Where the server died meanwhile its transaction is undone already, and nobody is told.
      if (job !== current) return;
      rollBack();
      next();
      reject(error);
      return;
    }
    if (job !== current) return;
    job.committing = true;
    const fate = commitFault();
    if (fate === "rollback" || fate === "unknownRolledBack") rollBack();
    next();
    if (job.life.dead) return;
    if (fate === "commit") resolve(result);
    else if (fate === "rollback") reject(new Error("the database refused the commit"));
    else reject(new Error("the connection was lost during the commit"));
  };
  const assertAtRest = () => {
    if (current) throw new Error("a transaction is open");
  };

  return {
    assertAtRest,
    changes: () => changes,
    kept(look) {
      let last: { times: number; view: ReturnType<typeof look> } | undefined;
      return () => {
        if (last?.times !== written.times) last = { times: written.times, view: look() };
        return last.view;
      };
    },
    table: () => makeTable(undo, () => current !== undefined, copies, written),
    log: () => makeLog(undo, () => current !== undefined, copies, written),
    cell<Value>(first: Value): Cell<Value> {
      const table = makeTable<0, { value: Value }>(undo, () => current !== undefined, copies, written);
      table.put(0, { value: first });
      return {
        get: () => (table.get(0) ?? { value: first }).value,
        set: (value) => table.put(0, { value }),
      };
    },
    sequence() {
      let last = 0;
      copies.push(() => {
        const kept = last;
        return () => {
          last = kept;
        };
      });
      return () => {
        last += 1;
        return last;
      };
    },
    open() {
      const life = { dead: false };
      return {
        transaction: <Result>(work: () => Promise<Result>) =>
          life.dead
            ? never
            : new Promise<Result>((resolve, reject) => {
                const job: Job = {
                  life,
                  committing: false,
                  start: () => void run(job, work, resolve, reject),
                };
                if (current) queue.push(job);
                else {
                  current = job;
                  job.start();
                }
              }),
        guard: (methods) =>
          new Proxy(methods, {
            get(target, name) {
              if (life.dead) return () => never;
              if (current?.life === life) return Reflect.get(target, name);
              return () => Promise.reject(new Error("The transaction is over"));
            },
          }),
        kill() {
          life.dead = true;
          for (let index = queue.length - 1; index >= 0; index -= 1)
            if (queue[index]?.life === life) queue.splice(index, 1);
          if (current?.life !== life || current.committing) return;
          rollBack();
          next();
        },
      };
    },
    backup() {
      assertAtRest();
      const restorers = copies.map((copy) => copy());
      return () => {
        assertAtRest();
        for (const restore of restorers) restore();
      };
    },
  };
}

function makeTable<Key, Row>(
  undo: (() => void)[],
  inTransaction: () => boolean,
  copies: (() => () => void)[],
  written: { times: number },
): Table<Key, Row> {
  const rows = new Map<Key, Row>();
  let listed: readonly Row[] | undefined;
  const change = () => {
    listed = undefined;
    written.times += 1;
  };
  const write = (key: Key, row: Row | undefined) => {
    change();
    if (row === undefined) rows.delete(key);
    else rows.set(key, row);
  };
  const remember = (key: Key) => {
    const before = rows.get(key);
    undo.push(() => write(key, before));
  };
  copies.push(() => {
    const kept = new Map(rows);
    return () => {
      change();
      rows.clear();
      for (const [key, row] of kept) rows.set(key, row);
    };
  });
  return {
    get: (key) => rows.get(key),
    put(key, row) {
      if (inTransaction()) remember(key);
      write(key, row);
    },
    remove(key) {
      if (inTransaction()) remember(key);
      write(key, undefined);
    },
    rows: () => rows.values(),
    list() {
      listed ??= [...rows.values()];
      return listed;
    },
    get size() {
      return rows.size;
    },
  };
}

function makeLog<Row>(
  undo: (() => void)[],
  inTransaction: () => boolean,
  copies: (() => () => void)[],
  written: { times: number },
): Log<Row> {
  const rows: Row[] = [];
  let listed: readonly Row[] | undefined;
  const change = () => {
    listed = undefined;
    written.times += 1;
  };
  const drop = () => {
    change();
    rows.pop();
  };
  copies.push(() => {
    const kept = [...rows];
    return () => {
      change();
      rows.splice(0, rows.length, ...kept);
    };
  });
  return {
    rows,
    append(row) {
      change();
      if (inTransaction()) undo.push(drop);
      rows.push(row);
    },
    list() {
      listed ??= [...rows];
      return listed;
    },
  };
}

/** What is made of lists, kept until one of them changes. */
export function keptOf<Lists extends unknown[], Made>(
  listsOf: () => readonly [...Lists],
  make: (...lists: Lists) => Made,
): () => Made {
  let kept: { lists: readonly [...Lists]; made: Made } | undefined;
  return () => {
    const lists = listsOf();
    if (!kept || lists.some((list, index) => list !== kept?.lists[index]))
      kept = { lists, made: make(...lists) };
    return kept.made;
  };
}

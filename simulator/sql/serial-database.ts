import type { Database, Queries, Transaction } from "@allotement/platform/database/database.ts";
import type { CommitFault } from "../sides.ts";

/** One incarnation of a server and its way to the database. */
export interface SerialLife {
  database: Database;
  kill(): void;
}

const never = new Promise<never>(() => {});

/**
 * The real database, whose transactions run one after the other in the order asked for (a single statement is one, too),
 * whose commits fail as told, and whose servers may die: the same promises as the database on memory.
 */
export function serialDatabase(database: Database, commitFault: () => CommitFault = () => "commit") {
  let last: Promise<unknown> = Promise.resolve();
  let changes = 0;

  const inTurn = async <Result>(life: Life, work: (transaction: Transaction) => Promise<Result>) => {
    const before = last;
    let over = () => {};
    last = new Promise<void>((resolve) => {
      over = resolve;
    });
    await before;
    try {
      if (life.dead) return never;
      const outcome = await carryOut(database, life, work, commitFault, () => {
        changes += 1;
      });
      return life.dead ? never : outcome;
    } catch (error) {
      if (life.dead) return never;
      throw error;
    } finally {
      over();
    }
  };

  return {
    /** How many transactions with statements that write have ended. */
    changes: () => changes,
    open(): SerialLife {
      const life = newLife();
      const transaction = <Result>(work: (transaction: Transaction) => Promise<Result>) =>
        life.dead ? never : inTurn(life, work);
      const alone = <Result>(ask: (queries: Queries) => Promise<Result>) => transaction(ask);
      return {
        kill: life.kill,
        database: {
          transaction,
          rows: (statement) => alone((queries) => queries.rows(statement)),
          first: (statement) => alone((queries) => queries.first(statement)),
          run: (statement) => alone((queries) => queries.run(statement)),
          close: () => Promise.reject(new Error("a server's own way is not closed: its side is")),
        },
      };
    },
  };
}

interface Life {
  dead: boolean;
  /** Rejects at the death of the server. */
  death: Promise<never>;
  kill(): void;
}

function newLife(): Life {
  let die = () => {};
  const death = new Promise<never>((_resolve, reject) => {
    die = () => reject(new Error("the server is dead"));
  });
  death.catch(() => undefined);
  const life = {
    dead: false,
    death,
    kill() {
      life.dead = true;
      die();
    },
  };
  return life;
}

async function carryOut<Result>(
  database: Database,
  life: Life,
  work: (transaction: Transaction) => Promise<Result>,
  commitFault: () => CommitFault,
  onWritten: () => void,
): Promise<Result> {
  let fate: CommitFault = "commit";
  let wrote = false;
  const note = (text: string) => {
    wrote ||= writing.test(text);
  };
  try {
    const result = await database.transaction(async (transaction) => {
      const done = await Promise.race([work(mortal(transaction, life, note)), life.death]);
      fate = commitFault();
      if (fate === "rollback") throw new Error("the database refused the commit");
      if (fate === "unknownRolledBack") throw new Error("the connection was lost during the commit");
      return { done };
    });
    if (fate !== "commit") throw new Error("the connection was lost during the commit");
    return result.done;
  } finally {
    if (wrote) onWritten();
  }
}

const writing = /\b(?:insert\s+into|update\s+\w+\s+(?:\w+\s+)?set|delete\s+from)\b/i;

/** A transaction that no longer answers once its server is dead. */
function mortal(transaction: Transaction, life: Life, note: (text: string) => void): Transaction {
  const alive = async <Answer>(text: string, ask: () => Promise<Answer>): Promise<Answer> => {
    if (life.dead) return never;
    note(text);
    const answer = await ask();
    return life.dead ? never : answer;
  };
  return {
    inTransaction: true,
    rows: (statement) => alive(statement.text, () => transaction.rows(statement)),
    first: (statement) => alive(statement.text, () => transaction.first(statement)),
    run: (statement) => alive(statement.text, () => transaction.run(statement)),
    script: (text) => alive(text, () => transaction.script(text)),
  };
}

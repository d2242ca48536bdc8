import type { Database } from "@allotement/platform/database/database.ts";
import type { Network } from "@allotement/platform/ports.ts";
import { decryptSecret } from "@allotement/platform/secrets.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import { recallCancelled } from "./cancellation/recall-cancelled.ts";
import { allConnections, type ConnectionRow, connectionOf } from "./configure/connection.store.ts";
import { type Line, openLine } from "./line/line.ts";
import { watchShowStatus } from "./show-status/watch-show-status.ts";
import { watchStockRules } from "./stock-rules/watch-stock-rules.ts";
import { sqlInterfaceStore } from "./store.ts";
import { type InterfaceWorker, startWorker, type WorkerPorts } from "./worker.ts";

/** The workers of all connections of this server. */
export interface InterfaceWorkers {
  of(organizerId: number): InterfaceWorker | undefined;
  /** Begins anew with the connection as it stands in the books, after a person has looked at it. */
  restart(organizerId: number): Promise<void>;
  /** A line of its own, without a session: for trying out a connection. */
  newLine(connection: ConnectionRow): Line;
  stop(): Promise<void>;
}

export interface WorkersNeeds {
  database: Database;
  network: Network;
  ports: WorkerPorts;
  encryptionKey: Uint8Array;
  onFailure(error: unknown): void;
}

/** After this long without an answer the outcome of a call is unknown (R12), in milliseconds. */
const callTimeoutMilliseconds = 15_000;

export async function startWorkers(needs: WorkersNeeds): Promise<InterfaceWorkers> {
  const workers = new Map<number, InterfaceWorker>();
  const restarts = new Map<number, Promise<void>>();
  let stopped = false;
  for (const connection of await allConnections(needs.database)) {
    if (!workers.has(connection.organizerId))
      workers.set(connection.organizerId, workerOf(connection, needs));
  }
  const begin = async (organizerId: number) => {
    const before = workers.get(organizerId);
    workers.delete(organizerId);
    await before?.stop();
    const connection = await connectionOf(needs.database, organizerId);
    if (connection && !stopped) workers.set(organizerId, workerOf(connection, needs, true));
  };
  return {
    of: (organizerId) => workers.get(organizerId),
    async restart(organizerId) {
      // One after the other: two at once would leave a worker that nobody stops, with the connection of before.
      const last = restarts.get(organizerId) ?? Promise.resolve();
      const next = last.catch(() => undefined).then(() => begin(organizerId));
      restarts.set(organizerId, next);
      await next;
    },
    newLine: (connection) => lineOf(connection, needs),
    async stop() {
      stopped = true;
      await Promise.allSettled(restarts.values());
      await Promise.all([...workers.values()].map((worker) => worker.stop()));
    },
  };
}

function workerOf(connection: ConnectionRow, needs: WorkersNeeds, looked = false): InterfaceWorker {
  const { database, ports, onFailure } = needs;
  const store = sqlInterfaceStore(database, connection);
  const line = lineOf(connection, needs);
  const worker = startWorker(store, line, connection, ports, onFailure, looked);
  const watch = watchShowStatus({ database, line, scope: connection, clock: ports.clock, onFailure });
  const recalls = recallCancelled({
    database,
    scope: connection,
    clock: ports.clock,
    ids: ports.ids,
    onFailure,
  });
  const rules = watchStockRules({ database, line, connection, ports, wake: worker.wake, onFailure });
  return {
    ...worker,
    async stop() {
      await Promise.all([worker.stop(), watch.stop(), recalls.stop(), rules.stop()]);
    },
  };
}

function lineOf(connection: ConnectionRow, needs: WorkersNeeds): Line {
  const client = allotmentClient(needs.network, connection.serverUrl, callTimeoutMilliseconds);
  const { institutionCode, userName } = connection;
  const password = decryptSecret(needs.encryptionKey, connection.passwordEncrypted);
  return openLine(client, { institutionCode, userName, password }, needs.ports.clock);
}

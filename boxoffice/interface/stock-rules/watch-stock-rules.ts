import type { Database, Transaction } from "@allotement/platform/database/database.ts";
import type { Clock, Crash, Ids } from "@allotement/platform/ports.ts";
import { planHold } from "../../house/holds/holds.ts";
import { awaitsFence, type SeatRow, sqlSeatsStore } from "../../house/inventory/inventory.store.ts";
import type { Line } from "../line/line.ts";
import { type RunRequest, sqlRunsStore } from "../runs/runs.store.ts";
import type { Scope } from "../store.ts";
import { isOfSource } from "./rehearse.ts";
import {
  insertRuleRun,
  lockRule,
  markReleased,
  readStocks,
  returnsToRelease,
  rulesOfShow,
  rulesSwitchedOn,
  type StockRuleRow,
  seatsBroughtHome,
} from "./stock-rules.store.ts";
import { isReturnDue, type ReturnRule, type Stock, seatsToRefill } from "./stock-rules.ts";

export interface RuleNeeds {
  database: Database;
  line: Pick<Line, "state">;
  /** The connection: the interface's hold, and the operator who stands for it in the books. */
  connection: Scope & { holdCode: number; operatorId: number };
  ports: { clock: Clock; ids: Ids; crash: Crash };
  /** A run was written: the interface's worker carries it out. */
  wake(): void;
}

const lookMilliseconds = 5_000;

/** Looks at the rules that are switched on, for as long as the server runs. */
export function watchStockRules(needs: RuleNeeds & { onFailure(error: unknown): void }): {
  stop(): Promise<void>;
} {
  const stopping = new AbortController();
  const work = (async () => {
    while (!stopping.signal.aborted) {
      await runStockRules(needs).catch(needs.onFailure);
      if (!stopping.signal.aborted) await needs.ports.clock.sleep(lookMilliseconds, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await work;
    },
  };
}

/** One look: starts the runs that are due and gives to the counter what has come home. Answers how many runs it started. */
export async function runStockRules(needs: RuleNeeds): Promise<number> {
  const { database, connection, line, ports } = needs;
  let started = 0;
  for (const { runId, performanceNumber } of await returnsToRelease(database, connection))
    await database.transaction((transaction) => release(transaction, needs, runId, performanceNumber));
  // On a line that is down nothing is asked of the reseller: it would wait, seats locked, until somebody looks.
  if (line.state().up !== true) return started;
  for (const rule of await rulesSwitchedOn(database, connection)) {
    const now = ports.clock.now();
    const returning = await returningOf(database, connection, rule);
    for (const stock of await readStocks(database, connection, rule, connection.holdCode, now)) {
      if (countDue(rule, stock, returning, now) === 0) continue;
      const { performanceNumber } = stock;
      const runId = await database.transaction((transaction) =>
        startRuleRun(transaction, needs, rule, performanceNumber),
      );
      if (runId === undefined) continue;
      started += 1;
      ports.crash.point("stockRules.started");
      needs.wake();
    }
  }
  return started;
}

/** The show's return where it is switched on: a refill does not work against it. */
async function returningOf(
  queries: Parameters<typeof rulesOfShow>[0],
  connection: Scope,
  { kind, showNumber }: StockRuleRow,
): Promise<ReturnRule | undefined> {
  if (kind === "return") return undefined;
  const rules = await rulesOfShow(queries, connection, showNumber);
  const found = rules.find((rule) => rule.kind === "return" && rule.switchedOnAt !== null);
  return found?.kind === "return" ? found.values : undefined;
}

function countDue(rule: StockRuleRow, stock: Stock, returning: ReturnRule | undefined, now: Date): number {
  if (rule.kind === "return") return isReturnDue(rule.values, stock, now) ? stock.forSale : 0;
  return seatsToRefill(rule.values, stock, returning, now);
}

/**
 * Decides under the rule's lock and writes the run in the same transaction: a crash leaves both or neither, and of two
 * processes the second finds the first's run on its way. Undefined where it is not due any more.
 */
async function startRuleRun(
  transaction: Transaction,
  { connection, ports }: RuleNeeds,
  seen: StockRuleRow,
  performanceNumber: number,
): Promise<string | undefined> {
  const { holdCode, operatorId } = connection;
  const now = ports.clock.now();
  const rule = await lockRule(transaction, connection, seen.showNumber, seen.kind);
  if (!rule || rule.switchedOnAt === null) return undefined;
  const seats = sqlSeatsStore(transaction, connection.organizerId);
  const locked = await seats.lockSeats(performanceNumber, "all");
  const returning = await returningOf(transaction, connection, rule);
  const [stock] = await readStocks(transaction, connection, rule, holdCode, now, performanceNumber);
  const count = stock ? countDue(rule, stock, returning, now) : 0;
  if (count === 0) return undefined;
  let request: RunRequest = { kind: "recall", seatCodes: "all", rule: "return" };
  if (rule.kind === "refill") {
    const chosen = seatsOfSource(locked, rule.values.sourceHoldCode, count);
    const changes = chosen.flatMap((seat) => {
      const plan = planHold(seat, holdCode);
      return plan.kind === "move" ? [plan.change] : [];
    });
    await seats.moveSeats({ performanceNumber, at: now, operatorId }, changes);
    request = { kind: "allot", seatCodes: chosen.map(({ seatCode }) => seatCode), rule: "refill" };
  }
  const runId = ports.ids.uuid();
  const runs = sqlRunsStore(transaction, connection);
  await runs.insertRun({ runId, request, operatorId }, [performanceNumber], now);
  await insertRuleRun(transaction, connection, rule, { runId, performanceNumber, seats: count, at: now });
  return runId;
}

/** The first seats of the source in the order of the plan. */
function seatsOfSource(locked: readonly SeatRow[], sourceHoldCode: number | null, count: number): SeatRow[] {
  return locked.filter((seat) => isOfSource(seat, sourceHoldCode) && !awaitsFence(seat)).slice(0, count);
}

/** What a return has brought home goes out of the hold, free for the counter; what has moved on since stays as it is. */
async function release(
  transaction: Transaction,
  { connection, ports }: RuleNeeds,
  runId: string,
  performanceNumber: number,
): Promise<void> {
  const at = ports.clock.now();
  if (!(await markReleased(transaction, connection, runId, at))) return;
  const home = await seatsBroughtHome(transaction, connection, runId);
  const seats = sqlSeatsStore(transaction, connection.organizerId);
  const locked = await seats.lockSeats(performanceNumber, home);
  const changes = locked.flatMap((seat) => {
    const plan = planHold(seat, null);
    return seat.holdCode === connection.holdCode && plan.kind === "move" ? [plan.change] : [];
  });
  await seats.moveSeats({ performanceNumber, at, operatorId: connection.operatorId }, changes);
}

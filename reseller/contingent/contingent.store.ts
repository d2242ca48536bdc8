import { type Database, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { OperationAnswer, OperationRequest } from "@allotement/protocol/messages/operation.ts";
import { sequencerTransaction } from "../feed/feed.store.ts";
import { knownCodes } from "../mapping/mapping.store.ts";
import { performanceOf, saveShow, showExists } from "../shows/shows.store.ts";
import type { ContingentStore, ContingentTransaction, StoredOperation } from "./operations.ts";
import { readSeats, seatTransaction } from "./seats.store.ts";
import { performanceMoment } from "./snapshot.store.ts";

/** The store of operations on PostgreSQL. */
export function contingentStore(database: Database): ContingentStore {
  return {
    transaction: (institutionCode, work) =>
      database.transaction((transaction) => work(contingentTransaction(transaction, institutionCode))),
  };
}

function contingentTransaction(transaction: Transaction, institutionCode: number): ContingentTransaction {
  return {
    ...seatTransaction(transaction, institutionCode),
    ...sequencerTransaction(transaction, institutionCode),
    performanceMoment: (performanceNumber) =>
      performanceMoment(transaction, institutionCode, performanceNumber),
    lockOperation: (operationId) => lockOperation(transaction, institutionCode, operationId),
    storedOperation: (operationId) => storedOperation(transaction, institutionCode, operationId),
    async storeOperation({ operationId, kind, performanceNumber }, stored, receivedAt) {
      const answered = stored.state === "answered";
      await transaction.run(sql`
        insert into operation_log
          (institution_code, operation_id, kind, performance_number, body_hash, state, answer, received_at)
        values (${institutionCode}, ${operationId}, ${kind}, ${performanceNumber}, ${answered ? stored.bodyHash : null},
          ${stored.state}, ${answered ? stored.answer : { asOf: stored.asOf }}, ${receivedAt})`);
    },
    knownCodes: (hallCode) => knownCodes(transaction, institutionCode, hallCode),
    showExists: (showNumber) => showExists(transaction, institutionCode, showNumber),
    performance: (performanceNumber) => performanceOf(transaction, institutionCode, performanceNumber),
    saveShow: (showNumber, show, createdAt) =>
      saveShow(transaction, institutionCode, showNumber, show, createdAt),
    createPerformance: (request, createdAt) =>
      createPerformance(transaction, institutionCode, request, createdAt),
    async addSeats(performanceNumber, seatCodes) {
      await transaction.run(sql`
        insert into contingent_seats (institution_code, performance_number, seat_code, state)
        select ${institutionCode}, ${performanceNumber}, seat_code, 'none'
        from unnest(${seatCodes}::int[]) as w(seat_code) order by seat_code
        on conflict do nothing`);
    },
    seats: (performanceNumber, seatCodes) =>
      readSeats(transaction, institutionCode, performanceNumber, seatCodes),
    async raiseCommands(performanceNumber, commands) {
      const seatCodes = commands.map((seat) => seat.seatCode);
      await transaction.run(sql`
        update contingent_seats s set command = w.command
        from unnest(${seatCodes}::int[], ${commands.map((seat) => seat.command)}::int[]) as w(seat_code, command)
        where s.institution_code = ${institutionCode} and s.performance_number = ${performanceNumber}
          and s.seat_code = any(${seatCodes}::int[]) and s.seat_code = w.seat_code and s.command < w.command`);
    },
  };
}

async function lockOperation(
  transaction: Transaction,
  institutionCode: number,
  operationId: string,
): Promise<boolean> {
  const key = `${institutionCode}/${operationId.toLowerCase()}`;
  const row = await transaction.first<{ locked: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as locked`,
  );
  return row?.locked === true;
}

async function storedOperation(
  transaction: Transaction,
  institutionCode: number,
  operationId: string,
): Promise<StoredOperation | undefined> {
  const row = await transaction.first<
    | { state: "answered"; body_hash: string; answer: OperationAnswer }
    | { state: "voided"; answer: { asOf: number } }
  >(sql`
    select state, body_hash, answer from operation_log
    where institution_code = ${institutionCode} and operation_id = ${operationId}`);
  if (row?.state === "voided") return { state: "voided", asOf: row.answer.asOf };
  return row && { state: "answered", bodyHash: row.body_hash, answer: row.answer };
}

async function createPerformance(
  transaction: Transaction,
  institutionCode: number,
  request: OperationRequest,
  createdAt: Date,
): Promise<void> {
  await transaction.run(sql`
    insert into performances (institution_code, performance_number, show_number, hall_code, hold_code, local_date,
      local_time, time_zone, created_at)
    values (${institutionCode}, ${request.performanceNumber}, ${request.showNumber}, ${request.hallCode},
      ${request.holdCode}, ${request.localDate}, ${request.localTime}, ${request.timeZone}, ${createdAt})
    on conflict do nothing`);
}

import {
  type ContingentSeat,
  type SeatMove,
  seatTransitions,
} from "@allotement/reseller/contingent/contingent.ts";
import type {
  MovementCause,
  SeatFacts,
  SeatTransaction,
} from "@allotement/reseller/contingent/operations.ts";
import { assert, seatKey } from "./constraints.ts";
import type { NetworkSeat, NetworkTables } from "./network.tables.ts";

const transitions = new Set(seatTransitions.map(({ movement, from, to }) => `${movement} ${from} ${to}`));

export function memoryContingentSeats(tables: NetworkTables): SeatTransaction {
  return {
    lockSeats: async (performanceNumber, seatCodes) => readSeats(tables, performanceNumber, seatCodes),
    async moveSeats(performanceNumber, cause, moves, facts) {
      for (const move of moves) moveSeat(tables, performanceNumber, cause, move, facts?.get(move.seatCode));
    },
  };
}

/** The seats that are known, in the order of their codes. */
export function readSeats(
  { seats, baskets }: NetworkTables,
  performanceNumber: number,
  seatCodes: readonly number[],
): Map<number, ContingentSeat> {
  const found = new Map<number, ContingentSeat>();
  for (const seatCode of [...seatCodes].sort((one, other) => one - other)) {
    const row = seats.get(seatKey(performanceNumber, seatCode));
    if (!row) continue;
    const { state, command, grant, fence, basketId } = row;
    const basketExpiresAt = basketId === null ? null : (baskets.get(basketId)?.expiresAt ?? null);
    found.set(seatCode, { seatCode, state, command, grant, fence, basketId, basketExpiresAt });
  }
  return found;
}

function moveSeat(
  tables: NetworkTables,
  performanceNumber: number,
  { movement, at, operationId, orderId }: MovementCause,
  move: SeatMove,
  facts: SeatFacts | undefined,
): void {
  const { seatCode, from, to, command, grant, fence } = move;
  const key = seatKey(performanceNumber, seatCode);
  const before = tables.seats.get(key);
  if (before?.state !== from) throw new Error(`${movement}: seat ${seatCode} was not locked`);
  assert(transitions.has(`${movement} ${from} ${to}`), `the table of transitions: ${movement} ${from} ${to}`);
  const serial = (before.movementSerial ?? 0) + 1;
  const after: NetworkSeat = {
    ...before,
    state: to,
    command,
    grant,
    fence,
    basketId: to === "inBasket" ? move.basketId : null,
    movementSerial: serial,
    zoneCode: facts?.zoneCode ?? before.zoneCode,
    floorCode: facts?.floorCode ?? before.floorCode,
    seatCategoryCode: facts?.seatCategoryCode ?? before.seatCategoryCode,
    row: facts?.row ?? before.row,
    number: facts?.number ?? before.number,
  };
  assertRow(tables, before, after);
  tables.seats.put(key, after);
  tables.movements.append({
    performanceNumber,
    seatCode,
    serial,
    movement,
    from,
    to,
    command,
    grant,
    operationId: operationId ?? null,
    basketId: move.basketId,
    orderId: orderId ?? null,
    at,
  });
}

/** The checks of `contingent_seats`. */
function assertRow({ baskets }: NetworkTables, before: NetworkSeat, after: NetworkSeat): void {
  const { state, command, grant, fence, basketId, movementSerial, seatCategoryCode } = after;
  assert(grant >= 0 && grant <= command && fence >= 0, "a grant is a command");
  assert(
    command >= before.command && grant >= before.grant && fence >= before.fence,
    "command, grant and fence of a seat never fall",
  );
  assert((state === "inBasket") === (basketId !== null), "a seat in a basket has its basket");
  assert(basketId === null || baskets.get(basketId) !== undefined, "the basket exists");
  assert((state === "none") === (movementSerial === null), "a seat that was granted has moved");
  assert(state === "none" || seatCategoryCode !== null, "a seat that was granted has its category");
}

import {
  awaitsFence,
  type MoveContext,
  type SeatChange,
  type SeatRow,
  type SeatsStore,
} from "@allotement/boxoffice/house/inventory/inventory.store.ts";
import { mayMove } from "@allotement/boxoffice/house/inventory/seat-states.ts";
import { assert, seatKey } from "./constraints.ts";
import type { VenueSeat, VenueTables } from "./venue.tables.ts";

export function memorySeats(tables: VenueTables): SeatsStore {
  return {
    async lockSeats(performanceNumber, seatCodes) {
      const all = tables.seatCodes.get(performanceNumber) ?? [];
      const chosen = seatCodes === "all" ? undefined : new Set(seatCodes);
      const seats: SeatRow[] = [];
      for (const seatCode of all) {
        if (chosen && !chosen.has(seatCode)) continue;
        const row = tables.seats.get(seatKey(performanceNumber, seatCode));
        if (row) seats.push(asLocked(row));
      }
      return seats;
    },
    async moveSeats(context, changes) {
      for (const change of changes) moveSeat(tables, context, change);
    },
  };
}

function asLocked({ performanceNumber: _, ...seat }: VenueSeat): SeatRow {
  return seat;
}

function moveSeat(
  tables: VenueTables,
  { performanceNumber, at, operatorId }: Omit<MoveContext, "organizerId">,
  { seat, movement, to, set, ticketId }: SeatChange,
): void {
  const { seatCode, state: from } = seat;
  if (!mayMove(movement, from, to)) throw new Error(`seat ${seatCode}: ${movement} from ${from} to ${to}`);
  if (movement === "allot" && awaitsFence(seat))
    throw new Error(`seat ${seatCode}: allotted before its fence ${seat.fence} is acknowledged`);
  const key = seatKey(performanceNumber, seatCode);
  const before = tables.seats.get(key);
  if (before?.state !== from || before.movementSerial !== seat.movementSerial)
    throw new Error(`seat ${seatCode} is not as it was locked`);
  const serial = (seat.movementSerial ?? 0) + 1;
  const after = { ...seat, ...set, state: to, movementSerial: serial, performanceNumber };
  assertRow(tables, after);
  assert(after.command >= before.command && after.fence >= before.fence, "command and fence never fall");
  assert(after.fenceAcknowledged >= before.fenceAcknowledged, "what is acknowledged of a fence never falls");
  tables.seats.put(key, after);
  const { holdCode, command, grantCommand, resellerId } = after;
  const operationId = set?.operationId ?? seat.operationId;
  const moved = {
    performanceNumber,
    seatCode,
    serial,
    movement,
    from,
    to,
    holdCode,
    command,
    grantCommand,
    resellerId,
    operationId,
    ticketId: ticketId ?? null,
    operatorId,
    at,
  };
  tables.movements.append(moved);
  tables.lastMovements.put(key, moved);
}

/** The checks of `performance_seats`. */
function assertRow({ season }: VenueTables, seat: VenueSeat): void {
  const { state, holdCode, grantCommand, resellerId, operationId } = seat;
  const onTheWay = state === "allotting" || state === "recalling";
  const away = onTheWay || state === "allotted";
  assert(!(away || state === "held") || holdCode !== null, "a seat that is held has its hold");
  assert(!onTheWay || operationId !== null, "a seat on its way has its operation");
  assert(!away || (grantCommand !== null && resellerId !== null), "a seat that is away has its grant");
  assert(
    grantCommand === null || (grantCommand >= 1 && grantCommand <= seat.command),
    "a grant is a command",
  );
  assert(
    seat.fenceAcknowledged >= 0 && seat.fenceAcknowledged <= seat.fence,
    "no fence is acknowledged that there is not",
  );
  assert(state !== "allotting" || !awaitsFence(seat), "no allot before the fence is acknowledged");
  const here = state === "free" || state === "held" || state === "soldAtCounter" || state === "blocked";
  assert(!here || operationId === null, "a seat that is here has no operation");
  assert(holdCode === null || season.holds.some((hold) => hold.holdCode === holdCode), "the hold exists");
  assert(resellerId === null || resellerId === season.resellerId, "the reseller exists");
}

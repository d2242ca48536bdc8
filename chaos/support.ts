import { setTimeout as wait } from "node:timers/promises";
import { conflictList } from "@allotement/boxoffice/api/interface-conflicts.ts";
import { forceRecallConfirmation } from "@allotement/boxoffice/interface/force-recall/force-recall.ts";
import type { Caller } from "./caller.ts";
import { type ClientNeeds, note, sellAtCounter, someSeats } from "./clients.ts";
import { type Closing, nextMoment, type SeenConflict } from "./history.ts";

/**
 * Support with a second person (R8.5): frees seats by force, often such as the network has just sold, and sells them here
 * at once; closes the conflicts that come of it.
 */
export async function supportPerson(
  { support, clerk }: { support: Caller; clerk: Caller },
  needs: ClientNeeds & { secondPerson: { initials: string; password: string } },
): Promise<void> {
  const { chance, over } = needs;
  for (let turn = 1; !over.aborted; turn += 1) {
    await wait(chance.between(60, 400));
    if (over.aborted) return;
    if (chance.truth(0.4)) await closeConflict(support, needs);
    else await forceRecall(support, clerk, needs, turn);
  }
}

async function forceRecall(
  support: Caller,
  clerk: Caller,
  needs: Parameters<typeof supportPerson>[1],
  turn: number,
): Promise<void> {
  const { chance, secondPerson } = needs;
  const { performanceNumber, seatCodes } = seatsToFree(needs);
  const order = { performanceNumber, seatCodes, reason: "the line is down", secondPerson };
  const confirmation = forceRecallConfirmation;
  const freed = await support.call("POST", "/api/interface/force-recall", { ...order, confirmation });
  note(needs, "forceRecall", freed);
  if (freed.kind !== "ok" || chance.truth(0.3)) return;
  const holds = `/api/performances/${performanceNumber}/holds`;
  note(needs, "release", await clerk.call("POST", holds, { holdCode: null, seatCodes }));
  for (const [index, seatCode] of seatCodes.slice(0, 2).entries())
    await sellAtCounter(clerk, needs, 2 * turn + index, performanceNumber, [seatCode]);
}

/** Half of the time what the network has just sold: the venue may not know yet. */
function seatsToFree(needs: ClientNeeds): { performanceNumber: number; seatCodes: number[] } {
  const { chance, stock, history } = needs;
  const soldThere = history.sales.filter(({ at, told }) => at === "network" && told !== "failed").slice(-3);
  if (soldThere.length > 0 && chance.truth(0.5)) {
    const { performanceNumber, seatCodes } = chance.pick(soldThere);
    return { performanceNumber, seatCodes: [...seatCodes] };
  }
  return { performanceNumber: chance.pick(stock.performances), seatCodes: someSeats(needs, 3) };
}

/** Looks at the open conflicts, and closes one of them now and then. */
async function closeConflict(support: Caller, needs: ClientNeeds): Promise<void> {
  const { chance, history } = needs;
  const shown = await support.call("GET", "/api/interface/conflicts");
  if (shown.kind !== "ok") return;
  const open = conflictList.parse(shown.body).conflicts.filter(({ closed }) => closed === null);
  const seen = open.map(({ conflictId, performanceNumber, seatCode, late, here, mayStay }) => ({
    conflict: { conflictId, performanceNumber, seatCode, late: party(late), here: party(here) },
    mayStay,
  }));
  const conflicts = seen.map(({ conflict, mayStay }) => ({
    conflict: { ...conflict, seenAt: nextMoment(history) },
    mayStay,
  }));
  history.conflicts.push(...conflicts.map(({ conflict }) => conflict));
  if (conflicts.length === 0 || chance.truth(0.5)) return;
  const { conflict, mayStay } = chance.pick(conflicts);
  if (mayStay.length === 0) return;
  const staying = chance.pick(mayStay);
  const closing: Closing = { conflict, staying, askedAt: nextMoment(history), told: "unknown", toldAt: 0 };
  history.closings.push(closing);
  const path = `/api/interface/conflicts/${conflict.conflictId}/close`;
  const outcome = await support.call("POST", path, {
    staying,
    outcome: "other",
    note: "agreed by telephone",
  });
  note(needs, "closeConflict", outcome);
  closing.told = outcome.kind;
  closing.toldAt = nextMoment(history);
}

const party = (ticket: { holderSurname: string | null; barcode: string } | null): SeenConflict["late"] =>
  ticket && { name: ticket.holderSurname, barcode: ticket.barcode };

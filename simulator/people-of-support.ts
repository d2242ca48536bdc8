import { closeEvent } from "@allotement/boxoffice/interface/blocked-sales/close.ts";
import { overridePrice } from "@allotement/boxoffice/interface/blocked-sales/override.ts";
import { closeConflict } from "@allotement/boxoffice/interface/conflicts/close-conflict.ts";
import { forceRecall } from "@allotement/boxoffice/interface/force-recall/force-recall.ts";
import { holdCodes } from "./house.ts";
import { mendRestored } from "./people-of-restore.ts";
import type { Action } from "./scenario.ts";
import type { VenueServer } from "./venue.ts";

/** The two people without whom none of this may be done. */
const people = { operatorId: 3, secondOperatorId: 1, reason: "the line has been down for an hour" };

/** What support does with a second person: forced recalls, conflicts of two customers, sales that are blocked. */
export async function actAsSupport(server: VenueServer, action: Action): Promise<string | undefined> {
  const { clock, ids } = server.process;
  switch (action.do) {
    case "forceRecall": {
      const order = { ...people, performanceNumber: action.performance, seatCodes: action.seats };
      const settings = { holdCode: holdCodes.interface };
      const outcome = await forceRecall(server.interface, settings, order, { clock, ids });
      server.worker().wake();
      return JSON.stringify(outcome);
    }
    case "closeConflict": {
      const open = (await server.view()).conflicts.filter((conflict) => conflict.closedAt === null);
      const conflict = open[action.pick % Math.max(1, open.length)];
      if (!conflict) return "no conflict";
      const { operatorId } = people;
      const closing = { staying: action.staying, outcome: "other" as const, note: "agreed", operatorId };
      return JSON.stringify(await closeConflict(server.interface, conflict.conflictId, closing, clock));
    }
    case "mendRestored":
      return mendRestored(server, action);
    case "settleSale":
      return settleSale(server, action);
    default:
      return undefined;
  }
}

/** A blocked sale is accepted at the reseller's price, or closed, as two people saw it. */
async function settleSale(
  server: VenueServer,
  action: Extract<Action, { do: "settleSale" }>,
): Promise<string> {
  const { clock } = server.process;
  const blocked = (await server.view()).inbox.filter((row) => row.status === "blocked");
  const row = blocked[action.pick % Math.max(1, blocked.length)];
  if (!row) return "nothing blocked";
  const { eventId } = row.event;
  if (action.how === "close")
    return JSON.stringify(await closeEvent(server.interface, eventId, people, clock));
  const seen = row.blockReason?.kind === "priceMismatch" ? row.blockReason.grid : null;
  return JSON.stringify(await overridePrice(server.interface, eventId, seen, people, clock));
}

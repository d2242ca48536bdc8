import { refundTicket } from "@allotement/boxoffice/house/counter/refund-ticket.ts";
import { sellAtCounter } from "@allotement/boxoffice/house/counter/sell-at-counter.ts";
import { scanTicket } from "@allotement/boxoffice/house/door/scan-ticket.ts";
import { blockSeats, holdSeats } from "@allotement/boxoffice/house/holds/move-chosen-seats.ts";
import { sealJournal } from "@allotement/boxoffice/house/journal/seal-journal.ts";
import { operationBody } from "@allotement/boxoffice/interface/operations/operation-body.ts";
import type { RunRequest } from "@allotement/boxoffice/interface/runs/runs.store.ts";
import { startRun } from "@allotement/boxoffice/interface/runs/start-run.ts";
import { operationRequest } from "@allotement/protocol/messages/operation.ts";
import { counterSale, gridOf, holdCodes, newShow } from "./house.ts";
import { actAsSupport } from "./people-of-support.ts";
import type { Action } from "./scenario.ts";
import type { VenueServer } from "./venue.ts";

type Of<Kind extends Action["do"]> = Extract<Action, { do: Kind }>;

/** What the people of the venue do at their screens, through what the routes call. Answers what came of it, in words. */
export async function actAtVenue(server: VenueServer, action: Action): Promise<string | undefined> {
  const { process } = server;
  const now = () => process.clock.now();
  switch (action.do) {
    case "hold": {
      const { performance: performanceNumber, operator: operatorId, seats: seatCodes } = action;
      const holdCode = action.hold === "none" ? null : holdCodes[action.hold];
      const context = { performanceNumber, operatorId, at: now() };
      return JSON.stringify(await holdSeats(server.house, context, { seatCodes }, holdCode));
    }
    case "block": {
      const context = { performanceNumber: action.performance, operatorId: action.operator, at: now() };
      return JSON.stringify(await blockSeats(server.house, context, action.seats, action.blocked));
    }
    case "sellAtCounter": {
      const needs = { ...process, store: server.house };
      const sale = { ...counterSale, seatCodes: action.seats };
      return JSON.stringify(await sellAtCounter(needs, action.operator, action.performance, sale));
    }
    case "refundAtCounter":
      return refund(server, action);
    case "allot": {
      return start(server, { kind: "allot", newShow: newShow() }, action.performances, action.operator);
    }
    case "recall": {
      const request = { kind: "recall" as const, seatCodes: action.seats };
      return start(server, request, action.performances, action.operator);
    }
    case "giveUp":
      return giveUp(server, action);
    case "import": {
      const { from, to } = action;
      const lines = action.shows.map((showNumber) => ({ showNumber, from, to }));
      const ago = action.untilSecondsAgo;
      const until = ago === undefined ? undefined : new Date(now().getTime() - ago * 1000).toISOString();
      return start(server, { kind: "import", lines, ...(until ? { until } : {}) }, [], action.operator);
    }
    case "fetch":
      return (await server.worker().fetchNow()).outcome;
    case "seal":
      return `sealed up to ${(await sealJournal(server.seals)).entryNumber}`;
    case "scan":
      return scan(server, action);
    case "check":
      return check(server, action);
    case "changeGrid":
      await server.addGrid(action.show, gridOf(action.faceValueCents, now()));
      return "grid changed";
    case "rescheduleHere":
      await server.changeSchedule(action.performance, "2026-12-23", action.localTime);
      return "rescheduled";
    default:
      return actAsSupport(server, action);
  }
}

async function start(
  server: VenueServer,
  request: RunRequest,
  performances: readonly number[],
  operatorId: number,
): Promise<string> {
  const runId = await server.interface.transaction((transaction) =>
    startRun(transaction, server.process, request, performances, operatorId),
  );
  server.worker().wake();
  return `run ${runId}`;
}

async function refund(server: VenueServer, action: Of<"refundAtCounter">): Promise<string> {
  const sold = (await server.view()).tickets.filter((ticket) => ticket.soldThrough === "counter");
  const ticketId = sold[action.pick % Math.max(1, sold.length)]?.ticketId;
  if (ticketId === undefined) return "no ticket";
  const needs = { store: server.house, clock: server.process.clock };
  return JSON.stringify(await refundTicket(needs, action.operator, ticketId));
}

async function giveUp(server: VenueServer, action: Of<"giveUp">): Promise<string> {
  const { clock } = server.process;
  const voiding = await server.interface.transaction(async (transaction) => {
    // Those whose next copy is due last as well: a day ahead everything is.
    const due = await transaction.dueOperations(new Date(clock.now().getTime() + 86_400_000), 10);
    // A fence is never given up: its seats are free here already.
    const open = due.filter((operation) => operation.kind !== "fence");
    const operation = open[action.pick % Math.max(1, open.length)];
    return operation && (await transaction.startVoiding(operation.operationId, clock.now()));
  });
  server.worker().wake();
  return voiding === undefined ? "nothing open" : `voiding ${voiding}`;
}

/** A gate reads a ticket; without an answer the scanner sends the same scan again. */
async function scan(server: VenueServer, action: Of<"scan">): Promise<string> {
  const { ids, clock } = server.process;
  const { tickets } = await server.view();
  const ticket = tickets[action.pick % Math.max(1, tickets.length)];
  if (!ticket) return "no ticket";
  const { performance: performanceNumber, direction } = action;
  const read = { scanId: ids.uuid(), performanceNumber, gate: "NORD", direction, barcode: ticket.barcode };
  const answers: string[] = [];
  for (let sent = 0; sent < action.sends; sent++)
    answers.push(JSON.stringify(await scanTicket(server.door, read, 1, clock.now())));
  return answers.join();
}

/** Asks what would stand against allotting these seats (R5.5). */
async function check(server: VenueServer, action: Of<"check">): Promise<string> {
  const body = await server.interface.transaction(async (transaction) => {
    const performance = await transaction.performanceFacts(action.performance);
    if (!performance) return undefined;
    const seats = await transaction.lockSeats(action.performance, action.seats);
    const places = await transaction.seatPlaces(performance.hallCode, action.seats);
    const changes = seats.map((seat) => ({
      seat,
      movement: "allot" as const,
      to: "allotting" as const,
      set: { command: seat.command + 1 },
    }));
    return operationBody("allot", performance, holdCodes.interface, changes, places, newShow());
  });
  if (body === undefined) return "no such performance";
  const request = operationRequest.parse(JSON.parse(body));
  return (await server.worker().line.call((client, token) => client.check(token, request))).kind;
}

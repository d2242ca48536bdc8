import { randomUUID } from "node:crypto";
import { newShowWindow } from "@allotement/boxoffice/api/interface-allot.ts";
import { DateTime } from "luxon";
import { z } from "zod";
import type { Caller, Outcome } from "../../chaos/caller.ts";
import type { Sale } from "../../chaos/history.ts";
import type { Action } from "../scenario.ts";
import type { Cast } from "./cast.ts";
import { amounts } from "./stage.ts";

const ticketsAnswer = z.object({
  tickets: z.array(z.object({ ticketId: z.int(), seatCode: z.int(), barcode: z.string() })),
});
const operationsAnswer = z.object({ operations: z.array(z.object({ operationId: z.uuid() })) });

/** What the people of the venue do, over HTTP. Undefined: this floor has no such screen. */
export async function actAtVenue(cast: Cast, action: Action): Promise<Outcome["kind"] | undefined> {
  const { stage, people } = cast;
  const operator = "operator" in action ? people.operators[action.operator] : people.operators[1];
  const place = "performance" in action ? stage.performances.get(action.performance) : undefined;
  const at = `/api/performances/${place?.performanceNumber}`;
  switch (action.do) {
    case "hold": {
      const holdCode = action.hold === "none" ? null : stage.holds[action.hold];
      return (await operator.call("POST", `${at}/holds`, { holdCode, seatCodes: action.seats })).kind;
    }
    case "block":
      return (
        await operator.call("POST", `${at}/blocks`, { blocked: action.blocked, seatCodes: action.seats })
      ).kind;
    case "sellAtCounter":
      return sellAtCounter(cast, operator, place?.performanceNumber ?? 0, action.seats);
    case "refundAtCounter":
      return refund(cast, operator, action.pick);
    case "allot":
      return allot(cast, operator, action.performances);
    case "recall": {
      const outcomes: Outcome["kind"][] = [];
      for (const number of action.performances) {
        const performanceNumber = stage.performances.get(number)?.performanceNumber;
        const order = { performanceNumber, seatCodes: action.seats };
        outcomes.push((await operator.call("POST", "/api/interface/recall", order)).kind);
      }
      return outcomes.at(-1);
    }
    case "giveUp":
      return giveUp(operator, people.operators[1], action.pick);
    case "import": {
      const { from, to, untilSecondsAgo: ago } = action;
      const lines = action.shows.map((show) => ({ showNumber: stage.shows.get(show), from, to }));
      const until = ago === undefined ? undefined : civilMoment(cast.now() - ago * 1000);
      return (await operator.call("POST", "/api/interface/import-sales", { lines, until })).kind;
    }
    case "fetch":
      return (await operator.call("POST", "/api/interface/fetch", {})).kind;
    case "scan":
      return scan(cast, operator, place?.performanceNumber ?? 0, action);
    case "changeGrid": {
      const line = {
        ...amounts,
        faceValueCents: action.faceValueCents,
        seatCategoryCode: stage.seatCategory,
      };
      const lines = [
        { ...line, priceTypeCode: stage.counterPrice },
        { ...line, priceTypeCode: stage.networkPrice, resellerFeeCents: 480 },
      ];
      const grid = { validFrom: new Date(cast.now()).toISOString(), lines };
      return (await operator.call("POST", `/api/shows/${stage.shows.get(action.show)}/price-grids`, grid))
        .kind;
    }
    default:
      return undefined;
  }
}

async function sellAtCounter(
  { stage, history, tickets }: Cast,
  operator: Caller,
  performanceNumber: number,
  seatCodes: number[],
): Promise<Outcome["kind"]> {
  const name = `COUNTER${history.sales.length + 1}`;
  const sale: Sale = {
    at: "counter",
    round: 1,
    name,
    performanceNumber,
    seatCodes,
    told: "unknown",
    undone: [],
  };
  history.sales.push(sale);
  const outcome = await operator.call("POST", `/api/performances/${performanceNumber}/counter-sales`, {
    seatCodes,
    priceTypeCode: stage.counterPrice,
    paymentMethodId: stage.cashMethod,
    holder: { surname: name, firstName: "" },
  });
  sale.told = outcome.kind;
  if (outcome.kind === "ok")
    for (const ticket of ticketsAnswer.parse(outcome.body).tickets) tickets.push({ ...ticket, sale });
  return outcome.kind;
}

async function refund(
  { tickets }: Cast,
  operator: Caller,
  pick: number,
): Promise<Outcome["kind"] | undefined> {
  const sold = tickets.filter(({ ticketId }) => ticketId !== undefined);
  const ticket = sold[pick % Math.max(1, sold.length)];
  if (!ticket) return undefined;
  const { kind: told } = await operator.call("POST", `/api/tickets/${ticket.ticketId}/refund`, {});
  ticket.sale.undone.push({ seatCodes: [ticket.seatCode], told });
  return told;
}

/** One order for each show, with its prices where the network does not have it yet (R5.3). */
async function allot(
  { stage }: Cast,
  operator: Caller,
  numbers: number[],
): Promise<Outcome["kind"] | undefined> {
  const places = numbers.flatMap((number) => stage.performances.get(number) ?? []);
  let told: Outcome["kind"] | undefined;
  for (const showNumber of new Set(places.map((place) => place.showNumber))) {
    const shown = await operator.call("GET", `/api/interface/allot/shows/${showNumber}`);
    if (shown.kind !== "ok") return shown.kind;
    const window = newShowWindow.parse(shown.body);
    const lines = window.lines.flatMap((line) =>
      line.inGrid
        ? {
            priceTypeCode: line.priceTypeCode,
            seatCategoryCode: line.seatCategoryCode,
            faceValueCents: line.faceValueCents,
            venueFeeCents: line.venueFeeCents,
            organizerFeeCents: line.organizerFeeCents,
            resellerFeeCents: line.resellerFeeCents,
          }
        : [],
    );
    const performanceNumbers = places
      .filter((place) => place.showNumber === showNumber)
      .map((place) => place.performanceNumber);
    const newShow = window.knownAtReseller ? {} : { newShow: { comment: "", lines } };
    told = (
      await operator.call("POST", "/api/interface/allot", { showNumber, performanceNumbers, ...newShow })
    ).kind;
  }
  return told;
}

async function giveUp(operator: Caller, support: Caller, pick: number): Promise<Outcome["kind"] | undefined> {
  const shown = await operator.call("GET", "/api/interface/operations");
  const { operations } = shown.kind === "ok" ? operationsAnswer.parse(shown.body) : { operations: [] };
  const operation = operations[pick % Math.max(1, operations.length)];
  if (!operation) return undefined;
  return (await support.call("POST", `/api/interface/operations/${operation.operationId}/void`, {})).kind;
}

/** A gate reads a ticket; without an answer the scanner sends the same scan again. */
async function scan(
  { tickets }: Cast,
  operator: Caller,
  performanceNumber: number,
  action: Extract<Action, { do: "scan" }>,
): Promise<Outcome["kind"] | undefined> {
  const ticket = tickets[action.pick % Math.max(1, tickets.length)];
  if (!ticket) return undefined;
  const { direction, sends } = action;
  const read = { scanId: randomUUID(), performanceNumber, gate: "NORD", direction, barcode: ticket.barcode };
  let told: Outcome["kind"] | undefined;
  for (let sent = 0; sent < sends; sent += 1)
    told = (await operator.call("POST", "/api/door/scans", read)).kind;
  return told;
}

const civilMoment = (milliseconds: number) =>
  DateTime.fromMillis(milliseconds, { zone: "Europe/Paris" }).toFormat("yyyy-MM-dd'T'HH:mm");

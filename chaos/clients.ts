import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Chance } from "../simulator/chance.ts";
import type { Caller, Outcome } from "./caller.ts";
import { type Errand, type History, nextMoment, type Sale, type Told } from "./history.ts";

/** What the clients may name: performances, seats, prices. */
export interface Stock {
  institutionCode: number;
  showNumber: number;
  performances: number[];
  seatCount: number;
  networkPrice: number;
  counterPrice: number;
  cashMethod: number;
  holdCode: number;
}

export interface ClientNeeds {
  round: number;
  /** Tells clients of one round apart. */
  client: number;
  stock: Stock;
  history: History;
  chance: Chance;
  /** Aborted at the round's end. */
  over: AbortSignal;
}

const seatsAnswer = z.object({ seatCodes: z.array(z.int()), states: z.array(z.string()) });
const basketAnswer = z.object({ basketId: z.uuid() });
const bearer = { seatCode: z.int(), barcode: z.string() };
const orderAnswer = z.object({
  orderId: z.uuid(),
  lines: z.array(z.object({ lineId: z.int(), ...bearer })),
});
const ticketsAnswer = z.object({ tickets: z.array(z.object({ ticketId: z.int(), ...bearer })) });
const operationsAnswer = z.object({ operations: z.array(z.object({ operationId: z.uuid() })) });
const runAnswer = z.object({ runId: z.uuid() });

/** A seller of the network: baskets, sales (asked again once where the outcome is unknown), cancellations. */
export async function networkSeller(seller: Caller, needs: ClientNeeds): Promise<void> {
  const { stock, chance, history, round, over } = needs;
  const { institutionCode, networkPrice } = stock;
  const sold: { sale: Sale; orderId: string; lineIds: number[] }[] = [];
  for (let turn = 1; !over.aborted; turn += 1) {
    const before =
      sold.length > 2 && chance.truth(0.4) ? sold.splice(chance.below(sold.length), 1)[0] : undefined;
    if (before) {
      const { sale, orderId, lineIds } = before;
      const path = `/api/orders/${orderId}/cancellation`;
      const { kind: told } = await seller.call("POST", path, { institutionCode, lineIds });
      sale.undone.push({ seatCodes: sale.seatCodes, told });
      continue;
    }
    const performanceNumber = chance.pick(stock.performances);
    const plan = `/api/institutions/${institutionCode}/performances/${performanceNumber}/seats`;
    const seatCodes = await seatsIn(seller, plan, "offered", needs, 3);
    const opened = await seller.call("POST", "/api/baskets", {
      institutionCode,
      performanceNumber,
      seatCodes,
    });
    note(needs, "basket", opened);
    if (opened.kind !== "ok") {
      await wait(chance.between(20, 80));
      continue;
    }
    const { basketId } = basketAnswer.parse(opened.body);
    await wait(chance.below(30));
    if (chance.truth(0.15)) {
      note(needs, "putBack", await seller.call("DELETE", `/api/baskets/${basketId}`));
      continue;
    }
    const sale: Sale = {
      at: "network",
      round,
      name: nameOf(needs, turn),
      performanceNumber,
      seatCodes,
      told: "unknown",
      undone: [],
    };
    history.sales.push(sale);
    const lines = seatCodes.map((seatCode) => ({ seatCode, priceTypeCode: networkPrice }));
    const body = { holder: { surname: sale.name, firstName: "" }, lines };
    const sell = () => seller.call("POST", `/api/baskets/${basketId}/sale`, body);
    let outcome = await sell();
    if (outcome.kind === "unknown" && chance.truth(0.5)) outcome = again(await sell());
    sale.told = outcome.kind;
    if (outcome.kind !== "ok") continue;
    const { orderId, lines: written } = orderAnswer.parse(outcome.body);
    sold.push({ sale, orderId, lineIds: written.map(({ lineId }) => lineId) });
    hand(history, sale, written);
  }
}

/** Who has bought holds the tickets from now on, whatever becomes of the servers. */
function hand(history: History, sale: Sale, lines: readonly { seatCode: number; barcode: string }[]): void {
  const { name, performanceNumber } = sale;
  for (const { seatCode, barcode } of lines)
    history.tickets.push({ name, performanceNumber, seatCode, barcode });
}

/** After an unknown outcome only an answer of yes says anything: a refusal may be of the second copy alone. */
export function again(outcome: Outcome): Outcome {
  return outcome.kind === "failed" ? { kind: "unknown", reason: "asked again and refused" } : outcome;
}

/** A clerk at the counter: sells free seats, and takes tickets back. */
export async function counterClerk(clerk: Caller, needs: ClientNeeds): Promise<void> {
  const { stock, chance, history, over } = needs;
  const sold: { sale: Sale; ticketId: number }[] = [];
  for (let turn = 1; !over.aborted; turn += 1) {
    const before =
      sold.length > 2 && chance.truth(0.5) ? sold.splice(chance.below(sold.length), 1)[0] : undefined;
    if (before) {
      const { sale, ticketId } = before;
      const { kind: told } = await clerk.call("POST", `/api/tickets/${ticketId}/refund`, {});
      sale.undone.push({ seatCodes: sale.seatCodes, told, toldAt: nextMoment(history) });
      continue;
    }
    const performanceNumber = chance.pick(stock.performances);
    const plan = `/api/performances/${performanceNumber}/seats`;
    const seatCodes = await seatsIn(clerk, plan, "free", needs, 1);
    const { sale, ticketIds } = await sellAtCounter(clerk, needs, turn, performanceNumber, seatCodes);
    for (const ticketId of ticketIds) sold.push({ sale, ticketId });
    await wait(sale.told === "ok" ? chance.below(5) : chance.between(20, 80));
  }
}

/** Sells at the counter and writes it down. */
export async function sellAtCounter(
  clerk: Caller,
  needs: ClientNeeds,
  turn: number,
  performanceNumber: number,
  seatCodes: number[],
): Promise<{ sale: Sale; ticketIds: number[] }> {
  const { stock, history, round } = needs;
  const sale: Sale = {
    at: "counter",
    round,
    name: nameOf(needs, turn),
    performanceNumber,
    seatCodes,
    told: "unknown",
    undone: [],
  };
  history.sales.push(sale);
  const outcome = await clerk.call("POST", `/api/performances/${performanceNumber}/counter-sales`, {
    seatCodes,
    priceTypeCode: stock.counterPrice,
    paymentMethodId: stock.cashMethod,
    holder: { surname: sale.name, firstName: "" },
  });
  sale.told = outcome.kind;
  if (outcome.kind !== "ok") return { sale, ticketIds: [] };
  const { tickets } = ticketsAnswer.parse(outcome.body);
  hand(history, sale, tickets);
  return { sale, ticketIds: tickets.map(({ ticketId }) => ticketId) };
}

/** At «Contingenter»: seats go in and out of the hold, are allotted and recalled, sales imported, operations given up. */
export async function interfaceClerk(clerk: Caller, support: Caller, needs: ClientNeeds): Promise<void> {
  const { stock, chance, over } = needs;
  const { showNumber, holdCode } = stock;
  const run = async (what: "allot" | "recall" | "import", path: string, body: unknown) => {
    const outcome = await clerk.call("POST", path, body);
    const errand = note(needs, what, outcome);
    if (outcome.kind === "ok") errand.runId = runAnswer.parse(outcome.body).runId;
  };
  while (!over.aborted) {
    const performanceNumber = chance.pick(stock.performances);
    const seatCodes = someSeats(needs, 25);
    const holds = `/api/performances/${performanceNumber}/holds`;
    const deeds = [
      async () => note(needs, "hold", await clerk.call("POST", holds, { holdCode, seatCodes })),
      async () => note(needs, "release", await clerk.call("POST", holds, { holdCode: null, seatCodes })),
      () => run("allot", "/api/interface/allot", { showNumber, performanceNumbers: [performanceNumber] }),
      () => run("recall", "/api/interface/recall", { performanceNumber, seatCodes }),
      () => run("import", "/api/interface/import-sales", { lines: [{ showNumber }] }),
      () => giveUp(support, needs),
    ];
    await chance.pick(deeds)();
    await wait(chance.between(5, 60));
  }
}

/** Of what has no answer yet, something is given up (rule 1). */
async function giveUp(support: Caller, needs: ClientNeeds): Promise<void> {
  const shown = await support.call("GET", "/api/interface/operations");
  const { operations } = shown.kind === "ok" ? operationsAnswer.parse(shown.body) : { operations: [] };
  if (operations.length === 0) return;
  const { operationId } = needs.chance.pick(operations);
  note(needs, "giveUp", await support.call("POST", `/api/interface/operations/${operationId}/void`, {}));
}

/** Writes down what was asked for and what was told. */
export function note({ history, round }: ClientNeeds, what: Errand["what"], outcome: Outcome): Errand {
  const told: Told = outcome.kind;
  const errand: Errand = { round, what, told };
  history.errands.push(errand);
  return errand;
}

const nameOf = ({ round, client }: ClientNeeds, turn: number) => `R${round}C${client}T${turn}`;

/** What the plan on the screen shows as to be had; it may be gone by then. Now and then a seat is tried unseen. */
async function seatsIn(
  caller: Caller,
  plan: string,
  state: string,
  needs: ClientNeeds,
  most: number,
): Promise<number[]> {
  const shown = needs.chance.truth(0.8) ? await caller.call("GET", plan) : undefined;
  if (shown?.kind !== "ok") return someSeats(needs, most);
  const { seatCodes, states } = seatsAnswer.parse(shown.body);
  const there = seatCodes.filter((_, index) => states[index] === state);
  return there.length === 0 ? someSeats(needs, most) : needs.chance.some(there, most);
}

/** Neighbours, wherever they are. */
export function someSeats({ chance, stock }: ClientNeeds, most: number): number[] {
  const first = chance.between(1, stock.seatCount);
  const count = chance.between(1, most);
  return Array.from({ length: count }, (_, index) => 1 + ((first + index) % stock.seatCount));
}

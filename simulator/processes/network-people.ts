import { systemNetwork } from "@allotement/platform/ports.system.ts";
import { allotmentClient } from "@allotement/protocol/client.ts";
import { z } from "zod";
import type { Outcome } from "../../chaos/caller.ts";
import type { Sale, Told } from "../../chaos/history.ts";
import type { Action } from "../scenario.ts";
import type { Cast, Customer } from "./cast.ts";
import { amounts } from "./stage.ts";

const seatsAnswer = z.object({ seatCodes: z.array(z.int()), states: z.array(z.string()) });
const basketAnswer = z.object({ basketId: z.uuid() });
const orderAnswer = z.object({
  orderId: z.uuid(),
  lines: z.array(z.object({ lineId: z.int(), seatCode: z.int(), barcode: z.string() })),
});

/** What customers at the points of sale and the network's manager do, over HTTP. Undefined: not at the network. */
export async function actAtNetwork(cast: Cast, action: Action): Promise<Outcome["kind"] | undefined> {
  const { stage, people } = cast;
  const institution = `/api/institutions/${stage.institutionCode}`;
  const show = "show" in action ? `${institution}/shows/${stage.shows.get(action.show)}` : institution;
  const price = `${show}/prices/${stage.networkPrice}/${stage.seatCategory}`;
  switch (action.do) {
    case "status":
      return (await people.manager.call("PUT", `${show}/status`, { status: action.to })).kind;
    case "changeNetworkPrice": {
      const changed = { ...amounts, resellerFeeCents: 480, faceValueCents: action.faceValueCents };
      return (await people.manager.call("PUT", price, changed)).kind;
    }
    case "splitNetworkFees": {
      const changed = { ...amounts, resellerFeeCents: 480, venueFeeCents: action.venueFeeCents };
      return (await people.manager.call("PUT", price, changed)).kind;
    }
    case "rescheduleThere":
      return reschedule(cast, action);
    case "basket":
      return openBasket(cast, customerOf(cast, action.customer), action);
    case "sell":
      return sell(cast, customerOf(cast, action.customer));
    case "putBack": {
      const { basket } = customerOf(cast, action.customer);
      return basket && (await people.seller.call("DELETE", `/api/baskets/${basket.basketId}`)).kind;
    }
    case "cancel":
      return cancel(cast, customerOf(cast, action.customer), action.pick);
    default:
      return undefined;
  }
}

function customerOf({ customers }: Cast, number: number): Customer {
  const customer = customers.get(number) ?? { basket: undefined, orders: [] };
  customers.set(number, customer);
  return customer;
}

/** Who looks at the plan wants what is on offer there. */
async function openBasket(
  { stage, people }: Cast,
  customer: Customer,
  { performance, seats, looks }: Extract<Action, { do: "basket" }>,
): Promise<Outcome["kind"]> {
  const { institutionCode } = stage;
  const performanceNumber = stage.performances.get(performance)?.performanceNumber ?? 0;
  const plan = `/api/institutions/${institutionCode}/performances/${performanceNumber}/seats`;
  const shown = looks ? await people.seller.call("GET", plan) : undefined;
  const { seatCodes: all, states } =
    shown?.kind === "ok" ? seatsAnswer.parse(shown.body) : { seatCodes: [], states: [] };
  const offered = all.filter((_, index) => states[index] === "offered");
  const seatCodes =
    offered.length === 0 ? seats : [...new Set(seats.map((seat) => offered[seat % offered.length] ?? seat))];
  const outcome = await people.seller.call("POST", "/api/baskets", {
    institutionCode,
    performanceNumber,
    seatCodes,
  });
  if (outcome.kind === "ok") {
    const { basketId } = basketAnswer.parse(outcome.body);
    customer.basket = { basketId, seatCodes, sale: undefined, performanceNumber };
  }
  return outcome.kind;
}

/** Asked again after an unknown outcome, the request is the same to the letter. */
async function sell(
  { stage, people, history, tickets }: Cast,
  customer: Customer,
): Promise<Outcome["kind"] | undefined> {
  const { basket } = customer;
  if (!basket) return undefined;
  const { basketId, seatCodes, performanceNumber } = basket;
  const asked = basket.sale !== undefined;
  const sale: Sale = basket.sale ?? {
    at: "network",
    round: 1,
    name: `NETWORK${history.sales.length + 1}`,
    performanceNumber,
    seatCodes,
    told: "unknown",
    undone: [],
  };
  if (!asked) history.sales.push(sale);
  basket.sale = sale;
  const lines = seatCodes.map((seatCode) => ({ seatCode, priceTypeCode: stage.networkPrice }));
  const body = { holder: { surname: sale.name, firstName: "" }, lines };
  const outcome = await people.seller.call("POST", `/api/baskets/${basketId}/sale`, body);
  sale.told = asked ? together(sale.told, outcome.kind) : outcome.kind;
  if (outcome.kind !== "ok") return outcome.kind;
  const { orderId, lines: written } = orderAnswer.parse(outcome.body);
  if (!customer.orders.some((order) => order.orderId === orderId)) {
    customer.orders.push({ orderId, sale, lines: written });
    tickets.push(...written.map(({ seatCode, barcode }) => ({ seatCode, barcode, sale })));
  }
  return outcome.kind;
}

/** What is known after two copies: a yes stays one, and a no to one of them says nothing of the other. */
function together(first: Told, second: Told): Told {
  if (first === "ok" || second === "ok") return "ok";
  return first === "failed" && second === "failed" ? "failed" : "unknown";
}

async function cancel(
  { stage, people }: Cast,
  customer: Customer,
  pick: number,
): Promise<Outcome["kind"] | undefined> {
  const order = customer.orders[pick % Math.max(1, customer.orders.length)];
  const line = order?.lines[pick % order.lines.length];
  if (!order || !line) return undefined;
  const { institutionCode } = stage;
  const { kind: told } = await people.seller.call("POST", `/api/orders/${order.orderId}/cancellation`, {
    institutionCode,
    lineIds: [line.lineId],
  });
  order.sale.undone.push({ seatCodes: [line.seatCode], told });
  return told;
}

/** Sent straight to the network, as the venue's server would. */
async function reschedule(
  { stage, networkUrl }: Cast,
  { performance, version, localTime }: Extract<Action, { do: "rescheduleThere" }>,
): Promise<Outcome["kind"]> {
  const client = allotmentClient(systemNetwork, networkUrl, 4_000);
  const { institutionCode, credential } = stage;
  const session = await client.openSession({ institutionCode, ...credential });
  if (session.kind !== "answer") return "failed";
  const performanceNumber = stage.performances.get(performance)?.performanceNumber ?? 0;
  const request = { version, localDate: "2026-12-23", localTime };
  const outcome = await client.schedule(session.answer.token, performanceNumber, request);
  return outcome.kind === "answer" ? "ok" : "failed";
}

import { type FeedEvent, salesPage } from "@allotement/protocol/messages/sales.ts";
import { z } from "zod";
import { type Context, given } from "./context.ts";
import { read } from "./expectations.ts";
import { basketAnswer, saleAnswer } from "./hooks.ts";
import type { Line } from "./line.ts";
import { NotProven } from "./rule.ts";
import type { Stage } from "./stage.ts";

/** Selling through the tester's hooks, and reading the feed of what was sold. */

const hooksOf = (context: Context) => given(context.hooks, "hooks");
const holder = { surname: "Conformance", firstName: "Kit" };

export async function putOnSale(context: Context, { line, showNumber }: Stage): Promise<void> {
  const { institutionCode } = line;
  const request = { institutionCode, showNumber };
  if ((await hooksOf(context).call("/on-sale", request, z.unknown())) === "refused")
    throw new NotProven("the tester's hook /on-sale refuses a new show");
}

/** A basket of these seats; undefined where they cannot be had. */
export async function openBasket(
  context: Context,
  stage: Stage,
  seatCodes: number[],
  short = false,
): Promise<string | undefined> {
  const { institutionCode } = stage.line;
  const request = { institutionCode, performanceNumber: stage.performanceNumber, seatCodes, short };
  const answer = await hooksOf(context).call("/basket", request, basketAnswer);
  return answer === "refused" ? undefined : answer.basketId;
}

export async function basketOf(context: Context, stage: Stage, seatCodes: number[], short = false) {
  const basketId = await openBasket(context, stage, seatCodes, short);
  if (basketId === undefined) throw new NotProven("the tester's hook /basket refuses seats that are offered");
  return basketId;
}

export async function sellBasket(
  context: Context,
  stage: Stage,
  basketId: string,
  seatCodes: number[],
): Promise<string | undefined> {
  const { institutionCode } = stage.line;
  const { priceTypeCode } = context.config.codes;
  const request = { institutionCode, basketId, seatCodes, priceTypeCode, holder };
  const answer = await hooksOf(context).call("/sell", request, saleAnswer);
  return answer === "refused" ? undefined : answer.orderId;
}

/** Sells seats that are offered; answers the order. */
export async function sell(context: Context, stage: Stage, seatCodes: number[]): Promise<string> {
  const basketId = await basketOf(context, stage, seatCodes);
  const orderId = await sellBasket(context, stage, basketId, seatCodes);
  if (orderId === undefined) throw new NotProven("the tester's hook /sell refuses a basket just opened");
  return orderId;
}

export async function cancel(context: Context, stage: Stage, orderId: string, seatCodes: number[]) {
  const { institutionCode } = stage.line;
  const request = { institutionCode, orderId, seatCodes };
  if ((await hooksOf(context).call("/cancel", request, z.unknown())) === "refused")
    throw new NotProven("the tester's hook /cancel refuses a sale just made");
}

export async function expire(context: Context, stage: Stage, basketId: string): Promise<void> {
  const request = { institutionCode: stage.line.institutionCode, basketId };
  if ((await hooksOf(context).call("/expire", request, z.unknown())) === "refused")
    throw new NotProven("the tester's hook /expire refuses a basket just opened");
}

export async function headOf(line: Line): Promise<number> {
  return read(await line.call("GET", "/sales?after=0&limit=1"), salesPage).head;
}

/** A feed has an end, and a server at fault may have none. */
const pagesMax = 200;

/** Every event after a sequence, page by page. */
export async function eventsAfter(line: Line, after: number, limit = 500): Promise<FeedEvent[]> {
  const events: FeedEvent[] = [];
  let cursor = after;
  for (let page = 0; page < pagesMax; page += 1) {
    const { events: more } = read(await line.call("GET", `/sales?after=${cursor}&limit=${limit}`), salesPage);
    events.push(...more);
    const last = more.at(-1);
    if (last === undefined) return events;
    cursor = Math.max(cursor + 1, last.sequence);
  }
  return events;
}

/** What the feed says of one stage since a sequence. */
export async function eventsOf(stage: Stage, after: number): Promise<FeedEvent[]> {
  const events = await eventsAfter(stage.line, after);
  return events.filter((event) => event.performanceNumber === stage.performanceNumber);
}

import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import { seatTransitions } from "@allotement/reseller/contingent/contingent.ts";
import {
  carryOutOperation,
  checkOperation,
  voidOperation,
} from "@allotement/reseller/contingent/operations.ts";
import { contingentSnapshot } from "@allotement/reseller/contingent/snapshot.ts";
import { acknowledge, numberFeeds, salesPage } from "@allotement/reseller/feed/feed.ts";
import {
  cancelLines,
  emptyBasket,
  emptyExpiredBaskets,
  openBasket,
  sellBasket,
} from "@allotement/reseller/point-of-sale/sales.ts";
import { changeShowStatus } from "@allotement/reseller/shows/shows.ts";
import fc from "fast-check";
import { institutionCode, moveOf, price, request, show } from "../memory/store-suite.contingent.ts";
import { id, performanceNumber, showNumber, streamId } from "../memory/store-suite.rows.ts";
import type { Player } from "./same-answers.player.ts";

/** What may happen at the reseller, in whatever order, sensible or not. */

const seatCodes = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 });
const small = fc.integer({ min: 0, max: 4 });
const seller = { userName: "seller", role: "seller" as const, pointOfSale: "Paris" };

export const networkStep = fc.oneof(
  fc.record({
    step: fc.constant("operation" as const),
    number: fc.integer({ min: 1, max: 9 }),
    kind: fc.constantFrom("allot" as const, "allot" as const, "recall" as const, "fence" as const),
    seatCodes,
    command: fc.integer({ min: 1, max: 6 }),
    grant: fc.option(fc.integer({ min: 1, max: 6 })),
    zoneCode: fc.constantFrom(11, 11, 11, 12),
    check: fc.boolean(),
  }),
  fc.record({ step: fc.constant("void" as const), number: fc.integer({ min: 1, max: 9 }), seatCodes }),
  fc.record({ step: fc.constant("basket" as const), seatCodes }),
  fc.record({ step: fc.constant("sell" as const), which: small, seatCodes }),
  fc.record({ step: fc.constant("empty" as const), which: small, expired: fc.boolean() }),
  fc.record({
    step: fc.constant("cancel" as const),
    which: small,
    lineIds: fc.constantFrom<number[]>([1], [1, 2], [9]),
  }),
  fc.record({
    step: fc.constant("status" as const),
    status: fc.constantFrom("announced" as const, "onSale" as const, "onSale" as const, "stopped" as const),
  }),
  fc.record({ step: fc.constant("expire" as const), minutes: small }),
  fc.record({
    step: fc.constant("change" as const),
    version: small,
    faceValueCents: fc.constantFrom(100, 200),
  }),
  fc.record({ step: fc.constant("number" as const) }),
  fc.record({ step: fc.constant("page" as const), after: small, limit: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ step: fc.constant("acknowledge" as const), upTo: small }),
  fc.record({ step: fc.constant("snapshot" as const) }),
  fc.record({
    step: fc.constant("moveThere" as const),
    seatCode: fc.integer({ min: 1, max: 7 }),
    transition: fc.constantFrom(...seatTransitions),
    command: small,
    grant: small,
    inBasket: fc.boolean(),
    fails: fc.boolean(),
  }),
);
export type NetworkStep = typeof networkStep extends fc.Arbitrary<infer Step> ? Step : never;

export async function takeNetworkStep(player: Player, step: NetworkStep): Promise<unknown> {
  const { network, clock, crash } = player;
  const needs = { store: network.operations, clock, crash };
  switch (step.step) {
    case "operation": {
      const body = bodyOf(step);
      if (step.check) return checkOperation(needs, institutionCode, body);
      return carryOutOperation(needs, institutionCode, id(step.number), body);
    }
    case "void": {
      const seats = step.seatCodes.map((seatCode) => ({ seatCode, command: 3 }));
      return voidOperation(needs, institutionCode, id(step.number), { performanceNumber, seats });
    }
    case "snapshot":
      return contingentSnapshot(network.operations, institutionCode, performanceNumber);
    case "moveThere":
      return moveBare(player, step);
    case "number":
    case "page":
    case "acknowledge":
      return feedStep(player, step);
    default:
      return saleStep(player, step);
  }
}

function bodyOf(step: Extract<NetworkStep, { step: "operation" }>): OperationRequest {
  const { kind, command, grant, zoneCode } = step;
  const place = { zoneCode, floorCode: 21, seatCategoryCode: 31, row: "A", number: "1" };
  return {
    ...request,
    kind,
    createShow: true,
    createPerformance: true,
    show,
    seats: step.seatCodes.map((seatCode) => ({
      seatCode,
      command,
      ...(grant === null ? {} : { grant }),
      ...place,
    })),
  };
}

async function saleStep(
  player: Player,
  step: Extract<
    NetworkStep,
    { step: "basket" | "sell" | "empty" | "cancel" | "status" | "expire" | "change" }
  >,
): Promise<unknown> {
  const { network, clock, ids } = player;
  const { shows } = network;
  const needs = { store: network.sales, clock, ids };
  const basketId = "which" in step ? (player.baskets[step.which] ?? id(999)) : id(999);
  switch (step.step) {
    case "basket": {
      const wanted = { institutionCode, performanceNumber, seatCodes: step.seatCodes };
      const basket = await openBasket(needs, wanted, seller);
      if ("basketId" in basket) player.baskets.push(basket.basketId);
      return basket;
    }
    case "sell": {
      const held = await network.sales.transaction(institutionCode, (transaction) =>
        transaction.seatsInBasket(basketId),
      );
      const named = held.length > 0 ? [...held].sort() : step.seatCodes;
      const lines = named.map((seatCode) => ({ seatCode, priceTypeCode: price.priceTypeCode }));
      const order = await sellBasket(needs, institutionCode, basketId, { holder: null, lines }, seller);
      if ("orderId" in order) player.orders.push(order.orderId);
      return order;
    }
    case "empty":
      return emptyBasket(needs, institutionCode, basketId, step.expired ? "expired" : "abandoned");
    case "cancel":
      return cancelLines(needs, player.orders[step.which] ?? id(999), {
        institutionCode,
        lineIds: step.lineIds,
      });
    case "status":
      return changeShowStatus(shows, institutionCode, showNumber, step.status);
    case "expire":
      clock.forward(step.minutes * 3);
      return emptyExpiredBaskets(needs);
    case "change": {
      const { version, faceValueCents } = step;
      const { priceTypeCode, seatCategoryCode, ...amounts } = price;
      const line = { institutionCode, showNumber, priceTypeCode, seatCategoryCode };
      const dated = { version, localDate: "2026-12-23", localTime: "20:00" };
      return [
        await shows.changePrice(line, { ...amounts, faceValueCents }),
        await shows.reschedule(institutionCode, performanceNumber, dated),
        await shows.showView(institutionCode, showNumber),
      ];
    }
  }
}

async function feedStep(
  { network, clock }: Player,
  step: Extract<NetworkStep, { step: "number" | "page" | "acknowledge" }>,
): Promise<unknown> {
  const { feed } = network;
  const owner = { institutionCode, streamId };
  switch (step.step) {
    case "number":
      return numberFeeds(feed);
    case "page":
      return salesPage(feed, owner, step.after, step.limit);
    case "acknowledge": {
      const { events } = await feed.numberedEvents(institutionCode, Math.max(0, step.upTo - 1), 1);
      const hash = events[0]?.hash ?? "0".repeat(64);
      return acknowledge(feed, owner, { streamId, upTo: step.upTo, hash }, clock.now());
    }
  }
}

/** A movement that nobody decided; where it `fails`, after it was made. */
function moveBare(player: Player, step: Extract<NetworkStep, { step: "moveThere" }>): Promise<unknown> {
  const { seatCode, transition, command, grant, inBasket, fails } = step;
  return player.network.operations.transaction(institutionCode, async (transaction) => {
    const basketId = inBasket ? (player.baskets[0] ?? null) : null;
    const move = moveOf(seatCode, transition.from, transition.to, { command, grant, basketId });
    const { movement } = transition;
    await transaction.moveSeats(performanceNumber, { movement, at: player.clock.now() }, [move]);
    if (fails) throw new Error("the disk is full");
  });
}

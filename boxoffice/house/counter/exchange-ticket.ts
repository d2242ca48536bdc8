import type { ExchangeAnswer, ExchangeRequest, SeatsNotFree } from "../../api/counter.ts";
import type { HouseTransaction } from "../house.ts";
import type { PaymentMethod } from "../journal/accounts.store.ts";
import { gridAt } from "../prices/price-grid.ts";
import type { PriceType } from "../prices/prices.store.ts";
import type { PerformanceRow } from "../programme/programme.store.ts";
import { dueCents, type PricedSeat, priceSeats } from "./counter-sale.ts";
import { giveSeatBack, lockTickets, type RefundRefusal, refundMethod } from "./refund-ticket.ts";
import { type CounterNeeds, saleEntry } from "./sell-at-counter.ts";
import type { CounterTicket } from "./tickets.store.ts";
import { drawVenueBarcode } from "./venue-barcode.ts";

/** In order of precedence, after those of a refund. */
export type ExchangeRefusal =
  | { error: RefundRefusal }
  | {
      error:
        | "UNKNOWN_PERFORMANCE"
        | "PERFORMANCE_CANCELLED"
        | "UNKNOWN_PRICE_TYPE"
        | "PRICE_TYPE_OF_OTHER_CHANNEL"
        | "UNKNOWN_SEAT";
    }
  | { error: "SAME_SEAT" | "NO_PRICE" }
  | { error: "SEATS_NOT_FREE"; seats: SeatsNotFree["seats"] };

interface WantedSeat {
  priceType: PriceType;
  priced: PricedSeat;
}

/**
 * A seat for a seat, in one transaction: the old barcode dies and its seat is free, the new seat is sold under a barcode
 * of its own, both with their movements; the journal takes the old ticket back and books the new one by one method, so
 * that the till moves by the difference alone.
 */
export async function exchangeTicket(
  { store, clock, random }: CounterNeeds,
  operatorId: number,
  ticketId: number,
  wanted: ExchangeRequest,
): Promise<ExchangeAnswer | ExchangeRefusal> {
  return store.transaction<ExchangeAnswer | ExchangeRefusal>(async (transaction) => {
    const at = clock.now();
    const { performanceNumber, seatCode } = wanted;
    const performance = await transaction.performance(performanceNumber);
    if (!performance) return { error: "UNKNOWN_PERFORMANCE" };
    if (performance.cancelledAt !== null) return { error: "PERFORMANCE_CANCELLED" };
    const found = await lockTickets(transaction, [ticketId], [{ performanceNumber, seatCode }]);
    if (typeof found === "string") return { error: found };
    const [old] = found.standing;
    if (!old) throw new Error(`ticket ${ticketId} was not locked`);
    const method = await refundMethod(transaction, old.ticket, wanted.paymentMethodId);
    if (!method) return { error: "UNKNOWN_PAYMENT_METHOD" };
    if (old.ticket.performanceNumber === performanceNumber && old.ticket.seatCode === seatCode)
      return { error: "SAME_SEAT" };
    const seat = found.locked.get(performanceNumber)?.find((one) => one.seatCode === seatCode);
    if (!seat) return { error: "UNKNOWN_SEAT" };
    const priced = await priceWanted(transaction, old.ticket, { ...wanted, performance }, at);
    if ("error" in priced) return priced;
    if (seat.state !== "free")
      return {
        error: "SEATS_NOT_FREE",
        seats: await transaction.describeSeats(performanceNumber, [seatCode]),
      };
    const refund = await giveSeatBack(transaction, { ...old, operatorId, at, method });
    const written = await writeTicket(transaction, random, {
      old: old.ticket,
      wanted,
      priced,
      method,
      at,
      operatorId,
    });
    await transaction.moveSeats({ performanceNumber, at, operatorId }, [
      { seat, movement: "sellAtCounter", to: "soldAtCounter", ticketId: written.ticketId },
    ]);
    const { salesChannelId } = refund;
    const ticket = { ...written, performanceNumber, priceTypeCode: priced.priceType.priceTypeCode };
    const sale = saleEntry(
      { ...ticket, price: priced.priced.price },
      { operatorId, salesChannelId, paymentMethod: method },
    );
    await transaction.appendEntries(at, [refund, sale]);
    return written;
  });
}

async function priceWanted(
  transaction: HouseTransaction,
  old: CounterTicket,
  wanted: ExchangeRequest & { performance: PerformanceRow },
  at: Date,
): Promise<WantedSeat | ExchangeRefusal> {
  const priceTypeCode = wanted.priceTypeCode ?? old.priceTypeCode;
  const priceType = priceTypeCode === null ? undefined : await transaction.priceType(priceTypeCode);
  if (!priceType) return { error: "UNKNOWN_PRICE_TYPE" };
  // What an exception once allowed is not allowed again without one (R3.4).
  if (priceType.channelKind !== "counter") return { error: "PRICE_TYPE_OF_OTHER_CHANNEL" };
  const categories = await transaction.seatCategories(wanted.performance.hallCode, [wanted.seatCode]);
  const grid = gridAt(await transaction.priceGrids(wanted.performance.showNumber), at);
  const priced = priceSeats(grid, priceType.priceTypeCode, categories);
  const [seat] = priced.ok ? priced.seats : [];
  return seat ? { priceType, priced: seat } : { error: "NO_PRICE" };
}

async function writeTicket(
  transaction: HouseTransaction,
  random: CounterNeeds["random"],
  exchange: {
    old: CounterTicket;
    wanted: ExchangeRequest;
    priced: WantedSeat;
    method: PaymentMethod;
    at: Date;
    operatorId: number;
  },
): Promise<ExchangeAnswer> {
  const { old, wanted, priced, method, at, operatorId } = exchange;
  const { salesChannelId, ticketId: exchangedFrom } = old;
  if (salesChannelId === null) throw new Error(`counter ticket ${exchangedFrom} has no channel`);
  const differenceCents = dueCents(priced.priced.price) - dueCents(old);
  const order = { kind: "exchange", at, operatorId, salesChannelId, totalCents: differenceCents } as const;
  const { paymentMethodId } = method;
  const orderNumber = await transaction.openOrder({ ...order, paymentMethodId, givenCents: null });
  const { priceTypeCode, channelKind: priceTypeChannel } = priced.priceType;
  const { performanceNumber } = wanted;
  const { holderSurname: surname, holderFirstName } = old;
  const holder = surname === null ? undefined : { surname, firstName: holderFirstName ?? "" };
  const ticket = { orderNumber, exchangedFrom, performanceNumber, priceTypeCode, priceTypeChannel, holder };
  const [written] = await transaction.insertCounterTickets(
    { ...ticket, exception: null, soldAt: at, operatorId, salesChannelId },
    [priced.priced],
    () => drawVenueBarcode(random),
  );
  if (!written) throw new Error("the new ticket was not written");
  return { orderNumber, ticketId: written.ticketId, barcode: written.barcode, differenceCents };
}

import type { ChannelKind } from "../../api/prices.ts";
import { type PriceGrid, type PriceGridLine, priceIn } from "../prices/price-grid.ts";

export type SaleException = "regularisation" | "exceptionalPostponement";

/**
 * Whether a price type may be sold at the counter (R3.4): its own always, another channel's only by a named exception.
 * Answers the exception to be written on the ticket, null where none is needed, or undefined where it is refused.
 */
export function exceptionFor(
  channelKind: ChannelKind,
  exception: SaleException | undefined,
): SaleException | null | undefined {
  return channelKind === "counter" ? null : exception;
}

/** An order as it stands in the books; amounts in cents. */
export interface CounterOrder {
  kind: "sale" | "exchange";
  at: Date;
  operatorId: number;
  salesChannelId: number;
  paymentMethodId: number;
  totalCents: number;
  givenCents: number | null;
}

export interface CounterTicketSale {
  orderNumber: number;
  /** The ticket that is given back for this one. */
  exchangedFrom: number | null;
  performanceNumber: number;
  priceTypeCode: number;
  priceTypeChannel: ChannelKind;
  exception: SaleException | null;
  holder: { surname: string; firstName: string } | undefined;
  soldAt: Date;
  operatorId: number;
  salesChannelId: number;
}

export interface PricedSeat {
  seatCode: number;
  price: PriceGridLine;
}

/** A price for every seat by its category, or the categories that the grid has no price for. */
export function priceSeats(
  grid: PriceGrid | undefined,
  priceTypeCode: number,
  seats: readonly { seatCode: number; seatCategoryCode: number }[],
): { ok: true; seats: PricedSeat[] } | { ok: false; seatCategoryCodes: number[] } {
  const priced: PricedSeat[] = [];
  const missing = new Set<number>();
  for (const { seatCode, seatCategoryCode } of seats) {
    const price = priceIn(grid, priceTypeCode, seatCategoryCode);
    if (price) priced.push({ seatCode, price });
    else missing.add(seatCategoryCode);
  }
  return missing.size === 0 ? { ok: true, seats: priced } : { ok: false, seatCategoryCodes: [...missing] };
}

/** Face value and both fees: what the customer pays at the counter. */
export function dueCents(price: {
  faceValueCents: number;
  venueFeeCents: number;
  organizerFeeCents: number;
}): number {
  return price.faceValueCents + price.venueFeeCents + price.organizerFeeCents;
}

/** The seats of an order by price type; undefined where another price type names a seat that is not sold. */
export function seatsByPriceType(sale: {
  seatCodes: readonly number[];
  priceTypeCode: number;
  otherPriceTypes?: readonly { priceTypeCode: number; seatCodes: readonly number[] }[] | undefined;
}): Map<number, number[]> | undefined {
  const typeOf = new Map(sale.seatCodes.map((seatCode) => [seatCode, sale.priceTypeCode]));
  for (const { priceTypeCode, seatCodes } of sale.otherPriceTypes ?? [])
    for (const seatCode of seatCodes) {
      if (!typeOf.has(seatCode)) return undefined;
      typeOf.set(seatCode, priceTypeCode);
    }
  const seats = new Map<number, number[]>();
  for (const [seatCode, priceTypeCode] of typeOf)
    seats.set(priceTypeCode, [...(seats.get(priceTypeCode) ?? []), seatCode]);
  return seats;
}

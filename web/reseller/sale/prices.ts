import type { NetworkPrice, PriceChange } from "@allotement/reseller/api/shows.ts";

/** What the customer pays for a seat: the amount and all three fees (R2.5: «Frais loc. inclus»). In cents. */
export function priceCents(price: PriceChange): number {
  return price.faceValueCents + price.venueFeeCents + price.organizerFeeCents + price.resellerFeeCents;
}

/** The prices that a seat of this category may be sold at, the dearest first. */
export function pricesOfCategory(prices: readonly NetworkPrice[], seatCategoryCode: number): NetworkPrice[] {
  return prices
    .filter((price) => price.seatCategoryCode === seatCategoryCode)
    .sort((one, other) => priceCents(other) - priceCents(one));
}

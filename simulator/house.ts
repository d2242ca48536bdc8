import type { PriceChange } from "@allotement/reseller/api/shows.ts";
import type { PriceLine } from "@allotement/reseller/shows/shows.ts";
import type { House } from "./scenario.ts";
import {
  counterPriceTypeCode,
  resellerPriceTypeCode,
  type Season,
  type SeasonGrid,
  smallSeason,
} from "./season.ts";

/** Who and what the actors of every scenario name. */
export const institutionCode = 9999;
export const holdCodes = { interface: 6690007, other: 6690008 };
export const seller = { userName: "seller", role: "seller" as const, pointOfSale: "PARIS" };
export const counterSale = { priceTypeCode: counterPriceTypeCode, paymentMethodId: 1 };
export { resellerPriceTypeCode };

const amounts = { faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180, resellerFeeCents: 480 };
const seatCategoryCode = 31;

/** The season that a scenario's house stands for, to furnish both sides with. */
export function seasonOf(house: House): Season {
  const performances = Math.max(...house.shows.map((show) => show.performances.length));
  const season = smallSeason({ seats: house.seats, shows: house.shows.length, performances });
  const last = season.seats.length - 1;
  return {
    ...season,
    basketMinutes: house.basketMinutes,
    // Zone 12 stands in no table of the reseller's.
    seats: house.unknownZone
      ? season.seats.map((seat, index) => (index === last ? { ...seat, zoneCode: 12 } : seat))
      : season.seats,
  };
}

/** The grid as it is changed: the face value alone. */
export function gridOf(faceValueCents: number, validFrom: Date): SeasonGrid {
  return {
    validFrom,
    lines: [
      {
        ...amounts,
        faceValueCents,
        seatCategoryCode,
        priceTypeCode: counterPriceTypeCode,
        resellerFeeCents: null,
      },
      { ...amounts, faceValueCents, seatCategoryCode, priceTypeCode: resellerPriceTypeCode },
    ],
  };
}

/** What the new-show window sends with the first allotment (R5.3). */
export function newShow() {
  return { comment: "", prices: [{ ...amounts, priceTypeCode: resellerPriceTypeCode, seatCategoryCode }] };
}

/** One price at the network, with these amounts changed. */
export function networkPrice(
  showNumber: number,
  changed: Partial<PriceChange>,
): { line: PriceLine; price: PriceChange } {
  const line = { institutionCode, showNumber, priceTypeCode: resellerPriceTypeCode, seatCategoryCode };
  return { line, price: { ...amounts, ...changed } };
}

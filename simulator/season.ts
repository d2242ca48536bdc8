import type { ChannelKind } from "@allotement/boxoffice/api/prices.ts";
import type { PriceGridLine } from "@allotement/boxoffice/house/prices/price-grid.ts";
import type { SeatPlace } from "@allotement/boxoffice/interface/operations/programme.store.ts";
import type { KnownCode } from "@allotement/reseller/api/mapping.ts";

export interface SeasonGrid {
  validFrom: Date;
  lines: readonly PriceGridLine[];
}

export interface SeasonPerformance {
  performanceNumber: number;
  localDate: string;
  /** 19:00 */
  localTime: string;
  startsAt: Date;
}

export interface SeasonShow {
  showNumber: number;
  title: string;
  performances: readonly SeasonPerformance[];
  grids: readonly SeasonGrid[];
}

/** What both sides are furnished with before anything is exchanged: one organizer, one hall, one reseller. */
export interface Season {
  organizerId: number;
  resellerId: number;
  institutionCode: number;
  /** The reseller's stream when it opens. */
  streamId: string;
  timeZone: string;
  basketMinutes: number;
  hallCode: number;
  seats: readonly SeatPlace[];
  /** 1: a clerk, 2: the reseller's connector, 3: support. */
  operators: readonly { operatorId: number; initials: string; role: "clerk" | "system" | "support" }[];
  /** The first is the interface's. */
  holds: readonly { holdCode: number; name: string }[];
  priceTypes: readonly { priceTypeCode: number; name: string; channelKind: ChannelKind }[];
  salesChannels: readonly { salesChannelId: number; name: string; kind: ChannelKind }[];
  paymentMethods: readonly {
    paymentMethodId: number;
    name: string;
    kind: "cash" | "invoice";
    customerAccountId: number | null;
  }[];
  /** What the connection is set up with. */
  connection: { operatorId: number; salesChannelId: number; paymentMethodId: number };
  customerAccountId: number;
  shows: readonly SeasonShow[];
  /** The codes that the reseller knows. */
  codesAtReseller: readonly KnownCode[];
}

export const organizerId = 669;
export const counterPriceTypeCode = 6690001;
export const resellerPriceTypeCode = 6690014;

/**
 * A little season: one category of seats, `shows` shows of `performances` performances each (show 50: 501, 502 …, show
 * 51: 511 …), prices from 2026-01-01 on; the performances are played from 23 December 2026 on.
 */
export function smallSeason({ seats = 6, shows = 1, performances = 1 } = {}): Season {
  const price = { seatCategoryCode: 31, faceValueCents: 4800, venueFeeCents: 120, organizerFeeCents: 180 };
  const grid: SeasonGrid = {
    validFrom: new Date("2026-01-01T00:00:00.000Z"),
    lines: [
      { ...price, priceTypeCode: counterPriceTypeCode, resellerFeeCents: null },
      { ...price, priceTypeCode: resellerPriceTypeCode, resellerFeeCents: 480 },
    ],
  };
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
  return {
    organizerId,
    resellerId: 1,
    institutionCode: 9999,
    streamId: "01900000-0000-7000-8000-000000000001",
    timeZone: "Europe/Paris",
    basketMinutes: 10,
    hallCode: 7,
    seats: numbers(seats).map((index) => ({
      seatCode: index + 1,
      zoneCode: 11,
      floorCode: 21,
      seatCategoryCode: 31,
      row: "A",
      number: String(index + 1),
    })),
    operators: [
      { operatorId: 1, initials: "CLK", role: "clerk" },
      { operatorId: 2, initials: "TKN", role: "system" },
      { operatorId: 3, initials: "SUP", role: "support" },
    ],
    holds: [
      { holdCode: 6690007, name: "TICKETNET" },
      { holdCode: 6690008, name: "PROTOCOLE" },
    ],
    priceTypes: [
      { priceTypeCode: counterPriceTypeCode, name: "PLEIN TARIF", channelKind: "counter" },
      { priceTypeCode: resellerPriceTypeCode, name: "TICKETNET PLEIN TARIF", channelKind: "reseller" },
    ],
    salesChannels: [
      { salesChannelId: 1, name: "GUICHET", kind: "counter" },
      { salesChannelId: 2, name: "TICKETNET", kind: "reseller" },
    ],
    paymentMethods: [
      { paymentMethodId: 1, name: "ESPECES", kind: "cash", customerAccountId: null },
      { paymentMethodId: 2, name: "FACTURE TICKETNET", kind: "invoice", customerAccountId: 1 },
    ],
    connection: { operatorId: 2, salesChannelId: 2, paymentMethodId: 2 },
    customerAccountId: 1,
    shows: numbers(shows).map((show) => ({
      showNumber: 50 + show,
      title: `SPECTACLE ${show + 1}`,
      grids: [grid],
      performances: numbers(performances).map((index) => ({
        performanceNumber: (50 + show) * 10 + index + 1,
        localDate: `2026-12-${23 + index}`,
        localTime: "19:00",
        startsAt: new Date(`2026-12-${23 + index}T18:00:00.000Z`),
      })),
    })),
    codesAtReseller: [
      { kind: "hall", hallCode: 0, code: 7, label: "PETITE SALLE" },
      { kind: "hold", hallCode: 0, code: 6690007, label: "TICKETNET" },
      { kind: "priceType", hallCode: 0, code: resellerPriceTypeCode, label: "TICKETNET PLEIN TARIF" },
      { kind: "zone", hallCode: 7, code: 11, label: "PAIR" },
      { kind: "floor", hallCode: 7, code: 21, label: "ORCHESTRE" },
      { kind: "seatCategory", hallCode: 7, code: 31, label: "CARRE OR" },
    ],
  };
}

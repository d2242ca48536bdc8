import { sellAtNetwork, setStatus } from "../dev/seed/network.ts";
import type { Pair } from "./measure.ts";
import { rawSale } from "./sale.raw.ts";
import type { Side, StagedSeat, StagedShow } from "./side.ts";
import type { Stage } from "./stage.ts";

/** Sellers at work at once. */
const clientCount = 16;
export const salesPerRepetition = 600;

const holder = { surname: "DURAND", firstName: "Claude" };

/** What is sold: one seat, spread over all performances of the show. */
export interface SoldSeat {
  show: StagedShow;
  performance: StagedShow["performances"][number];
  seat: StagedSeat;
}

/**
 * One seat a sale, basket and order, by 16 sellers at once over HTTP; against the same rows by plain statements in two
 * transactions a sale, on 16 connections.
 */
export async function salePair(stage: Stage, repetition: number): Promise<Pair> {
  const { product, raw, network } = stage;
  const showNumber = product.shows[repetition]?.showNumber ?? 0;
  await setStatus(network, product.institutionCode, showNumber, "announced", "onSale");
  return {
    name: `Sell ${salesPerRepetition} × 1 seat, ${clientCount} clients`,
    product: () =>
      timed(soldSeats(product, repetition), async ({ performance, seat }) => {
        const { institutionCode, venue } = product;
        const { seller } = network;
        const codes = [seat.seatCode];
        const { performanceNumber } = performance;
        await sellAtNetwork(
          seller,
          institutionCode,
          performanceNumber,
          codes,
          venue.ticketnet.fullPrice,
          holder,
        );
      }),
    raw: () => timed(soldSeats(raw, repetition), (sold) => rawSale(stage.reseller, raw, sold, holder)),
  };
}

function soldSeats(side: Side, repetition: number): SoldSeat[] {
  const show = side.shows[repetition];
  if (!show) throw new Error("a show is staged for each repetition");
  return Array.from({ length: salesPerRepetition }, (_, index) => {
    const performance = show.performances[index % show.performances.length];
    const seat = side.seats[Math.floor(index / show.performances.length)];
    if (!performance || !seat) throw new Error("more sales than seats");
    return { show, performance, seat };
  });
}

/** Lets 16 workers take from the list until it is empty. */
async function timed(list: SoldSeat[], sell: (sold: SoldSeat) => Promise<void>): Promise<number> {
  const waiting = list.values();
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: clientCount }, async () => {
      for (const sold of waiting) await sell(sold);
    }),
  );
  return performance.now() - startedAt;
}

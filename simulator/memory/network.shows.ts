import type { ShowPrice } from "@allotement/protocol/messages/operation.ts";
import type { ShowStore } from "@allotement/reseller/shows/shows.ts";
import { seatKey } from "./constraints.ts";
import { type NetworkTables, ofInstitution } from "./network.tables.ts";

/** `alone`: one transaction around each statement, as on PostgreSQL. */
export function memoryShows(
  tables: NetworkTables,
  alone: <Result>(work: () => Result) => Promise<Result>,
): ShowStore {
  const { shows, performances } = tables;
  return {
    statusOfShow: (institutionCode, showNumber) =>
      alone(() => {
        ofInstitution(tables, institutionCode);
        return shows.get(showNumber)?.status;
      }),
    changeStatus: (_institutionCode, showNumber, from, to) =>
      alone(() => {
        const show = shows.get(showNumber);
        if (show?.status !== from) return false;
        shows.put(showNumber, { ...show, status: to });
        return true;
      }),
    changePrice: ({ showNumber, priceTypeCode, seatCategoryCode }, price) =>
      alone(() => {
        const show = shows.get(showNumber);
        const place = show?.prices.findIndex(
          (one) => one.priceTypeCode === priceTypeCode && one.seatCategoryCode === seatCategoryCode,
        );
        if (!show || place === undefined || place < 0) return false;
        const prices = show.prices.with(place, { priceTypeCode, seatCategoryCode, ...price });
        shows.put(showNumber, { ...show, prices });
        return true;
      }),
    async reschedule(_institutionCode, performanceNumber, { version, localDate, localTime }) {
      await alone(() => {
        const before = performances.get(performanceNumber);
        if (before && before.scheduleVersion < version)
          performances.put(performanceNumber, { ...before, localDate, localTime, scheduleVersion: version });
      });
      return alone(() => {
        const now = performances.get(performanceNumber);
        return now && { version: now.scheduleVersion, localDate: now.localDate, localTime: now.localTime };
      });
    },
    async showView(_institutionCode, showNumber) {
      const show = await alone(() => shows.get(showNumber));
      if (!show) return undefined;
      const { title, status } = show;
      return {
        showNumber,
        title,
        status,
        performances: await alone(() => performancesOf(tables, showNumber)),
      };
    },
  };
}

/** A show's prices as the network lists them: with the name that it has for the price type. */
export function pricesOf(
  { shows, codes }: NetworkTables,
  showNumber: number,
): (ShowPrice & { priceTypeLabel: string; showNumber: number })[] {
  const labels = new Map(
    codes.get().flatMap(({ kind, code, label }) => (kind === "priceType" ? [[code, label]] : [])),
  );
  return (shows.get(showNumber)?.prices ?? [])
    .map((price) => ({
      showNumber,
      priceTypeLabel: labels.get(price.priceTypeCode) ?? String(price.priceTypeCode),
      ...price,
    }))
    .sort(
      (one, other) =>
        one.seatCategoryCode - other.seatCategoryCode || one.priceTypeCode - other.priceTypeCode,
    );
}

function performancesOf(tables: NetworkTables, showNumber: number) {
  return [...tables.performances.rows()]
    .filter((performance) => performance.showNumber === showNumber)
    .sort(byDate)
    .map(({ scheduleVersion: _, ...performance }) => {
      const codes = tables.seatCodes.get(performance.performanceNumber) ?? [];
      const states = codes.map(
        (seatCode) => tables.seats.get(seatKey(performance.performanceNumber, seatCode))?.state,
      );
      const count = (state: string) => states.filter((one) => one === state).length;
      const counts = { offered: count("offered"), inBasket: count("inBasket"), sold: count("sold") };
      return { ...performance, ...counts, withdrawn: count("withdrawn") };
    });
}

interface Dated {
  localDate: string;
  localTime: string;
  performanceNumber: number;
}

function byDate(one: Dated, other: Dated): number {
  const [first, second] = [one, other].map(({ localDate, localTime }) => `${localDate} ${localTime}`);
  if (first !== second) return (first ?? "") < (second ?? "") ? -1 : 1;
  return one.performanceNumber - other.performanceNumber;
}

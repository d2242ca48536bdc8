import { describe, expect, it } from "vitest";
import { longestDays, salesByDay, shortestDays, stacked } from "./sales-by-day.ts";

const sale = (localDate: string, channel: string, seats: number) => ({
  localDate,
  channel,
  seats,
  faceValueCents: 0,
});

describe("sales by day", () => {
  it("have a place for every day, also for those on which nothing sold", () => {
    const { days, channels } = salesByDay([
      sale("2026-02-27", "GUICHET", 2),
      sale("2026-03-02", "GUICHET", 1),
    ]);
    expect(days.slice(-4)).toEqual(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"]);
    expect(channels[0]?.seats.slice(-4)).toEqual([2, 0, 0, 1]);
  });

  it("of a first day stand at the end of two weeks", () => {
    const { days, channels } = salesByDay([sale("2026-03-02", "GUICHET", 5)]);
    expect([days.length, days[0], days.at(-1)]).toEqual([shortestDays, "2026-02-17", "2026-03-02"]);
    expect(channels[0]?.seats.at(-1)).toBe(5);
  });

  it("stack the channels, the one that sells most at the bottom", () => {
    const { channels } = salesByDay([sale("2026-02-27", "WEB", 1), sale("2026-02-27", "TICKETNET", 4)]);
    expect(channels.map(({ name }) => name)).toEqual(["TICKETNET", "WEB"]);
    expect(stacked(channels).map((sums) => sums.at(-1))).toEqual([4, 5]);
  });

  it("of a long run keep the last days, and the whole in the total", () => {
    const { days, channels } = salesByDay([sale("2025-01-01", "WEB", 3), sale("2026-01-01", "WEB", 1)]);
    expect(days).toHaveLength(longestDays);
    expect(days.at(-1)).toBe("2026-01-01");
    expect(channels[0]?.total).toBe(4);
  });

  it("of nothing are nothing", () => {
    expect(salesByDay([])).toEqual({ days: [], channels: [] });
  });
});

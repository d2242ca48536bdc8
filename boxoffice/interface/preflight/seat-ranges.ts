import type { OperationRequest } from "@allotement/protocol/messages/operation.ts";
import type { PreflightFinding } from "../../api/interface-preflight.ts";

type Seat = Pick<OperationRequest["seats"][number], "zoneCode" | "floorCode" | "row" | "number">;
type Names = Readonly<Record<"zones" | "floors", ReadonlyMap<number, string>>>;

/** Seats drawn together row by row: «Orchestre, rang A: 1–12, 14», in the order in which the rows come. */
export function seatRanges(seats: readonly Seat[], names: Names): PreflightFinding["places"] {
  const rows = new Map<string, Seat[]>();
  for (const seat of seats) {
    const key = JSON.stringify([seat.floorCode, seat.zoneCode, seat.row]);
    const row = rows.get(key) ?? [];
    row.push(seat);
    rows.set(key, row);
  }
  return [...rows.values()].flatMap((row) => {
    const [first] = row;
    if (!first) return [];
    return [
      {
        floor: names.floors.get(first.floorCode) ?? String(first.floorCode),
        zone: names.zones.get(first.zoneCode) ?? String(first.zoneCode),
        row: first.row,
        numbers: ranges(row.map(({ number }) => number)),
        count: row.length,
      },
    ];
  });
}

/** «1–3, 5, 12 bis»: numbers that follow each other by one become a range; what is no number stands alone. */
export function ranges(labels: readonly string[]): string {
  const numbers = labels
    .filter((label) => /^\d{1,9}$/.test(label))
    .map(Number)
    .sort((a, b) => a - b);
  const others = labels.filter((label) => !/^\d{1,9}$/.test(label));
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number <= last.to + 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  const written = runs.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
  return [...written, ...others].join(", ");
}

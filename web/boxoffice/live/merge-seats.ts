/** A plan in columns: arrays as long as `seatCodes`, and single values. */
export interface SeatColumns {
  readonly seatCodes: readonly number[];
  readonly [column: string]: unknown;
}

/** The plan with the seats of `part` as they stand there; a seat that the plan does not have is left out. */
export function mergeSeats(all: SeatColumns, part: SeatColumns): SeatColumns {
  const places = new Map(all.seatCodes.map((code, index) => [code, index]));
  const columns = Object.entries(all).map(([name, column]) => {
    const changed = part[name];
    if (name === "seatCodes" || !Array.isArray(column) || !Array.isArray(changed)) return [name, column];
    const next = [...column];
    part.seatCodes.forEach((code, index) => {
      const place = places.get(code);
      if (place !== undefined) next[place] = changed[index];
    });
    return [name, next];
  });
  return { ...all, ...Object.fromEntries(columns) };
}

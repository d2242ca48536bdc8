import { type Sql, sql } from "@allotement/platform/database/database.ts";
import { NotTheSame } from "./counts.ts";
import type { Pair } from "./measure.ts";
import type { Stage } from "./stage.ts";

export const readingsPerRepetition = 100;

/** A hall's whole plan, as the screen asks for it; against one statement that packs the same columns. */
export function planPair(stage: Stage): Pair {
  const { organizerId, venue } = stage.product;
  const statement = sql`
    select json_agg(seat_code order by seat_code) as "seatCodes", json_agg(x order by seat_code) as x,
      json_agg(y order by seat_code) as y, json_agg(row_label order by seat_code) as "rowLabels",
      json_agg(seat_number order by seat_code) as "seatNumbers", json_agg(zone_code order by seat_code) as zones,
      json_agg(floor_code order by seat_code) as floors, json_agg(seat_category_code order by seat_code) as categories,
      json_agg(wheelchair::int + 2 * companion::int + 4 * restricted_view::int + 8 * folding::int
        order by seat_code) as flags
    from seats where organizer_id = ${organizerId} and hall_code = ${venue.hallCode}`;
  return readingPair(stage, "Read a hall's plan", `/api/halls/${venue.hallCode}/plan`, statement);
}

/** The states of a performance's seats; against one statement that packs the same columns. */
export function seatsPair(stage: Stage): Pair {
  const { organizerId, shows } = stage.product;
  const number = shows[0]?.performances[0]?.performanceNumber ?? 0;
  const statement = sql`
    select json_agg(seat_code order by seat_code) as "seatCodes", json_agg(state order by seat_code) as states,
      json_agg(hold_code order by seat_code) as "holdCodes", json_agg(seat.reseller_id order by seat_code) as "resellerIds",
      json_agg(ticket_id order by seat_code) as "ticketIds"
    from performance_seats seat
    left join tickets using (organizer_id, performance_number, seat_code)
    where organizer_id = ${organizerId} and performance_number = ${number}`;
  return readingPair(stage, "Read a performance's seats", `/api/performances/${number}/seats`, statement);
}

/** One reading after the other, each parsed by its reader. */
function readingPair(stage: Stage, what: string, path: string, statement: Sql): Pair {
  const { support, capacity } = stage.product.venue;
  const overHttp = async (): Promise<unknown> => (await support.raw("GET", path)).body;
  const bare = (): Promise<unknown> => stage.boxoffice.first(statement);
  const timed = async (read: () => Promise<unknown>): Promise<number> => {
    const seen = seatCountOf(await read());
    if (seen !== capacity)
      throw new NotTheSame(`${what}: ${seen} seats were read, the hall has ${capacity}.`);
    const startedAt = performance.now();
    for (let index = 0; index < readingsPerRepetition; index++) await read();
    return performance.now() - startedAt;
  };
  return {
    name: `${what} × ${readingsPerRepetition}`,
    product: () => timed(overHttp),
    raw: () => timed(bare),
  };
}

function seatCountOf(answer: unknown): number {
  const columns = typeof answer === "object" && answer && "seatCodes" in answer ? answer.seatCodes : [];
  return Array.isArray(columns) ? columns.length : 0;
}

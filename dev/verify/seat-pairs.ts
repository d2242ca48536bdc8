import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { Pair, Sides } from "./sides.ts";

/** A seat as the venue's books have it, towards one reseller. */
export interface VenueSeat {
  state: string;
  command: number;
  grant: number | null;
  fence: number;
  /** Read again after the network's snapshot. */
  commandAfter: number;
  /** Whether the seat did not move between both readings. */
  still: boolean;
  /** Whether a conflict of two customers is known here, settled or not (rule 9). */
  disputed: boolean;
}

/** A seat as the network has it. */
export interface NetworkSeat {
  state: string;
  command: number;
  grant: number;
  fence: number;
  /** Whether the feed holds an event of the seat that the venue had not received. */
  unreceived: boolean;
}

/** One seat on both sides; undefined where a side has never heard of it. */
export interface SeatPair {
  organizerId: number;
  institutionCode: number;
  performanceNumber: number;
  seatCode: number;
  venue: VenueSeat | undefined;
  network: NetworkSeat | undefined;
}

interface VenueRow {
  performanceNumber: number;
  seatCode: number;
  state: string;
  command: number;
  grant: number | null;
  fence: number;
  movementSerial: number | null;
  disputed: boolean;
}

interface NetworkRow extends NetworkSeat {
  performanceNumber: number;
  seatCode: number;
}

const withNetwork = new Set(["allotting", "allotted", "recalling", "sold", "divergent"]);

/** Joins both sides' seats of one pair; seats that neither side connects with the network are left out. */
export async function readSeatPairs(
  snapshots: Pick<Sides, "before" | "reseller" | "after">,
  pair: Pair,
): Promise<SeatPair[]> {
  const before = await venueSeats(snapshots.before, pair);
  // The same transaction on both hands: tests look at one snapshot only.
  const later = snapshots.after === snapshots.before ? before : await venueSeats(snapshots.after, pair);
  const after = new Map(later.map((seat) => [keyOf(seat), seat]));
  const network = new Map((await networkSeats(snapshots, pair)).map((seat) => [keyOf(seat), seat]));
  const pairs: SeatPair[] = [];
  const { organizerId, institutionCode } = pair;
  for (const seat of before) {
    const key = keyOf(seat);
    const { performanceNumber, seatCode, movementSerial, ...facts } = seat;
    const there = network.get(key);
    network.delete(key);
    if (!there && !withNetwork.has(seat.state)) continue;
    const again = after.get(key);
    const still = again?.movementSerial === movementSerial;
    const venue = { ...facts, commandAfter: again?.command ?? seat.command, still };
    pairs.push({ organizerId, institutionCode, performanceNumber, seatCode, venue, network: there });
  }
  for (const seat of network.values()) {
    const { performanceNumber, seatCode } = seat;
    pairs.push({
      organizerId,
      institutionCode,
      performanceNumber,
      seatCode,
      venue: undefined,
      network: seat,
    });
  }
  return pairs;
}

const keyOf = (seat: { performanceNumber: number; seatCode: number }) =>
  `${seat.performanceNumber}/${seat.seatCode}`;

/** A seat that is with another reseller is held, as far as this one is concerned. */
function venueSeats(queries: Queries, { organizerId, resellerId }: Pair): Promise<VenueRow[]> {
  return queries.rows<VenueRow>(sql`
    select performance_number as "performanceNumber", seat_code as "seatCode", command, fence,
      case when reseller_id <> ${resellerId} and state not in ('free', 'soldAtCounter', 'blocked') then 'held'
        else state end as state,
      grant_command as "grant", movement_serial as "movementSerial",
      exists (select from seat_conflicts conflict where conflict.organizer_id = performance_seats.organizer_id
        and conflict.reseller_id = ${resellerId} and conflict.seat_code = performance_seats.seat_code
        and conflict.performance_number = performance_seats.performance_number) as disputed
    from performance_seats where organizer_id = ${organizerId}
    order by performance_number, seat_code`);
}

async function networkSeats(
  { before, reseller }: Pick<Sides, "before" | "reseller">,
  { organizerId, resellerId, institutionCode, streamId }: Pair,
): Promise<NetworkRow[]> {
  const cursor = await before.first<{ sequence: number }>(sql`
    select sequence from feed_cursors
    where organizer_id = ${organizerId} and reseller_id = ${resellerId} and stream_id = ${streamId}`);
  return reseller.rows<NetworkRow>(sql`
    with unreceived as (
      select distinct (facts->>'performanceNumber')::int as performance_number, (facts->>'seatCode')::int as seat_code
      from feed_events
      where institution_code = ${institutionCode} and (sequence is null or sequence > ${cursor?.sequence ?? 0})
    )
    select performance_number as "performanceNumber", seat_code as "seatCode", state, command,
      grant_command as "grant", fence, unreceived.seat_code is not null as unreceived
    from contingent_seats
    left join unreceived using (performance_number, seat_code)
    where institution_code = ${institutionCode}
    order by performance_number, seat_code`);
}

import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { readSeatPairs, type SeatPair } from "./seat-pairs.ts";

/** A venue's account at the network: the same institution code on both sides. */
export interface Pair {
  organizerId: number;
  resellerId: number;
  institutionCode: number;
  /** The network's current stream of this institution. */
  streamId: string;
}

export interface BrokenRow {
  where: string;
  detail: string;
}

/** A rule over both databases at once. */
export interface InvariantAcross {
  /** The rule's number in section 5 of the protocol; «R8.3» is the comparison seat by seat. */
  number: number | "R8.3";
  title: string;
  check(sides: Sides): Promise<BrokenRow[]>;
}

/**
 * Two databases have no snapshot in common: the venue's is read before the network's and once more after it, so that a
 * rule can tell what was on its way from what is wrong. At rest both readings of the venue are the same.
 */
export interface Sides {
  before: Queries;
  reseller: Queries;
  after: Queries;
  atRest: boolean;
  pairs: Pair[];
  /** Connections that lead to another network than this one. */
  notCompared: string[];
  /** Every seat that one of the sides believes to be with the network, or that the network has heard of. */
  seats: SeatPair[];
}

export async function readSides(
  snapshots: Pick<Sides, "before" | "reseller" | "after" | "atRest">,
): Promise<Sides> {
  const { pairs, notCompared } = await readPairs(snapshots.before, snapshots.reseller);
  const seats: SeatPair[] = [];
  for (const pair of pairs) for (const seat of await readSeatPairs(snapshots, pair)) seats.push(seat);
  return { ...snapshots, pairs, notCompared, seats };
}

async function readPairs(
  boxoffice: Queries,
  reseller: Queries,
): Promise<{ pairs: Pair[]; notCompared: string[] }> {
  const connections = await boxoffice.rows<Omit<Pair, "streamId">>(sql`
    select organizer_id as "organizerId", reseller_id as "resellerId", institution_code as "institutionCode"
    from reseller_connections order by organizer_id, reseller_id`);
  const institutions = await reseller.rows<Pick<Pair, "institutionCode" | "streamId">>(
    sql`select institution_code as "institutionCode", stream_id as "streamId" from institutions`,
  );
  const known = new Map(institutions.map((institution) => [institution.institutionCode, institution]));
  const pairs: Pair[] = [];
  const notCompared: string[] = [];
  for (const connection of connections) {
    const institution = known.get(connection.institutionCode);
    if (institution) pairs.push({ ...connection, ...institution });
    else notCompared.push(`${nameOf(connection)}: the reseller's database has no such institution`);
  }
  if (connections.length === 0) notCompared.push("the box office has no connection to a reseller");
  return { pairs, notCompared };
}

/** Names a pair in a broken row. */
export function nameOf({
  organizerId,
  institutionCode,
}: Pick<Pair, "organizerId" | "institutionCode">): string {
  return `organizer ${organizerId} at institution ${institutionCode}`;
}

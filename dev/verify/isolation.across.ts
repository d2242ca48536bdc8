import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { type BrokenRow, type InvariantAcross, nameOf, type Pair } from "./sides.ts";

const nothingOfAnother: InvariantAcross = {
  number: 19,
  title: "The venue holds no event of another institution's feed, and no operation is stored under another",
  async check({ before, reseller, pairs }) {
    const broken: BrokenRow[] = [];
    for (const pair of pairs) {
      await checkKind(before, reseller, pair, events, broken);
      await checkKind(before, reseller, pair, operations, broken);
    }
    return broken;
  },
};

/** Something that bears an identity on both sides. */
interface Kind {
  name: string;
  says: string;
  here(queries: Queries, pair: Pair, after: string, limit: number): Promise<{ id: string }[]>;
  elsewhere(queries: Queries, pair: Pair, ids: string[]): Promise<{ id: string; institutionCode: number }[]>;
}

const events: Kind = {
  name: "event",
  says: "was received, and stands in the feed of institution",
  here: (queries, { organizerId, resellerId }, after, limit) =>
    queries.rows(sql`
      select event_id as id from feed_inbox
      where organizer_id = ${organizerId} and reseller_id = ${resellerId} and event_id > ${after}::uuid
      order by event_id limit ${limit}`),
  elsewhere: (queries, { institutionCode }, ids) =>
    queries.rows(sql`
      select event_id as id, institution_code as "institutionCode" from feed_events
      where institution_code <> ${institutionCode} and event_id = any(${ids}::uuid[]) order by event_id`),
};

const operations: Kind = {
  name: "operation",
  says: "was sent, and is stored under institution",
  here: (queries, { organizerId, resellerId }, after, limit) =>
    queries.rows(sql`
      select operation_id as id from operations
      where organizer_id = ${organizerId} and reseller_id = ${resellerId} and operation_id > ${after}::uuid
      order by operation_id limit ${limit}`),
  elsewhere: (queries, { institutionCode }, ids) =>
    queries.rows(sql`
      select operation_id as id, institution_code as "institutionCode" from operation_log
      where institution_code <> ${institutionCode} and operation_id = any(${ids}::uuid[]) order by operation_id`),
};

const idsAtOnce = 10_000;

async function checkKind(
  boxoffice: Queries,
  reseller: Queries,
  pair: Pair,
  kind: Kind,
  broken: BrokenRow[],
): Promise<void> {
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const own = (await kind.here(boxoffice, pair, last, idsAtOnce)).map(({ id }) => id);
    for (const { id, institutionCode } of await kind.elsewhere(reseller, pair, own))
      broken.push({
        where: `${nameOf(pair)}, ${kind.name} ${id}`,
        detail: `${kind.says} ${institutionCode}`,
      });
    const end = own.at(-1);
    if (end === undefined || own.length < idsAtOnce) return;
    last = end;
  }
}

export const isolationAcross = [nothingOfAnother];

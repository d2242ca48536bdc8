import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { canonicalJson } from "@allotement/protocol/feed-chain.ts";
import { type BrokenRow, type InvariantAcross, nameOf, type Pair } from "./sides.ts";

interface VenueOperation {
  operationId: string;
  performanceNumber: number;
  kind: string;
  bodyHash: string;
  seatCodes: number[];
  answer: unknown;
  /** Everything was given back to a restored reseller since: it may have been answered otherwise the second time. */
  sentOnceMore: boolean;
}

interface StoredOperation {
  operationId: string;
  state: "answered" | "voided";
  bodyHash: string | null;
  answer: { asOf: number };
}

const sameAnswers: InvariantAcross = {
  number: 8,
  title: "For each finished operation the venue's stored answer is the reseller's, for the same body",
  async check({ before, reseller, pairs }) {
    const broken: BrokenRow[] = [];
    for (const pair of pairs) await compareOperations(before, reseller, pair, broken);
    return broken;
  },
};

/** Operations read at once: an answer names up to 500 seats. */
const operationsAtOnce = 200;

async function compareOperations(
  boxoffice: Queries,
  reseller: Queries,
  pair: Pair,
  broken: BrokenRow[],
): Promise<void> {
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const finished = await boxoffice.rows<VenueOperation>(sql`
      select operation_id as "operationId", performance_number as "performanceNumber", kind, answer,
        encode(sha256(convert_to(body, 'UTF8')), 'hex') as "bodyHash",
        array(select (seat->>'seatCode')::int from jsonb_array_elements(body::jsonb->'seats')
          with ordinality as given(seat, place) order by place) as "seatCodes",
        exists (select from audit_entries audit where audit.organizer_id = operations.organizer_id
          and audit.action = 'giveBack' and audit.at >= operations.created_at) as "sentOnceMore"
      from operations
      where organizer_id = ${pair.organizerId} and reseller_id = ${pair.resellerId} and operation_id > ${last}::uuid
        and state in ('answered', 'applied', 'voided')
      order by operation_id limit ${operationsAtOnce}`);
    const stored = await reseller.rows<StoredOperation>(sql`
      select operation_id as "operationId", state, body_hash as "bodyHash", answer from operation_log
      where institution_code = ${pair.institutionCode}
        and operation_id = any(${finished.map((operation) => operation.operationId)}::uuid[])`);
    const log = new Map(stored.map((operation) => [operation.operationId, operation]));
    for (const operation of finished) {
      const detail = differenceOf(operation, log.get(operation.operationId));
      const { operationId, kind, performanceNumber } = operation;
      const where = `${nameOf(pair)}, performance ${performanceNumber}, ${kind} ${operationId}`;
      if (detail) broken.push({ where, detail });
    }
    const end = finished.at(-1);
    if (!end || finished.length < operationsAtOnce) return;
    last = end.operationId;
  }
}

function differenceOf(operation: VenueOperation, stored: StoredOperation | undefined): string | undefined {
  if (!stored) return "the reseller has no such operation";
  if (stored.bodyHash !== null && stored.bodyHash !== operation.bodyHash)
    return "the reseller carried out another body";
  // What became of its seats is asked seat by seat (R8.3; decision 9).
  if (operation.sentOnceMore) return undefined;
  const here = canonicalJson(operation.answer);
  const possible = answersOf(stored, operation.seatCodes).map(canonicalJson);
  return possible.includes(here)
    ? undefined
    : `the venue has ${cut(here)}, the reseller ${cut(possible[0] ?? "")}`;
}

/** What the reseller may have said: of a voided operation also 44 for every seat, where the message itself came late. */
function answersOf({ state, answer }: StoredOperation, seatCodes: readonly number[]): unknown[] {
  if (state === "answered") return [answer];
  const { asOf } = answer;
  const results = seatCodes.map((seatCode) => ({ seatCode, error: 44 }));
  return [
    { outcome: "voided", asOf },
    { outcome: "done", asOf, results },
  ];
}

const cut = (text: string) => (text.length > 200 ? `${text.slice(0, 200)}…` : text);

export const operationsAcross = [sameAnswers];

import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { Proof, VerdictRequest } from "@allotement/protocol/messages/proof.ts";
import type { ProofView } from "../api/proofs.ts";
import { codeLabels } from "../mapping/code-labels.ts";
import type { MockUpLine } from "../tickets/ticket-data.ts";

export interface ProofToKeep {
  proofId: string;
  showNumber: number;
  /** The sold line whose ticket it is; undefined for a mock-up. */
  line: { orderId: string; lineId: number } | undefined;
  pdf: Buffer;
  madeBy: string;
  at: Date;
}

export async function insertProof(
  queries: Queries,
  institutionCode: number,
  { proofId, showNumber, line, pdf, madeBy, at }: ProofToKeep,
): Promise<ProofView> {
  const row = await queries.first<ProofRow>(sql`
    insert into proofs (institution_code, proof_id, show_number, kind, order_id, line_id, pdf, made_by, made_at)
    values (${institutionCode}, ${proofId}, ${showNumber}, ${line ? "sale" : "mockUp"}, ${line?.orderId ?? null},
      ${line?.lineId ?? null}, ${pdf}, ${madeBy}, ${at})
    returning ${columns}`);
  if (!row) throw new Error("a proof that was written was not answered");
  return viewOf(row);
}

interface ProofRow {
  proof_id: string;
  show_number: number;
  kind: ProofView["kind"];
  order_id: string | null;
  made_by: string;
  made_at: Date;
  sent_at: Date | null;
  verdict: ProofView["verdict"];
  remark: string;
  decided_at: Date | null;
}

const columns = sql`proof_id, show_number, kind, order_id, made_by, made_at, sent_at, verdict, remark, decided_at`;

const viewOf = (row: ProofRow): ProofView => ({
  proofId: row.proof_id,
  showNumber: row.show_number,
  kind: row.kind,
  orderId: row.order_id,
  madeBy: row.made_by,
  madeAt: row.made_at.toISOString(),
  sentAt: row.sent_at?.toISOString() ?? null,
  verdict: row.verdict,
  remark: row.remark,
  decidedAt: row.decided_at?.toISOString() ?? null,
});

/** A show's proofs, the latest first. */
export async function proofsOfShow(
  queries: Queries,
  institutionCode: number,
  showNumber: number,
): Promise<ProofView[]> {
  const rows = await queries.rows<ProofRow>(sql`
    select ${columns} from proofs where institution_code = ${institutionCode} and show_number = ${showNumber}
    order by made_at desc, proof_id`);
  return rows.map(viewOf);
}

export function proofFile(
  queries: Queries,
  institutionCode: number,
  proofId: string,
): Promise<{ title: string; kind: ProofView["kind"]; pdf: Buffer } | undefined> {
  return queries.first(sql`
    select s.title, p.kind, p.pdf from proofs p join shows s using (institution_code, show_number)
    where p.institution_code = ${institutionCode} and p.proof_id = ${proofId}`);
}

/** Puts a proof before the venue; one that was sent stays sent when it was. Undefined where there is none. */
export async function sendProof(
  queries: Queries,
  institutionCode: number,
  proofId: string,
  at: Date,
): Promise<ProofView | undefined> {
  const row = await queries.first<ProofRow>(sql`
    update proofs set sent_at = coalesce(sent_at, ${at}) where institution_code = ${institutionCode}
      and proof_id = ${proofId} returning ${columns}`);
  return row && viewOf(row);
}

/** The latest proof that was sent to the venue, with its pages. */
export async function latestSentProof(
  queries: Queries,
  institutionCode: number,
  showNumber: number,
): Promise<{ proof: Proof; title: string; pdf: Buffer } | undefined> {
  const row = await queries.first<ProofRow & { sent_at: Date; title: string; pdf: Buffer }>(sql`
    select ${columns}, pdf, (select title from shows s where s.institution_code = p.institution_code
        and s.show_number = p.show_number) as title
    from proofs p where institution_code = ${institutionCode} and show_number = ${showNumber} and sent_at is not null
    order by sent_at desc, proof_id limit 1`);
  return (
    row && { proof: { ...viewOf(row), sentAt: row.sent_at.toISOString() }, title: row.title, pdf: row.pdf }
  );
}

/** Keeps the venue's verdict, once: the first stands. Undefined where no such proof was sent. */
export async function decideProof(
  queries: Queries,
  institutionCode: number,
  proofId: string,
  { verdict, remark }: VerdictRequest,
  at: Date,
): Promise<Proof | undefined> {
  await queries.run(sql`
    update proofs set verdict = ${verdict}, remark = ${remark}, decided_at = ${at}
    where institution_code = ${institutionCode} and proof_id = ${proofId} and sent_at is not null and verdict is null`);
  const row = await queries.first<ProofRow & { sent_at: Date }>(sql`
    select ${columns} from proofs where institution_code = ${institutionCode} and proof_id = ${proofId}
      and sent_at is not null`);
  return row && { ...viewOf(row), sentAt: row.sent_at.toISOString() };
}

/** A seat and a price of the show to draw a mock-up with, and its performance; undefined where it has no seat yet. */
export function mockUpLine(
  queries: Queries,
  institutionCode: number,
  showNumber: number,
): Promise<(MockUpLine & { performanceNumber: number }) | undefined> {
  const labels = codeLabels({
    seatCategoryCode: sql`s.seat_category_code`,
    priceTypeCode: sql`price.price_type_code`,
  });
  return queries.first(sql`
    select p.performance_number as "performanceNumber", s.row_label as row, s.seat_number as number,
      ${labels.columns}, price.face_value_cents as "faceValueCents",
      price.venue_fee_cents as "venueFeeCents", price.organizer_fee_cents as "organizerFeeCents",
      price.reseller_fee_cents as "resellerFeeCents"
    from performances p
    join contingent_seats s using (institution_code, performance_number)
    join show_prices price on price.institution_code = p.institution_code and price.show_number = p.show_number
      and price.seat_category_code = s.seat_category_code
    ${labels.joins}
    where p.institution_code = ${institutionCode} and p.show_number = ${showNumber} and s.state <> 'none'
    order by p.local_date, p.local_time, price.face_value_cents desc, s.seat_code limit 1`);
}

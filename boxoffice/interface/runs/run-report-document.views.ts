import {
  type BlockedSale,
  type ImportedSales,
  type ImportReportData,
  importReport,
} from "@allotement/documents/import-report/import-report.ts";
import { type SeatsReportData, seatsReport } from "@allotement/documents/seats-report/seats-report.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { exchangeErrorNumbers } from "@allotement/protocol/errors.ts";
import type { RunReport, RunView } from "../../api/interface-runs.ts";
import { localMoment, type PrintedDocument, type Printing, printing } from "../../house/print/print.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import { runReport } from "./runs.views.ts";

/** The report of a run as a document (R9.2): of an allotment, a recall or an integration. */
export async function runReportDocument(
  queries: Queries,
  connection: ConnectionRow,
  runId: string,
  now: Date,
): Promise<PrintedDocument | undefined> {
  const report = await runReport(queries, connection, runId, now);
  if (!report) return undefined;
  const made = await printing(queries, connection.organizerId, now);
  const { run } = report;
  const head = headOf(run, connection, made);
  const content =
    run.kind === "import"
      ? importReport({ ...head, ...(await importData(queries, connection, run)) })
      : seatsReport({ ...head, ...(await seatsData(queries, connection, run.kind, report)) });
  const day = head.startedAt.slice(0, 16).replace("T", " ").replace(":", "h");
  return { fileName: `${fileWords[run.kind]} ${day}.pdf`, content, printedAt: made.printedAt };
}

const fileWords = {
  allot: "Rapport de contingentement",
  recall: "Rapport de reprise",
  import: "Rapport d'intégration",
} as const;

function headOf(run: RunView, connection: ConnectionRow, { organizerName, timeZone, printedAt }: Printing) {
  const civil = (instant: string) => localMoment(new Date(instant), timeZone);
  return {
    printedAt,
    organizerName,
    resellerName: connection.resellerName,
    operatorName: run.operatorName,
    startedAt: civil(run.startedAt),
    finishedAt: run.finishedAt === null ? null : civil(run.finishedAt),
  };
}

async function seatsData(
  queries: Queries,
  { organizerId }: ConnectionRow,
  kind: "allot" | "recall",
  report: RunReport,
): Promise<Pick<SeatsReportData, "kind" | "performances" | "refusals">> {
  const accepted = await queries.rows<{ performanceNumber: number; shortName: string; accepted: number }>(sql`
    select o.performance_number as "performanceNumber", c.short_name as "shortName", count(*)::int as accepted
    from operations o
    cross join lateral jsonb_array_elements(o.answer->'results') as result
    join performances p using (organizer_id, performance_number)
    join seats s on s.organizer_id = o.organizer_id and s.hall_code = p.hall_code
      and s.seat_code = (result->>'seatCode')::int
    join seat_categories c on c.organizer_id = o.organizer_id and c.seat_category_code = s.seat_category_code
    where o.organizer_id = ${organizerId} and o.run_id = ${report.run.runId} and o.kind = ${kind}
      and o.state = 'applied' and result->>'error' is null
    group by o.performance_number, c.seat_category_code, c.short_name order by 1, c.seat_category_code`);
  return {
    kind,
    performances: report.performances.map((one) => ({
      ...one,
      byCategory: accepted.filter(({ performanceNumber }) => performanceNumber === one.performanceNumber),
    })),
    refusals: report.refusals.map((seat) => ({
      ...seat,
      error: exchangeErrorNumbers.find((number) => number === seat.error) ?? null,
    })),
  };
}

async function importData(
  queries: Queries,
  { organizerId, resellerId }: ConnectionRow,
  run: RunView,
): Promise<Pick<ImportReportData, "shows" | "sales" | "blocked">> {
  const shows = run.import?.shows ?? [];
  const titleOf = (show: (typeof shows)[number]) => show.showTitle ?? `n° ${show.showNumber}`;
  return {
    shows: shows.map((show) => ({ ...show, showTitle: titleOf(show), blocked: show.blocked.length })),
    sales: await integratedSales(queries, organizerId, resellerId, run.runId),
    blocked: await blockedSales(queries, organizerId, resellerId, shows),
  };
}

function integratedSales(
  queries: Queries,
  organizerId: number,
  resellerId: number,
  runId: string,
): Promise<ImportedSales[]> {
  return queries.rows<ImportedSales>(sql`
    select show.title as "showTitle", coalesce(type.name, i.event->>'priceTypeCode') as "priceTypeName",
      coalesce(category.name, i.event->>'seatCategoryCode') as "seatCategoryName",
      sum(case i.kind when 'sale' then 1 else -1 end)::int as count,
      sum((case i.kind when 'sale' then 1 else -1 end) * ((i.event->>'faceValueCents')::int
        + (i.event->>'venueFeeCents')::int + (i.event->>'organizerFeeCents')::int))::float8 as "amountCents"
    from feed_inbox i
    join shows show using (organizer_id, show_number)
    left join price_types type on type.organizer_id = i.organizer_id
      and type.price_type_code = (i.event->>'priceTypeCode')::int
    left join seat_categories category on category.organizer_id = i.organizer_id
      and category.seat_category_code = (i.event->>'seatCategoryCode')::int
    where i.organizer_id = ${organizerId} and i.reseller_id = ${resellerId} and i.run_id = ${runId}
      and i.status = 'integrated'
    group by show.show_number, show.title, 2, 3
    order by show.title, show.show_number, 2, 3`);
}

/** The sales that the run found blocked, each with the reason of then: some may have been settled since. */
async function blockedSales(
  queries: Queries,
  organizerId: number,
  resellerId: number,
  shows: NonNullable<RunView["import"]>["shows"],
): Promise<BlockedSale[]> {
  const found = shows.flatMap(({ showNumber, blocked }) => blocked.map((one) => ({ showNumber, ...one })));
  if (found.length === 0) return [];
  return queries.rows<BlockedSale>(sql`
    select coalesce(show.title, 'n° ' || i.show_number) as "showTitle", i.event->>'localDate' as "localDate",
      i.event->>'localTime' as "localTime", coalesce(seat.row_label, '') as "row",
      coalesce(seat.seat_number, i.seat_code::text) as number,
      coalesce(type.name, i.event->>'priceTypeCode') as "priceTypeName",
      concat_ws(' ', i.event->'holder'->>'surname', i.event->'holder'->>'firstName') as holder, found.reason
    from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as found ("showNumber" int, sequence bigint, reason jsonb)
    cross join lateral (
      select * from feed_inbox i where i.organizer_id = ${organizerId} and i.reseller_id = ${resellerId}
        and i.sequence = found.sequence and i.show_number = found."showNumber" order by i.received_at desc limit 1
    ) as i
    left join shows show on show.organizer_id = i.organizer_id and show.show_number = i.show_number
    left join performances p on p.organizer_id = i.organizer_id and p.performance_number = i.performance_number
    left join seats seat on seat.organizer_id = i.organizer_id and seat.hall_code = p.hall_code
      and seat.seat_code = i.seat_code
    left join price_types type on type.organizer_id = i.organizer_id
      and type.price_type_code = (i.event->>'priceTypeCode')::int
    order by i.sequence`);
}

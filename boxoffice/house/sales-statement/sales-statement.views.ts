import { safeFileName } from "@allotement/documents/file-name.ts";
import {
  type SalesStatementData,
  type StatedCategory,
  type StatedSales,
  type StatedTickets,
  salesStatement,
} from "@allotement/documents/sales-statement/sales-statement.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
import { vatRatesOfPerformances } from "../prices/vat.store.ts";
import { splitVat } from "../prices/vat.ts";
import { type PrintedDocument, printing } from "../print/print.ts";

/** The statement of a performance, read in one look at the books: seats and tickets belong to the same moment. */
export async function salesStatementDocument(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
  now: Date,
): Promise<PrintedDocument | undefined> {
  const { organizerName, printedAt } = await printing(queries, organizerId, now);
  const row = await queries.first<StatementRow>(sql`
    select p.local_date as "localDate", to_char(p.local_time, 'HH24:MI') as "localTime", show.show_number as "showNumber",
      show.title, hall.name as "hallName", hall.capacity,
      (select coalesce(json_agg(stated order by stated.seat_category_code), '[]')
        from (${categories(organizerId, performanceNumber)}) as stated) as categories,
      (select coalesce(json_agg(stated order by stated."soldThrough", stated.price_type_code, stated.seat_category_code), '[]')
        from (${sales(organizerId, performanceNumber)}) as stated) as sales,
      (select coalesce(json_agg(stated order by stated.seat_category_code), '[]')
        from (${tickets(organizerId, performanceNumber)}) as stated) as tickets,
      (select coalesce(json_agg(stated order by "vatRate"), '[]')
        from (${amountsByRate(organizerId, performanceNumber)}) as stated) as "amountsByRate"
    from performances p
    join shows show using (organizer_id, show_number)
    join halls hall on hall.organizer_id = p.organizer_id and hall.hall_code = p.hall_code
    where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}`);
  if (!row) return undefined;
  const { localDate, localTime } = row;
  const rate = (await vatRatesOfPerformances(queries, organizerId, [performanceNumber])).get(
    performanceNumber,
  );
  const data: SalesStatementData = {
    printedAt,
    organizerName,
    show: { number: row.showNumber, title: row.title },
    performance: { number: performanceNumber, localDate, localTime },
    hall: { name: row.hallName, capacity: row.capacity },
    categories: row.categories,
    sales: row.sales,
    tickets: row.tickets,
    vat: vatByRate(row.amountsByRate, rate ?? null),
  };
  const name = safeFileName(`Relevé ${row.title}`, "Relevé");
  return {
    fileName: `${name} ${localDate} (${performanceNumber}).pdf`,
    content: salesStatement(data),
    printedAt,
  };
}

/** A ticket that is neither cancelled nor disputed. */
const stands = sql`cancelled_at is null and not in_conflict`;

interface StatementRow {
  localDate: string;
  localTime: string;
  showNumber: number;
  title: string;
  hallName: string;
  capacity: number;
  categories: StatedCategory[];
  sales: StatedSales[];
  tickets: StatedTickets[];
  amountsByRate: { vatRate: number | null; amountCents: number }[];
}

/** At the rate at which each ticket was booked; what is not booked yet, at the performance's own. */
function vatByRate(amounts: StatementRow["amountsByRate"], own: number | null): SalesStatementData["vat"] {
  const sums = new Map<number | null, number>();
  for (const { vatRate, amountCents } of amounts)
    sums.set(vatRate ?? own, (sums.get(vatRate ?? own) ?? 0) + amountCents);
  return [...sums].map(([vatRate, amountCents]) => ({
    vatRate,
    amountCents,
    ...splitVat(amountCents, vatRate ?? 0),
  }));
}

const categories = (organizerId: number, performanceNumber: number) => sql`
  select c.seat_category_code, c.name, count(*)::int as total,
    count(*) filter (where state = 'free')::int as free,
    count(*) filter (where state = 'held')::int as held,
    count(*) filter (where state in ('allotting', 'allotted', 'recalling'))::int as allotted,
    count(*) filter (where state = 'sold')::int as "soldByReseller",
    count(*) filter (where state = 'soldAtCounter')::int as "soldAtCounter",
    count(*) filter (where state in ('blocked', 'divergent'))::int as other
  from performance_seats
  join seats using (organizer_id, hall_code, seat_code)
  join seat_categories c using (organizer_id, seat_category_code)
  where organizer_id = ${organizerId} and performance_number = ${performanceNumber}
  group by c.seat_category_code, c.name`;

/** Every ticket that was ever issued, by category: numbers, and how many of them stand. */
const tickets = (organizerId: number, performanceNumber: number) => sql`
  select t.seat_category_code, coalesce(c.name, '') as "seatCategoryName", min(ticket_id) as "firstTicket",
    max(ticket_id) as "lastTicket", count(*) filter (where ${stands})::int as standing,
    count(*) filter (where not (${stands}))::int as void,
    coalesce(sum(face_value_cents::bigint + venue_fee_cents + organizer_fee_cents) filter (where ${stands}), 0)::float8
      as "amountCents"
  from tickets t
  left join seat_categories c on c.organizer_id = t.organizer_id and c.seat_category_code = t.seat_category_code
  where t.organizer_id = ${organizerId} and t.performance_number = ${performanceNumber}
  group by t.seat_category_code, c.name`;

const amountsByRate = (organizerId: number, performanceNumber: number) => sql`
  select entry.vat_rate as "vatRate",
    sum(t.face_value_cents::bigint + t.venue_fee_cents + t.organizer_fee_cents)::float8 as "amountCents"
  from tickets t
  left join cash_journal entry on entry.organizer_id = t.organizer_id and entry.ticket_id = t.ticket_id
    and entry.kind = 'sale'
  where t.organizer_id = ${organizerId} and t.performance_number = ${performanceNumber} and ${stands}
  group by entry.vat_rate`;

/** Tickets that stand: those that were cancelled or wait for a decision of two people are not counted. */
const sales = (organizerId: number, performanceNumber: number) => sql`
  select t.sold_through as "soldThrough", coalesce(r.name, '') as "resellerName", t.price_type_code,
    t.seat_category_code, coalesce(type.name, 'Type de tarif inconnu') as "priceTypeName",
    coalesce(c.name, '') as "seatCategoryName", count(*)::int as count, sum(t.face_value_cents)::float8 as "faceValueCents",
    sum(t.venue_fee_cents + t.organizer_fee_cents)::float8 as "feesCents"
  from tickets t
  left join resellers r using (organizer_id, reseller_id)
  left join price_types type using (organizer_id, price_type_code)
  left join seat_categories c on c.organizer_id = t.organizer_id and c.seat_category_code = t.seat_category_code
  where t.organizer_id = ${organizerId} and t.performance_number = ${performanceNumber}
    and t.cancelled_at is null and not t.in_conflict
  group by t.sold_through, r.name, t.price_type_code, type.name, t.seat_category_code, c.name`;

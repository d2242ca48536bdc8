import { safeFileName } from "@allotement/documents/file-name.ts";
import {
  type SalesStatementData,
  type StatedCategory,
  type StatedSales,
  salesStatement,
} from "@allotement/documents/sales-statement/sales-statement.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
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
        from (${sales(organizerId, performanceNumber)}) as stated) as sales
    from performances p
    join shows show using (organizer_id, show_number)
    join halls hall on hall.organizer_id = p.organizer_id and hall.hall_code = p.hall_code
    where p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}`);
  if (!row) return undefined;
  const { localDate, localTime } = row;
  const data: SalesStatementData = {
    printedAt,
    organizerName,
    show: { number: row.showNumber, title: row.title },
    performance: { number: performanceNumber, localDate, localTime },
    hall: { name: row.hallName, capacity: row.capacity },
    categories: row.categories,
    sales: row.sales,
  };
  const name = safeFileName(`Relevé ${row.title}`, "Relevé");
  return {
    fileName: `${name} ${localDate} (${performanceNumber}).pdf`,
    content: salesStatement(data),
    printedAt,
  };
}

interface StatementRow {
  localDate: string;
  localTime: string;
  showNumber: number;
  title: string;
  hallName: string;
  capacity: number;
  categories: StatedCategory[];
  sales: StatedSales[];
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

import { type Queries, sql, type Transaction } from "@allotement/platform/database/database.ts";
import type { TicketFormat, TicketHeading } from "../api/tickets.ts";

/** What the tickets of one show say alike. */
export interface TicketFacts extends TicketHeading {
  title: string;
  comment: string;
  printAtHome: boolean;
  localDate: string;
  localTime: string;
  timeZone: string;
}

/** What tickets of a performance say of venue and show; undefined where there is no such performance. */
export function ticketFacts(
  queries: Queries,
  institutionCode: number,
  performanceNumber: number,
): Promise<TicketFacts | undefined> {
  return queries.first<TicketFacts>(sql`
    select coalesce(nullif(i.theatre_name, ''), i.name) as "theatreName", i.theatre_address as "theatreAddress",
      i.theatre_town as "theatreTown", i.licence, s.title, s.comment, s.print_at_home as "printAtHome",
      p.local_date as "localDate", to_char(p.local_time, 'HH24:MI') as "localTime", p.time_zone as "timeZone"
    from performances p join shows s using (institution_code, show_number) join institutions i using (institution_code)
    where p.institution_code = ${institutionCode} and p.performance_number = ${performanceNumber}`);
}

export async function ticketHeadingOf(
  queries: Queries,
  institutionCode: number,
): Promise<TicketHeading | undefined> {
  return queries.first<TicketHeading>(sql`
    select theatre_name as "theatreName", theatre_address as "theatreAddress", theatre_town as "theatreTown", licence
    from institutions where institution_code = ${institutionCode}`);
}

/** False where there is no such institution. */
export async function keepTicketHeading(
  queries: Queries,
  institutionCode: number,
  { theatreName, theatreAddress, theatreTown, licence }: TicketHeading,
): Promise<boolean> {
  const changed = await queries.run(sql`
    update institutions set theatre_name = ${theatreName}, theatre_address = ${theatreAddress},
      theatre_town = ${theatreTown}, licence = ${licence}
    where institution_code = ${institutionCode}`);
  return changed === 1;
}

/**
 * Writes down that lines of an order were printed once more, and answers those that had been printed before. The order
 * is locked: two printers at once do not both print the first sheet.
 */
export async function countPrints(
  transaction: Transaction,
  institutionCode: number,
  orderId: string,
  lineIds: readonly number[],
  print: { format: TicketFormat; userName: string; at: Date },
): Promise<Set<number>> {
  await transaction.run(sql`
    select from orders where institution_code = ${institutionCode} and order_id = ${orderId} for no key update`);
  const rows = await transaction.rows<{ line_id: number; print_number: number }>(sql`
    insert into ticket_prints (institution_code, order_id, line_id, print_number, format, user_name, printed_at)
    select ${institutionCode}, ${orderId}, line, 1 + (select count(*) from ticket_prints before
        where before.institution_code = ${institutionCode} and before.order_id = ${orderId} and before.line_id = line),
      ${print.format}, ${print.userName}, ${print.at}
    from unnest(${[...lineIds]}::int[]) as line
    returning line_id, print_number`);
  return new Set(rows.filter((row) => row.print_number > 1).map((row) => row.line_id));
}

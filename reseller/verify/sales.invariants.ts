import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { lineOf, seatOf } from "./row-names.ts";

const oneLiveTicket: Invariant = {
  number: 1,
  title: "No seat has two live tickets; a seat is sold exactly while it has one",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      with live as (
        select institution_code, performance_number, seat_code, count(*) as tickets,
          string_agg(format('%s line %s', order_id, line_id), ', ' order by order_id, line_id) as lines
        from order_lines where cancelled_at is null group by institution_code, performance_number, seat_code
      )
      select ${seatOf("seat")} as "where", format('the seat is %s with %s live tickets (%s)', seat.state,
        coalesce(tickets, 0), coalesce(lines, 'none')) as detail
      from contingent_seats seat
      left join live using (institution_code, performance_number, seat_code)
      where coalesce(tickets, 0) <> case seat.state when 'sold' then 1 else 0 end
      order by seat.institution_code, seat.performance_number, seat.seat_code`),
};

const barcodes: Invariant = {
  number: 14,
  title: "Barcodes are unique per institution and well formed: 14 digits that begin with 02",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select format('institution %s, barcode %s', institution_code, barcode) as "where",
        format('borne by %s', string_agg(format('%s line %s', order_id, line_id), ', ' order by order_id, line_id)) as detail
      from order_lines group by institution_code, barcode having count(*) > 1
      union all
      select ${lineOf("line")}, format('bears %s', barcode)
      from order_lines line where barcode !~ '^02[0-9]{12}$'
      order by 1, 2`),
};

export const saleInvariants = [oneLiveTicket, barcodes];

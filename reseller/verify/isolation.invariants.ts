import { sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { eventOf, lineOf, seatOf } from "./row-names.ts";

/** What a wrong row would let an institution read; that the routes keep to their caller's rows is tried on the wire. */
const insideOneInstitution: Invariant = {
  number: 19,
  title: "Tokens, baskets, orders, operations and events keep to one institution's rows",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select format('institution %s, token %s…', institution_code, left(token_hash, 8)) as "where",
        format('opens the door of another: its credential %s is not this institution''s', credential_id) as detail
      from institution_tokens token
      where not exists (select from institution_credentials own
        where own.institution_code = token.institution_code and own.credential_id = token.credential_id)
      union all
      select ${seatOf("seat")}, format('lies in basket %s, which is not this institution''s', seat.basket_id)
      from contingent_seats seat
      where seat.basket_id is not null and not exists (select from baskets own
        where own.institution_code = seat.institution_code and own.basket_id = seat.basket_id)
      union all
      select ${lineOf("line")}, 'its order, seat or performance is not this institution''s'
      from order_lines line
      left join orders own using (institution_code, order_id)
      left join contingent_seats seat on seat.institution_code = line.institution_code
        and seat.performance_number = line.performance_number and seat.seat_code = line.seat_code
      where seat.seat_code is null or own.performance_number is distinct from line.performance_number
      union all
      select ${seatOf("movement")}, format('movement %s was made for %s, which is not this institution''s', serial,
        case when done.operation_id is null and movement.operation_id is not null
          then format('operation %s', movement.operation_id)
          when sold.order_id is null and movement.order_id is not null then format('order %s', movement.order_id)
          else format('basket %s', movement.basket_id) end)
      from contingent_movements movement
      left join operation_log done using (institution_code, operation_id)
      left join orders sold using (institution_code, order_id)
      left join baskets basket on basket.institution_code = movement.institution_code
        and basket.basket_id = movement.basket_id
      where (movement.operation_id is not null and done.operation_id is null)
        or (movement.order_id is not null and sold.order_id is null)
        or (movement.basket_id is not null and basket.basket_id is null)
      order by 1, 2`),
};

const feedTellsItsOwn: Invariant = {
  number: 19,
  title: "The feed and the stored answers of an institution name its own seats and orders alone",
  check: (queries) =>
    queries.rows<BrokenRow>(sql`
      select ${eventOf("event")} as "where",
        format('tells of order %s, which holds no such line of this institution', facts->>'orderId') as detail
      from feed_events event
      left join order_lines line on line.institution_code = event.institution_code
        and line.order_id::text = facts->>'orderId' and line.line_id::text = facts->>'lineId'
        and line.performance_number = (facts->>'performanceNumber')::int
        and line.seat_code = (facts->>'seatCode')::int
      where line.order_id is null
      union all
      select format('institution %s, performance %s, seat %s', log.institution_code, log.performance_number,
          result."seatCode"),
        format('the stored answer of operation %s names it, and this institution has no such seat', log.operation_id)
      from operation_log log cross join lateral jsonb_to_recordset(log.answer->'results') as result("seatCode" int)
      left join contingent_seats seat on seat.institution_code = log.institution_code
        and seat.performance_number = log.performance_number and seat.seat_code = result."seatCode"
      where log.state = 'answered' and log.answer->>'outcome' = 'done' and seat.seat_code is null
      order by 1, 2`),
};

export const isolationInvariants = [insideOneInstitution, feedTellsItsOwn];

import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { BrokenRow, Invariant } from "@allotement/platform/database/invariant.ts";
import { eventOf } from "./row-names.ts";

/** Amount, and the two fee columns as one sum, whose split never matters (R3.3, R7.2). */
function notOfTheGrid(queries: Queries): Promise<BrokenRow[]> {
  return queries.rows<BrokenRow>(sql`
    with sale as (
      select *, (event->>'faceValueCents')::int as face,
        (event->>'venueFeeCents')::int + (event->>'organizerFeeCents')::int as fees
      from feed_inbox where kind = 'sale' and status = 'integrated' and not exists (select from price_overrides o
        where o.organizer_id = feed_inbox.organizer_id and o.reseller_id = feed_inbox.reseller_id
          and o.event_id = feed_inbox.event_id)
    )
    select ${eventOf("sale")} as "where",
      format('integrated at %s + %s cents; the grid says %s', face, fees, case when line.price_grid_id is null
        then 'nothing'
        else format('%s + %s', line.face_value_cents, line.venue_fee_cents + line.organizer_fee_cents) end) as detail
    from sale
    left join lateral (select price_grid_id from price_grids grid
      where grid.organizer_id = sale.organizer_id and grid.show_number = sale.show_number
        and grid.valid_from <= (sale.event->>'soldAt')::timestamptz
      order by grid.valid_from desc limit 1) as valid on true
    left join price_grid_lines line on line.organizer_id = sale.organizer_id
      and line.price_grid_id = valid.price_grid_id
      and line.price_type_code = (sale.event->>'priceTypeCode')::int
      and line.seat_category_code = (sale.event->>'seatCategoryCode')::int
    where line.price_grid_id is null or line.face_value_cents <> face
      or line.venue_fee_cents + line.organizer_fee_cents <> fees
    order by sale.organizer_id, sale.reseller_id, sale.sequence`);
}

/** An accepted price was approved for this very event, which is booked as it was accepted: in two lines (rule 7). */
function notAsApproved(queries: Queries): Promise<BrokenRow[]> {
  return queries.rows<BrokenRow>(sql`
    with approved as (
      select inbox.*, o.face_value_cents as face, o.venue_fee_cents as venue, o.organizer_fee_cents as organizer,
        o.base_face_value_cents as base_face, o.base_venue_fee_cents as base_venue,
        o.base_organizer_fee_cents as base_organizer, case inbox.kind when 'sale' then 1 else -1 end as sign,
        case inbox.kind when 'sale' then 'priceOverride' else 'priceOverrideReversal' end as line_kind
      from price_overrides o join feed_inbox inbox using (organizer_id, reseller_id, event_id)
    )
    select ${eventOf("approved")} as "where", case
        when status <> 'integrated' then format('its price was accepted, but it is %s', status)
        when (face, venue, organizer) is distinct from ((event->>'faceValueCents')::int,
          (event->>'venueFeeCents')::int, (event->>'organizerFeeCents')::int)
          then format('accepted at %s + %s + %s cents, which is not its price', face, venue, organizer)
        else 'not booked in two lines as it was accepted' end as detail
    from approved
    left join cash_journal booked on booked.organizer_id = approved.organizer_id
      and booked.ticket_id = approved.ticket_id and booked.kind = approved.kind
    left join cash_journal line on line.organizer_id = approved.organizer_id
      and line.ticket_id = approved.ticket_id and line.kind = approved.line_kind
    where status <> 'integrated'
      or (face, venue, organizer) is distinct from ((event->>'faceValueCents')::int,
        (event->>'venueFeeCents')::int, (event->>'organizerFeeCents')::int)
      or (booked.face_value_cents, booked.venue_fee_cents, booked.organizer_fee_cents)
        is distinct from (sign * base_face, sign * base_venue, sign * base_organizer)
      or (line.face_value_cents, line.venue_fee_cents, line.organizer_fee_cents)
        is distinct from (sign * (face - base_face), sign * (venue - base_venue), sign * (organizer - base_organizer))
    order by approved.organizer_id, approved.reseller_id, approved.sequence`);
}

/** Nobody but two people books a difference to the grid; its reverse follows from the sale's, or from another two. */
function notApproved(queries: Queries): Promise<BrokenRow[]> {
  return queries.rows<BrokenRow>(sql`
    select format('organizer %s, entry %s', entry.organizer_id, entry.entry_number) as "where",
      format('%s of ticket %s, which nobody approved', entry.kind, entry.ticket_id) as detail
    from cash_journal entry
    where entry.kind in ('priceOverride', 'priceOverrideReversal') and not exists (
      select from price_overrides join feed_inbox inbox using (organizer_id, reseller_id, event_id)
      where inbox.organizer_id = entry.organizer_id and inbox.ticket_id = entry.ticket_id
        and (inbox.kind = 'sale' or entry.kind = 'priceOverrideReversal'))
    order by entry.organizer_id, entry.entry_number`);
}

const pricesOfTheGrid: Invariant = {
  number: 20,
  title: "An integrated price is that of the grid valid at the sale, or two people approved it",
  check: async (queries) => [
    ...(await notOfTheGrid(queries)),
    ...(await notAsApproved(queries)),
    ...(await notApproved(queries)),
  ],
};

export const priceInvariants = [pricesOfTheGrid];

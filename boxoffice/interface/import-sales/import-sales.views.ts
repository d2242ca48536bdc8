import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { BlockedSaleView } from "../../api/interface-blocked-sales.ts";
import type { ImportChoices, WaitingSaleView } from "../../api/interface-import-sales.ts";
import { grouped } from "../show-groups.ts";
import type { Scope } from "../store.ts";

/** Shows that are with the reseller, with what waits for integration (R7.1). */
export async function importChoices(queries: Queries, scope: Scope): Promise<ImportChoices> {
  const { organizerId, resellerId } = scope;
  type Show = ImportChoices["groups"][number]["shows"][number];
  const rows = await queries.rows<Show & { showGroupId: number; groupName: string }>(sql`
    select g.show_group_id as "showGroupId", g.name as "groupName", s.show_number as "showNumber", s.title,
      min(p.local_date) as "firstDate", max(p.local_date) as "lastDate",
      coalesce(max(waiting.pending), 0)::int as pending, coalesce(max(waiting.blocked), 0)::int as blocked
    from shows s
    join show_groups g using (organizer_id, show_group_id)
    join reseller_shows known on known.organizer_id = s.organizer_id and known.reseller_id = ${resellerId}
      and known.show_number = s.show_number
    left join performances p on p.organizer_id = s.organizer_id and p.show_number = s.show_number
    left join (
      select show_number, count(*) filter (where status = 'pending') as pending,
        count(*) filter (where status = 'blocked') as blocked
      from feed_inbox
      where organizer_id = ${organizerId} and reseller_id = ${resellerId} and status in ('pending', 'blocked') group by 1
    ) as waiting on waiting.show_number = s.show_number
    where s.organizer_id = ${organizerId}
    group by g.show_group_id, g.name, s.show_number, s.title
    order by g.name, s.title, s.show_number`);
  const groups = grouped(rows, (row) => row);
  return {
    groups: groups.map(({ shows, ...group }) => ({
      ...group,
      shows: shows.flatMap((show) =>
        show.performances.map(({ showNumber, title, firstDate, lastDate, pending, blocked }) => ({
          showNumber,
          title,
          firstDate,
          lastDate,
          pending,
          blocked,
        })),
      ),
    })),
  };
}

/** The columns of a sale as the pages show it; `i` is its row of the inbox. */
const saleColumns = sql`
  i.event_id as "eventId", i.sequence, i.kind, i.status, i.block_reason as reason, i.show_number as "showNumber",
  show.title as "showTitle", i.performance_number as "performanceNumber", i.event->>'localDate' as "localDate",
  i.event->>'localTime' as "localTime", i.seat_code as "seatCode", seat.row_label as "row",
  seat.seat_number as "number", (i.event->>'priceTypeCode')::int as "priceTypeCode", type.name as "priceTypeName",
  category.name as "seatCategoryName", (i.event->>'faceValueCents')::int as "faceValueCents",
  (i.event->>'venueFeeCents')::int as "venueFeeCents", (i.event->>'organizerFeeCents')::int as "organizerFeeCents",
  (i.event->>'resellerFeeCents')::int as "resellerFeeCents", i.event->>'barcode' as barcode,
  i.event->'holder'->>'surname' as "holderSurname", i.event->'holder'->>'firstName' as "holderFirstName",
  i.event->>'pointOfSale' as "pointOfSale", i.event->>'soldAt' as "soldAt", i.received_at as "receivedAt"`;
const saleTables = sql`
  feed_inbox i
  left join shows show on show.organizer_id = i.organizer_id and show.show_number = i.show_number
  left join performances p on p.organizer_id = i.organizer_id and p.performance_number = i.performance_number
  left join seats seat on seat.organizer_id = i.organizer_id and seat.hall_code = p.hall_code
    and seat.seat_code = i.seat_code
  left join price_types type on type.organizer_id = i.organizer_id
    and type.price_type_code = (i.event->>'priceTypeCode')::int
  left join seat_categories category on category.organizer_id = i.organizer_id
    and category.seat_category_code = (i.event->>'seatCategoryCode')::int`;

type SaleRow<Status> = Omit<WaitingSaleView, "receivedAt" | "status"> & { receivedAt: Date; status: Status };

/** Sales that wait, in the feed's order, each with its reason where it is blocked (R8.2); at most `limit`. */
export async function waitingSales(
  queries: Queries,
  scope: Scope,
  filter: { status?: "pending" | "blocked" | undefined; showNumber?: number | undefined },
  limit: number,
): Promise<{ total: number; sales: WaitingSaleView[] }> {
  const { status, showNumber } = filter;
  const rows = await queries.rows<SaleRow<"pending" | "blocked"> & { total: number }>(sql`
    select count(*) over ()::int as total, ${saleColumns} from ${saleTables}
    where i.organizer_id = ${scope.organizerId} and i.reseller_id = ${scope.resellerId}
      and i.status in ('pending', 'blocked')
      and (${status ?? null}::text is null or i.status = ${status ?? null})
      and (${showNumber ?? null}::int is null or i.show_number = ${showNumber ?? null})
    order by i.sequence limit ${limit}`);
  return {
    total: rows[0]?.total ?? 0,
    sales: rows.map(({ total: _, receivedAt, ...sale }) => ({
      ...sale,
      receivedAt: receivedAt.toISOString(),
    })),
  };
}

/** One sale of the inbox, whatever became of it. */
export async function saleView(
  queries: Queries,
  scope: Scope,
  eventId: string,
): Promise<BlockedSaleView["sale"] | undefined> {
  const row = await queries.first<SaleRow<BlockedSaleView["sale"]["status"]>>(sql`
    select ${saleColumns} from ${saleTables}
    where i.organizer_id = ${scope.organizerId} and i.reseller_id = ${scope.resellerId} and i.event_id = ${eventId}`);
  return row && { ...row, receivedAt: row.receivedAt.toISOString() };
}

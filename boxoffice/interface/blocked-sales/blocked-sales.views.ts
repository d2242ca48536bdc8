import { type Database, type Queries, sql } from "@allotement/platform/database/database.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { BlockedSaleView } from "../../api/interface-blocked-sales.ts";
import { readPriceGrids } from "../../house/prices/price-grids.store.ts";
import { listPriceTypes, listSeatCategories } from "../../house/prices/prices.store.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import { saleView } from "../import-sales/import-sales.views.ts";
import { reasonOf } from "../import-sales/integrate-sale.ts";
import { type Scope, sqlInterfaceStore } from "../store.ts";
import { mayClose } from "./close.ts";
import { explain, type Surroundings } from "./explain.ts";

/** A sale of the inbox with all that helps to settle it; undefined where there is none of this name. */
export async function blockedSaleView(
  database: Database,
  connection: ConnectionRow,
  eventId: string,
): Promise<BlockedSaleView | undefined> {
  // Against the books as they are now: what stands in the inbox is what stood against it when it was last tried.
  const now = await sqlInterfaceStore(database, connection).transaction(async (transaction) => {
    const row = await transaction.lockInboxRow(eventId);
    const isOpen = row?.status === "pending" || row?.status === "blocked";
    const reason = row && isOpen ? await reasonOf(transaction, row) : undefined;
    return row && { event: row.event, reason, mayClose: isOpen && (await mayClose(transaction, eventId)) };
  });
  const sale = now && (await saleView(database, connection, eventId));
  if (!now || !sale) return undefined;
  const { event, reason } = now;
  const explanation = reason && explain(event, reason, await surroundings(database, connection, event));
  return {
    sale,
    reason: reason ?? null,
    columns: explanation?.columns ?? [],
    grid: explanation?.grid ?? null,
    causes: explanation?.causes ?? [],
    mayOverride: sale.status === "blocked" && reason?.kind === "priceMismatch",
    mayClose: now.mayClose,
    decision: (await decisionOf(database, connection, eventId)) ?? null,
    contactMail: connection.contactMail,
  };
}

async function surroundings(queries: Queries, scope: Scope, event: FeedEvent): Promise<Surroundings> {
  const { organizerId, resellerId } = scope;
  const { showNumber, performanceNumber, priceTypeCode } = event;
  const types = await listPriceTypes(queries, organizerId);
  const categories = await listSeatCategories(queries, organizerId);
  const facts = await queries.first<
    Omit<Surroundings, "grids" | "priceTypeNames" | "categoryNames" | "priceType" | "otherShow"> & {
      ofInterface: boolean;
      otherShowNumber: number | null;
      otherTitle: string | null;
    }
  >(sql`
    select
      (select seat.seat_category_code from seats seat where seat.organizer_id = ${organizerId}
        and seat.hall_code = p.hall_code and seat.seat_code = ${event.seatCode}) as "seatCategoryCode",
      p.schedule_version as "scheduleVersion",
      coalesce((select array_agg(performance_number order by performance_number) from performances
        where organizer_id = ${organizerId} and show_number = ${showNumber}
          and performance_number <> ${performanceNumber}
          and local_date = ${event.localDate}::date and local_time = ${event.localTime}::time), '{}')
        as "performancesThen",
      exists (select from interface_price_types where organizer_id = ${organizerId}
        and reseller_id = ${resellerId} and price_type_code = ${priceTypeCode}) as "ofInterface",
      exists (select from feed_inbox where organizer_id = ${organizerId} and reseller_id = ${resellerId}
        and refers_to = ${event.eventId} and block_reason->>'kind' is distinct from 'unknownSale') as "cancelledSince",
      (select status from feed_inbox where organizer_id = ${organizerId} and reseller_id = ${resellerId}
        and event_id = ${event.refersTo ?? null}::uuid) as "undoneSaleStatus",
      case when p.show_number <> ${showNumber} then p.show_number end as "otherShowNumber",
      case when p.show_number <> ${showNumber} then shows.title end as "otherTitle"
    from (select 1) as one
    left join performances p on p.organizer_id = ${organizerId} and p.performance_number = ${performanceNumber}
    left join shows on shows.organizer_id = p.organizer_id and shows.show_number = p.show_number`);
  if (!facts) throw new Error("a selection of one row has one");
  const { ofInterface, otherShowNumber, otherTitle, ...plain } = facts;
  const type = types.find((one) => one.priceTypeCode === priceTypeCode);
  return {
    ...plain,
    grids: await readPriceGrids(queries, organizerId, showNumber),
    // Counter price types are none that a reseller's sale could bear (R3.4).
    priceTypeNames: new Map(
      types
        .filter((one) => one.channelKind === "reseller")
        .map((one) => [one.priceTypeCode, one.name] as const),
    ),
    categoryNames: new Map(categories.map((one) => [one.seatCategoryCode, one.name] as const)),
    priceType: type && { name: type.name, channelKind: type.channelKind, ofInterface },
    otherShow:
      otherShowNumber === null ? undefined : { showNumber: otherShowNumber, title: otherTitle ?? "" },
  };
}

async function decisionOf(
  queries: Queries,
  { organizerId, resellerId }: Scope,
  eventId: string,
): Promise<BlockedSaleView["decision"] | undefined> {
  const row = await queries.first<Omit<NonNullable<BlockedSaleView["decision"]>, "at"> & { at: Date }>(sql`
    select decision.kind, one.name as "operatorName", two.name as "secondOperatorName", decision.reason, decision.at
    from (select 'override' as kind, organizer_id, reseller_id, event_id, operator_id, second_operator_id, reason, at
        from price_overrides
      union all
      select 'closed', organizer_id, reseller_id, event_id, operator_id, second_operator_id, reason, at
        from closed_sales) as decision
    join operators one on one.organizer_id = decision.organizer_id and one.operator_id = decision.operator_id
    join operators two on two.organizer_id = decision.organizer_id and two.operator_id = decision.second_operator_id
    where decision.organizer_id = ${organizerId} and decision.reseller_id = ${resellerId}
      and decision.event_id = ${eventId}`);
  return row && { ...row, at: row.at.toISOString() };
}

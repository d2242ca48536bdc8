import { type Database, type Queries, sql } from "@allotement/platform/database/database.ts";
import type { VenueView } from "../views.ts";

type Row<Key extends keyof VenueView> = VenueView[Key] extends readonly (infer One)[] ? One : never;

/** Every row of the venue, read at one moment. */
export function viewVenue(database: Database): Promise<VenueView> {
  return database.transaction(async (transaction) => {
    await transaction.run(sql`set transaction isolation level repeatable read`);
    return {
      ...(await seatRows(transaction)),
      ...(await exchangeRows(transaction)),
      ...(await saleRows(transaction)),
      ...(await moneyRows(transaction)),
      ...(await runRows(transaction)),
    };
  });
}

async function seatRows(queries: Queries): Promise<Pick<VenueView, "seats" | "movements" | "comparisons">> {
  return {
    seats: await queries.rows<Row<"seats">>(sql`
      select performance_number as "performanceNumber", seat_code as "seatCode", state, hold_code as "holdCode",
        command, grant_command as "grantCommand", fence, fence_acknowledged as "fenceAcknowledged",
        reseller_id as "resellerId", operation_id as "operationId", movement_serial as "movementSerial"
      from performance_seats`),
    movements: await queries.rows<Row<"movements">>(sql`
      select performance_number as "performanceNumber", seat_code as "seatCode", serial, movement,
        from_state as "from", to_state as "to", hold_code as "holdCode", command, grant_command as "grantCommand",
        reseller_id as "resellerId", operation_id as "operationId", ticket_id as "ticketId",
        operator_id as "operatorId", at
      from seat_movements order by performance_number, seat_code, serial`),
    comparisons: await queries.rows<Row<"comparisons">>(sql`
      select performance_number as "performanceNumber", at, occasion, as_of as "asOf", seats, moving, differences
      from comparisons order by comparison_id`),
  };
}

async function exchangeRows(
  queries: Queries,
): Promise<
  Pick<VenueView, "operations" | "cursor" | "inbox" | "waitingLines" | "overrides" | "closedSales">
> {
  return {
    operations: await queries.rows<Row<"operations">>(sql`
      select operation_id as "operationId", run_id as "runId", kind, show_number as "showNumber",
        performance_number as "performanceNumber", body, state, answer, created_at as "createdAt", attempts,
        last_problem as "lastProblem", seat_count as "seatCount", created_by as "createdBy",
        next_attempt_at as "nextAttemptAt", applied_at as "appliedAt"
      from operations`),
    cursor: await queries.first<NonNullable<VenueView["cursor"]>>(sql`
      select stream_id as "streamId", sequence, hash, acknowledged, fault, received_at as "receivedAt",
        file_sequence as "fileSequence", file_hash as "fileHash"
      from feed_cursors`),
    waitingLines: await queries.rows<Row<"waitingLines">>(sql`
      select line, reason, waiting_since as since from waiting_file_lines order by barcode, kind`),
    inbox: await queries.rows<Row<"inbox">>(sql`
      select stream_id as "streamId", sequence, event, ticket_id as "ticketId", status,
        block_reason as "blockReason", received_at as "receivedAt", integrated_at as "integratedAt", run_id as "runId",
        source, same_as as "sameAs", overtaken_by as "overtakenBy"
      from feed_inbox order by received_at, stream_id, sequence`),
    overrides: await overrideRows(queries),
    closedSales: await queries.rows<Row<"closedSales">>(sql`
      select event_id as "eventId", operator_id as "operatorId", second_operator_id as "secondOperatorId", reason, at
      from closed_sales`),
  };
}

async function overrideRows(queries: Queries): Promise<VenueView["overrides"]> {
  return queries.rows<Row<"overrides">>(sql`
    select event_id as "eventId", operator_id as "operatorId", second_operator_id as "secondOperatorId", reason, at,
      jsonb_build_object('faceValueCents', face_value_cents, 'venueFeeCents', venue_fee_cents,
        'organizerFeeCents', organizer_fee_cents) as amounts,
      jsonb_build_object('faceValueCents', base_face_value_cents, 'venueFeeCents', base_venue_fee_cents,
        'organizerFeeCents', base_organizer_fee_cents) as base
    from price_overrides`);
}

async function saleRows(
  queries: Queries,
): Promise<Pick<VenueView, "tickets" | "forcedRecalls" | "conflicts" | "scans">> {
  return {
    tickets: await queries.rows<Row<"tickets">>(sql`
      select ticket_id as "ticketId", performance_number as "performanceNumber", seat_code as "seatCode",
        sold_through as "soldThrough", reseller_id as "resellerId", price_type_code as "priceTypeCode",
        price_type_channel as "priceTypeChannel", exception, seat_category_code as "seatCategoryCode",
        face_value_cents as "faceValueCents", venue_fee_cents as "venueFeeCents",
        organizer_fee_cents as "organizerFeeCents", reseller_fee_cents as "resellerFeeCents", barcode,
        holder_surname as "holderSurname", holder_first_name as "holderFirstName", sold_at as "soldAt",
        operator_id as "operatorId", sales_channel_id as "salesChannelId", cancelled_at as "cancelledAt",
        in_conflict as "inConflict", last_scan as "lastScan", cancelled_after_scan as "cancelledAfterScan"
      from tickets order by ticket_id`),
    forcedRecalls: await queries.rows<Row<"forcedRecalls">>(sql`
      select forced_recall_id as "forcedRecallId", performance_number as "performanceNumber", reason,
        operator_id as "operatorId", second_operator_id as "secondOperatorId", at, skipped,
        (select jsonb_agg(jsonb_build_object('seatCode', seat_code, 'from', from_state, 'grantCommand', grant_command,
            'operationId', operation_id) order by seat_code)
          from forced_recall_seats seat where seat.organizer_id = recall.organizer_id
            and seat.forced_recall_id = recall.forced_recall_id) as seats
      from forced_recalls recall`),
    conflicts: await queries.rows<Row<"conflicts">>(sql`
      select conflict_id as "conflictId", performance_number as "performanceNumber", seat_code as "seatCode",
        reseller_id as "resellerId", cause, ticket_id as "ticketId", live_ticket_id as "liveTicketId",
        opened_at as "openedAt", closed_at as "closedAt", closed_by as "closedBy", outcome, note,
        staying_ticket_id as "stayingTicketId"
      from seat_conflicts order by conflict_id`),
    scans: await queries.rows<Row<"scans">>(sql`
      select scan_id as "scanId", performance_number as "performanceNumber", gate, direction, barcode,
        ticket_id as "ticketId", scan_number as "scanNumber", refusal, operator_id as "operatorId", at
      from door_scans`),
  };
}

async function moneyRows(
  queries: Queries,
): Promise<Pick<VenueView, "journal" | "receivables" | "seals" | "audit">> {
  return {
    journal: await queries.rows<Row<"journal">>(sql`
      select entry_number as "entryNumber", at, kind, operator_id as "operatorId",
        sales_channel_id as "salesChannelId", payment_method_id as "paymentMethodId", ticket_id as "ticketId",
        performance_number as "performanceNumber", price_type_code as "priceTypeCode",
        face_value_cents as "faceValueCents", venue_fee_cents as "venueFeeCents",
        organizer_fee_cents as "organizerFeeCents", reseller_fee_cents as "resellerFeeCents",
        vat_rate as "vatRate"
      from cash_journal order by entry_number`),
    receivables: await queries.rows<Row<"receivables">>(sql`
      select customer_account_id as "customerAccountId", entry_number as "entryNumber", amount_cents as "amountCents"
      from receivables order by entry_number`),
    seals: await queries.rows<Row<"seals">>(sql`
      select entry_number as "entryNumber", previous_hash as "previousHash", hash from journal_seals
      order by entry_number`),
    audit: await queries.rows<Row<"audit">>(sql`
      select entry_number as "entryNumber", at, action, operator_id as "operatorId",
        second_operator_id as "secondOperatorId", subject, previous_hash as "previousHash", hash
      from audit_entries order by entry_number`),
  };
}

async function runRows(
  queries: Queries,
): Promise<Pick<VenueView, "runs" | "steps" | "gridLines" | "knownShows" | "knownPerformances">> {
  const shows = await queries.rows<{ number: number }>(sql`select show_number as number from reseller_shows`);
  const performances = await queries.rows<{ number: number }>(
    sql`select performance_number as number from reseller_performances`,
  );
  return {
    runs: await queries.rows<Row<"runs">>(sql`
      select run_id as "runId", kind, request, operator_id as "operatorId", started_at as "startedAt",
        finished_at as "finishedAt", result
      from interface_runs`),
    steps: await queries.rows<Row<"steps">>(sql`
      select run_id as "runId", performance_number as "performanceNumber", planned_at as "plannedAt", skipped,
        awaiting_fence as "awaitingFence"
      from interface_run_steps`),
    gridLines: await queries.rows<Row<"gridLines">>(sql`
      select show_number as "showNumber", valid_from as "validFrom", price_type_code as "priceTypeCode",
        seat_category_code as "seatCategoryCode", face_value_cents as "faceValueCents",
        venue_fee_cents as "venueFeeCents", organizer_fee_cents as "organizerFeeCents"
      from price_grids join price_grid_lines using (organizer_id, price_grid_id) order by price_grid_id`),
    knownShows: shows.map(({ number }) => number),
    knownPerformances: performances.map(({ number }) => number),
  };
}

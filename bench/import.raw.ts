import { sql, type Transaction } from "@allotement/platform/database/database.ts";
import { eventsPerPage, type SaleFacts } from "@allotement/protocol/messages/sales.ts";
import type { Side } from "./side.ts";
import type { Stage } from "./stage.ts";

interface RawEvent {
  sequence: number;
  hash: string;
  /** The whole event, as the inbox keeps it. */
  event: SaleFacts;
}

/** Brings waiting sales home by plain statements: the rows of the product, in as many transactions. */
export async function rawImport(stage: Stage, side: Side): Promise<void> {
  const { organizerId, institutionCode } = side;
  const stream = await stage.reseller.first<{ id: string }>(
    sql`select stream_id as id from institutions where institution_code = ${institutionCode}`,
  );
  const streamId = stream?.id ?? "";
  const cursor = await stage.boxoffice.first<{ sequence: number }>(
    sql`select sequence from feed_cursors where organizer_id = ${organizerId}`,
  );
  const received: (RawEvent & { ticketId: number })[] = [];
  for (let after = cursor?.sequence ?? 0; ; ) {
    const events = await stage.reseller.rows<RawEvent>(sql`
      select sequence, hash, facts || jsonb_build_object('sequence', sequence, 'previousHash', previous_hash,
        'hash', hash) as event
      from feed_events where institution_code = ${institutionCode} and sequence > ${after}
      order by sequence limit ${eventsPerPage}`);
    const last = events.at(-1);
    if (!last) break;
    const ticketIds = await stage.boxoffice.transaction((transaction) =>
      receive(transaction, organizerId, streamId, events),
    );
    received.push(...events.map((one) => ({ ...one, ticketId: ticketIds.get(one.event.barcode) ?? 0 })));
    after = last.sequence;
  }
  for (const one of received)
    await stage.boxoffice.transaction((transaction) => integrate(transaction, side, streamId, one));
}

/** Tickets, seats with their movements, inbox and cursor of one page. Answers each ticket's number by its barcode. */
async function receive(
  transaction: Transaction,
  organizerId: number,
  streamId: string,
  events: readonly RawEvent[],
): Promise<Map<string, number>> {
  const facts = JSON.stringify(events.map(({ event }) => event));
  const tickets = await transaction.rows<{ ticketId: number; barcode: string }>(sql`
    insert into tickets (organizer_id, performance_number, seat_code, sold_through, reseller_id, price_type_code,
      price_type_channel, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents,
      reseller_fee_cents, barcode, holder_surname, holder_first_name, sold_at)
    select ${organizerId}, "performanceNumber", "seatCode", 'reseller', 1, "priceTypeCode", 'reseller',
      "seatCategoryCode", "faceValueCents", "venueFeeCents", "organizerFeeCents", "resellerFeeCents", barcode,
      holder->>'surname', holder->>'firstName', "soldAt"
    from jsonb_to_recordset(${facts}::jsonb) as given ("performanceNumber" int, "seatCode" int, "priceTypeCode" int,
      "seatCategoryCode" int, "faceValueCents" int, "venueFeeCents" int, "organizerFeeCents" int,
      "resellerFeeCents" int, barcode text, holder jsonb, "soldAt" timestamptz)
    returning ticket_id as "ticketId", barcode`);
  const byBarcode = new Map(tickets.map(({ barcode, ticketId }) => [barcode, ticketId]));
  const ticketIds = events.map(({ event }) => byBarcode.get(event.barcode) ?? 0);
  await transaction.run(sql`
    with given as (
      select * from unnest(${events.map(({ event }) => event.performanceNumber)}::int[],
        ${events.map(({ event }) => event.seatCode)}::int[], ${ticketIds}::bigint[])
        as sold (performance_number, seat_code, ticket_id)
    ), movement as (
      insert into seat_movements (organizer_id, performance_number, seat_code, serial, movement, from_state, to_state,
        hold_code, command, grant_command, reseller_id, ticket_id, at)
      select ${organizerId}, performance_number, seat_code, movement_serial + 1, 'receiveSale', state, 'sold',
        hold_code, command, grant_command, reseller_id, given.ticket_id, now()
      from given join performance_seats using (performance_number, seat_code)
      where organizer_id = ${organizerId}
    )
    update performance_seats seat set state = 'sold', movement_serial = movement_serial + 1
    from given
    where seat.organizer_id = ${organizerId} and seat.performance_number = given.performance_number
      and seat.seat_code = given.seat_code`);
  await transaction.run(sql`
    insert into feed_inbox (organizer_id, reseller_id, stream_id, sequence, event_id, kind, show_number,
      performance_number, seat_code, event, hash, received_at, ticket_id)
    select ${organizerId}, 1, ${streamId}, (event->>'sequence')::bigint, (event->>'eventId')::uuid, 'sale',
      (event->>'showNumber')::int, (event->>'performanceNumber')::int, (event->>'seatCode')::int, event,
      event->>'hash', now(), ticket_id
    from unnest(${events.map(({ event }) => JSON.stringify(event))}::jsonb[], ${ticketIds}::bigint[])
      as given (event, ticket_id)`);
  const last = events.at(-1);
  await transaction.run(sql`
    insert into feed_cursors (organizer_id, reseller_id, stream_id, sequence, hash, received_at)
    values (${organizerId}, 1, ${streamId}, ${last?.sequence}, ${last?.hash}, now())
    on conflict (organizer_id, reseller_id) do update
      set sequence = excluded.sequence, hash = excluded.hash, received_at = excluded.received_at`);
  return byBarcode;
}

/** Journal entry, debt, ticket and inbox of one sale. */
async function integrate(
  transaction: Transaction,
  { organizerId, venue }: Side,
  streamId: string,
  { sequence, event, ticketId }: RawEvent & { ticketId: number },
): Promise<void> {
  const { operatorId, salesChannelId, paymentMethodId } = venue.interfaceBlock;
  await transaction.run(sql`
    update feed_inbox set status = 'integrated', integrated_at = now()
    where organizer_id = ${organizerId} and reseller_id = 1 and stream_id = ${streamId} and sequence = ${sequence}`);
  await transaction.run(sql`
    update tickets set operator_id = ${operatorId}, sales_channel_id = ${salesChannelId}
    where organizer_id = ${organizerId} and ticket_id = ${ticketId}`);
  const serial = await transaction.first<{ last: number }>(sql`
    insert into serials as serial (organizer_id, kind, last_value) values (${organizerId}, 'journalEntry', 1)
    on conflict (organizer_id, kind) do update set last_value = serial.last_value + 1 returning last_value as last`);
  const entryNumber = serial?.last ?? 0;
  await transaction.run(sql`
    insert into cash_journal (organizer_id, at, entry_number, kind, operator_id, sales_channel_id, payment_method_id,
      ticket_id, performance_number, price_type_code, face_value_cents, venue_fee_cents, organizer_fee_cents,
      reseller_fee_cents)
    values (${organizerId}, now(), ${entryNumber}, 'sale', ${operatorId}, ${salesChannelId}, ${paymentMethodId},
      ${ticketId}, ${event.performanceNumber}, ${event.priceTypeCode}, ${event.faceValueCents},
      ${event.venueFeeCents}, ${event.organizerFeeCents}, ${event.resellerFeeCents})`);
  await transaction.run(sql`
    insert into receivables (organizer_id, customer_account_id, entry_number, amount_cents)
    values (${organizerId}, 1, ${entryNumber},
      ${event.faceValueCents + event.venueFeeCents + event.organizerFeeCents})`);
}

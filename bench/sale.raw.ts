import { randomBytes, randomUUID } from "node:crypto";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { drawBarcode } from "@allotement/protocol/barcode.ts";
import type { SaleFacts } from "@allotement/protocol/messages/sales.ts";
import { venueFeeCents } from "../dev/seed/programme.ts";
import type { SoldSeat } from "./sale.bench.ts";
import type { Side } from "./side.ts";

/** Sells one seat by plain statements: the rows of the product, one transaction for the basket and one for the order. */
export async function rawSale(
  reseller: Database,
  side: Side,
  sold: SoldSeat,
  holder: { surname: string; firstName: string },
): Promise<void> {
  const { institutionCode } = side;
  const { performanceNumber } = sold.performance;
  const { seatCode } = sold.seat;
  const [basketId, orderId, eventId] = [randomUUID(), randomUUID(), randomUUID()];
  const theSeat = sql`institution_code = ${institutionCode} and performance_number = ${performanceNumber}
    and seat_code = ${seatCode}`;
  await reseller.transaction(async (transaction) => {
    await transaction.run(sql`
      insert into baskets (institution_code, basket_id, performance_number, point_of_sale, user_name, created_at,
        expires_at)
      values (${institutionCode}, ${basketId}, ${performanceNumber}, '000 PARIS CENTRE', 'vente', now(),
        now() + interval '10 minutes')`);
    await transaction.run(sql`
      insert into contingent_movements (institution_code, performance_number, seat_code, serial, movement, from_state,
        to_state, command, grant_command, basket_id, at)
      values (${institutionCode}, ${performanceNumber}, ${seatCode}, 2, 'reserve', 'offered', 'inBasket', 1, 1,
        ${basketId}, now())`);
    await transaction.run(sql`
      update contingent_seats set state = 'inBasket', basket_id = ${basketId}, movement_serial = 2
      where ${theSeat} and state = 'offered'`);
  });
  const facts = factsOf(side, sold, { orderId, eventId, holder });
  await reseller.transaction(async (transaction) => {
    await transaction.run(sql`
      insert into contingent_movements (institution_code, performance_number, seat_code, serial, movement, from_state,
        to_state, command, grant_command, basket_id, order_id, at)
      values (${institutionCode}, ${performanceNumber}, ${seatCode}, 3, 'sell', 'inBasket', 'sold', 1, 1, ${basketId},
        ${orderId}, now())`);
    await transaction.run(sql`
      update contingent_seats set state = 'sold', basket_id = null, movement_serial = 3
      where ${theSeat} and state = 'inBasket'`);
    await transaction.run(sql`
      insert into orders (institution_code, order_id, basket_id, body_hash, performance_number, point_of_sale,
        user_name, holder_surname, holder_first_name, sold_at)
      values (${institutionCode}, ${orderId}, ${basketId}, repeat('0', 64), ${performanceNumber}, '000 PARIS CENTRE',
        'vente', ${holder.surname}, ${holder.firstName}, now())`);
    await transaction.run(sql`
      insert into order_lines (institution_code, order_id, line_id, performance_number, seat_code, grant_command,
        price_type_code, seat_category_code, face_value_cents, venue_fee_cents, organizer_fee_cents,
        reseller_fee_cents, barcode, sale_event_id)
      values (${institutionCode}, ${orderId}, 1, ${performanceNumber}, ${seatCode}, 1, ${facts.priceTypeCode},
        ${facts.seatCategoryCode}, ${facts.faceValueCents}, ${facts.venueFeeCents}, ${facts.organizerFeeCents},
        ${facts.resellerFeeCents}, ${facts.barcode}, ${eventId})`);
    await transaction.run(sql`
      insert into feed_events (institution_code, event_id, facts)
      values (${institutionCode}, ${eventId}, ${JSON.stringify(facts)}::jsonb)`);
    await transaction.run(sql`
      update baskets set state = 'sold' where institution_code = ${institutionCode} and basket_id = ${basketId}`);
  });
}

/** What the feed says of the sale, as the product writes it. */
function factsOf(
  { venue }: Side,
  { show, performance, seat }: SoldSeat,
  ids: Pick<SaleFacts, "orderId" | "eventId" | "holder">,
): SaleFacts {
  return {
    ...ids,
    ...performance,
    kind: "sale",
    lineId: "1",
    showNumber: show.showNumber,
    timeZone: "Europe/Paris",
    seatCode: seat.seatCode,
    grant: 1,
    priceTypeCode: venue.ticketnet.fullPrice,
    seatCategoryCode: seat.seatCategoryCode,
    faceValueCents: seat.faceValueCents,
    venueFeeCents,
    organizerFeeCents: 0,
    resellerFeeCents: seat.resellerFeeCents,
    currency: "EUR",
    barcode: drawBarcode((length) => new Uint8Array(randomBytes(length))),
    pointOfSale: "000 PARIS CENTRE",
    soldAt: new Date().toISOString(),
  };
}

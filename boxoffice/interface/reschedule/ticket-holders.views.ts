import { csvFile } from "@allotement/documents/csv.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { TicketHolders } from "../../api/performance-changes.ts";
import { localMoment } from "../../house/print/print.ts";

type Holder = TicketHolders["holders"][number];

/** Whoever has a live ticket of the performance: ours by name, the reseller's with its order, by whom they are told. */
export async function ticketHoldersOf(
  queries: Queries,
  organizerId: number,
  performanceNumber: number,
): Promise<Holder[]> {
  const rows = await queries.rows<
    Omit<Holder, "soldAt" | "soldFor"> & { soldAt: Date; saleDate: string | null; saleTime: string | null }
  >(sql`
    select ticket.ticket_id as "ticketId", sold_through as "soldThrough", row_label as row, seat_number as number,
      floor.name as floor, category.name as "seatCategoryName", type.name as "priceTypeName",
      face_value_cents + venue_fee_cents + organizer_fee_cents as "amountCents", holder_surname as surname,
      holder_first_name as "firstName", sold_at as "soldAt", sale.event->>'orderId' as "orderId",
      sale.event->>'pointOfSale' as "pointOfSale", sale.event->>'localDate' as "saleDate",
      sale.event->>'localTime' as "saleTime"
    from tickets ticket
    join performances p using (organizer_id, performance_number)
    join seats seat on seat.organizer_id = p.organizer_id and seat.hall_code = p.hall_code
      and seat.seat_code = ticket.seat_code
    join floors floor on floor.organizer_id = seat.organizer_id and floor.hall_code = seat.hall_code
      and floor.floor_code = seat.floor_code
    join seat_categories category on category.organizer_id = seat.organizer_id
      and category.seat_category_code = coalesce(ticket.seat_category_code, seat.seat_category_code)
    left join price_types type on type.organizer_id = ticket.organizer_id
      and type.price_type_code = ticket.price_type_code
    left join feed_inbox sale on sale.organizer_id = ticket.organizer_id and sale.ticket_id = ticket.ticket_id
      and sale.kind = 'sale'
    where ticket.organizer_id = ${organizerId} and ticket.performance_number = ${performanceNumber}
      and ticket.cancelled_at is null
    order by sold_through, holder_surname nulls last, sold_at, ticket.ticket_id`);
  return rows.map(({ soldAt, saleDate, saleTime, ...row }) => ({
    ...row,
    soldAt: soldAt.toISOString(),
    soldFor: saleDate === null || saleTime === null ? null : { localDate: saleDate, localTime: saleTime },
  }));
}

const soldThrough = { counter: "Guichet", web: "Internet", reseller: "Réseau" } as const;

/** The same for a spreadsheet, in French. */
export function ticketHoldersCsv(holders: readonly Holder[], timeZone: string): Uint8Array {
  const head = [
    ...["Vendu par", "Nom", "Prénom", "Étage", "Rang", "Place", "Catégorie", "Tarif", "Montant (€)"],
    ...["Vendu le", "Commande du réseau", "Point de vente", "Vendu pour le"],
  ];
  return csvFile(
    head,
    holders.map((one) => [
      ...[
        soldThrough[one.soldThrough],
        one.surname ?? "",
        one.firstName ?? "",
        one.floor,
        one.row,
        one.number,
      ],
      ...[one.seatCategoryName, one.priceTypeName ?? "", one.amountCents / 100],
      localMoment(new Date(one.soldAt), timeZone).replace("T", " "),
      ...[one.orderId ?? "", one.pointOfSale ?? ""],
      one.soldFor === null ? "" : `${one.soldFor.localDate} ${one.soldFor.localTime}`,
    ]),
  );
}

import type { TicketData, TicketMark } from "@allotement/documents/ticket/ticket-data.ts";
import type { Order, OrderLine } from "../api/point-of-sale.ts";
import type { TicketFacts } from "./tickets.store.ts";

/** What a sold line's ticket says (R2.5). The price is all that the customer paid, the network's own fee included. */
export function ticketOfLine(
  facts: TicketFacts,
  order: Pick<Order, "orderId" | "holder" | "pointOfSale" | "userName">,
  line: OrderLine,
  mark: TicketMark,
): TicketData {
  const { holder, pointOfSale, userName } = order;
  return {
    ...venueAndShow(facts),
    ...placeAndPrice(line),
    customer: holder ? `${holder.surname} ${holder.firstName}`.trim() : "",
    pointOfSale,
    user: userName,
    transactions: [`Transaction ${order.orderId}`, `Ligne ${line.lineId}`],
    barcode: line.barcode,
    mark,
  };
}

/** A seat and a price to show on a mock-up. */
export type MockUpLine = Pick<
  OrderLine,
  | "row"
  | "number"
  | "zone"
  | "floor"
  | "seatCategory"
  | "priceTypeLabel"
  | "faceValueCents"
  | "venueFeeCents"
  | "organizerFeeCents"
  | "resellerFeeCents"
>;

/** How tickets of a show will look, before one is sold: for nobody, with no code that could open a door (R2.3). */
export function mockUpTicket(facts: TicketFacts, line: MockUpLine): TicketData {
  return {
    ...venueAndShow(facts),
    ...placeAndPrice(line),
    customer: "CLIENT EXEMPLE",
    pointOfSale: "POINT DE VENTE",
    user: "",
    transactions: [],
    barcode: "",
    mark: "mockUp",
  };
}

function venueAndShow(facts: TicketFacts) {
  const { theatreName: name, theatreAddress: address, theatreTown: town } = facts;
  const { licence, comment, title, localDate, localTime } = facts;
  return { theatre: { name, address, town }, licence, comment, title, subtitle: "", localDate, localTime };
}

function placeAndPrice(line: MockUpLine) {
  const area = line.zone === line.floor ? line.floor : `${line.floor} – ${line.zone}`;
  return {
    ...{ category: line.seatCategory, area, row: line.row.trim(), seat: line.number },
    priceType: line.priceTypeLabel,
    priceCents: line.faceValueCents + line.venueFeeCents + line.organizerFeeCents + line.resellerFeeCents,
  };
}

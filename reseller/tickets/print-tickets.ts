import { safeFileName } from "@allotement/documents/file-name.ts";
import { performanceText } from "@allotement/documents/french.ts";
import type { Moment } from "@allotement/documents/pdf/sheet.ts";
import { ticketsPdf } from "@allotement/documents/ticket/ticket.ts";
import { type Database, sql } from "@allotement/platform/database/database.ts";
import { DateTime } from "luxon";
import type { TicketPrint } from "../api/tickets.ts";
import { orderView, readOrder } from "../point-of-sale/orders.store.ts";
import { ticketOfLine } from "./ticket-data.ts";
import { countPrints, ticketFacts } from "./tickets.store.ts";

/** In order of precedence. */
export type PrintRefusal = "UNKNOWN_ORDER" | "ALL_CANCELLED" | "NOT_PRINTED_AT_HOME";

/**
 * The valid tickets of an order as PDF, one a page (R2.5). Each sheet is counted: from a ticket's second one on it is a
 * duplicate and says so. On A4 only where the venue allows its customers to print at home (R2.6).
 */
export async function printTickets(
  database: Database,
  orderId: string,
  { institutionCode, format }: TicketPrint,
  { userName, at }: { userName: string; at: Date },
): Promise<{ fileName: string; bytes: Buffer } | PrintRefusal> {
  return database.transaction(async (transaction) => {
    const found = await readOrder(transaction, institutionCode, sql`o.order_id = ${orderId}`);
    if (!found) return "UNKNOWN_ORDER";
    const order = await orderView(transaction, institutionCode, found);
    const live = order.lines.filter(({ cancelledAt }) => cancelledAt === null);
    if (live.length === 0) return "ALL_CANCELLED";
    const facts = await ticketFacts(transaction, institutionCode, order.performanceNumber);
    if (!facts) throw new Error("an order's performance is kept as long as the order");
    if (format === "printAtHome" && !facts.printAtHome) return "NOT_PRINTED_AT_HOME";
    const lineIds = live.map(({ lineId }) => lineId);
    const again = await countPrints(transaction, institutionCode, orderId, lineIds, { format, userName, at });
    const tickets = live.map((line) =>
      ticketOfLine(facts, order, line, again.has(line.lineId) ? "duplicate" : "none"),
    );
    const occasion = `${order.title} ${performanceText(order.localDate, order.localTime)}`;
    const fileName = `${safeFileName(`Billets ${occasion}`, "Billets")} (${live[0]?.barcode}).pdf`;
    const printedAt = momentIn(at, facts.timeZone);
    return { fileName, bytes: ticketsPdf(tickets, { format, printedAt }) };
  });
}

/** A moment as the venue's clocks show it. A zone that nobody knows is read as UTC. */
export function momentIn(instant: Date, timeZone: string): Moment {
  const there = DateTime.fromJSDate(instant, { zone: timeZone });
  const known = there.isValid ? there : DateTime.fromJSDate(instant, { zone: "utc" });
  return { instant, local: known.toFormat("yyyy-MM-dd'T'HH:mm:ss") };
}

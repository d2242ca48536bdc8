import { safeFileName } from "@allotement/documents/file-name.ts";
import { performanceText } from "@allotement/documents/french.ts";
import { ticketsPdf } from "@allotement/documents/ticket/ticket.ts";
import type { TicketData, TicketMark } from "@allotement/documents/ticket/ticket-data.ts";
import type { Database } from "@allotement/platform/database/database.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { TicketPrint } from "../../api/counter.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { printing } from "../print/print.ts";
import { countPrints, lockTicketsToPrint, type TicketToPrint } from "./print-tickets.store.ts";

/** In order of precedence. What a reseller sold is printed by the reseller; a dead ticket by nobody. */
export type PrintRefusal = "NOT_FOUND" | "NOT_SOLD_AT_COUNTER" | "ALREADY_REFUNDED";

/**
 * The tickets as PDF, one a page. Each sheet is counted; from a ticket's second one on it is a duplicate, says so, and
 * leaves a trace of who asked for it.
 */
export async function printTickets(
  { database, clock }: { database: Database; clock: Clock },
  { organizerId, operatorId }: { organizerId: number; operatorId: number },
  { ticketIds, format }: TicketPrint,
): Promise<{ fileName: string; bytes: Uint8Array } | PrintRefusal> {
  const at = clock.now();
  const wanted = [...new Set(ticketIds)];
  return database.transaction(async (transaction) => {
    const tickets = await lockTicketsToPrint(transaction, organizerId, wanted);
    const [first] = tickets;
    if (!first || tickets.length < wanted.length) return "NOT_FOUND";
    if (tickets.some(({ soldThrough }) => soldThrough !== "counter")) return "NOT_SOLD_AT_COUNTER";
    if (tickets.some(({ cancelledAt }) => cancelledAt !== null)) return "ALREADY_REFUNDED";
    const marks = await countPrints(transaction, organizerId, wanted, { at, operatorId, format });
    const { printedAt } = await printing(transaction, organizerId, at);
    const data = tickets.map((ticket) => ticketData(ticket, marks.get(ticket.ticketId) ?? "none"));
    const duplicates = data.flatMap(({ mark }, index) =>
      mark === "duplicate" ? [tickets[index]?.ticketId ?? 0] : [],
    );
    if (duplicates.length > 0) {
      const entry = { action: "reprintTickets", operatorId, secondOperatorId: null } as const;
      await appendAudit(transaction, organizerId, at, {
        ...entry,
        subject: { ticketIds: duplicates, format },
      });
    }
    const occasion = `${first.title} ${performanceText(first.localDate, first.localTime)}`;
    const fileName = `${safeFileName(`Billets ${occasion}`, "Billets")} (${first.ticketId}).pdf`;
    return { fileName, bytes: ticketsPdf(data, { format, printedAt }) };
  });
}

function ticketData(ticket: TicketToPrint, mark: TicketMark): TicketData {
  const { theatreName, address, town, licence, comment, title, subtitle, localDate, localTime } = ticket;
  const { category, area, row, seat, priceCents, customer, barcode } = ticket;
  const order = ticket.orderNumber === null ? [] : [`Commande ${ticket.orderNumber}`];
  const entry = ticket.entryNumber === null ? [] : [`Opération ${ticket.entryNumber}`];
  return {
    theatre: { name: theatreName, address, town },
    ...{ licence, comment, title, subtitle, localDate, localTime, category, area, row, seat },
    priceType: ticket.priceType ?? "",
    ...{ priceCents, customer, barcode, mark },
    pointOfSale: ticket.pointOfSale ?? "",
    user: ticket.user ?? "",
    transactions: [...order, ...entry, `Billet ${ticket.ticketId}`],
  };
}

import { a4, closePaper, openPaper } from "../pdf/sheet.ts";
import { drawPrintAtHomeTicket } from "./print-at-home-ticket.ts";
import { drawThermalTicket, thermalSize } from "./thermal-ticket.ts";
import type { TicketData, TicketPrinting } from "./ticket-data.ts";
import { markWords } from "./ticket-words.ts";

/** Tickets, one a page (R2.5); at least one. The barcodes are vector bars, at the door as sharp as the printer is. */
export function ticketsPdf(tickets: readonly TicketData[], printing: TicketPrinting): Buffer {
  const { format, printedAt } = printing;
  const size = format === "thermal" ? thermalSize : a4;
  const draw = format === "thermal" ? drawThermalTicket : drawPrintAtHomeTicket;
  const [first] = tickets;
  if (!first) throw new Error("a document without a ticket has no page");
  const names = [
    tickets.length === 1 ? "Billet" : `Billets (${tickets.length})`,
    first.title,
    markWords[first.mark],
  ];
  const paper = openPaper(names.filter((name) => name !== "").join(" – "), printedAt, size);
  for (const [index, ticket] of tickets.entries()) {
    if (index > 0) paper.pdf.addPage();
    draw(paper, ticket, printing);
  }
  return closePaper(paper);
}

import { ticketsPdf } from "@allotement/documents/ticket/ticket.ts";
import { type Database, type Queries, sql } from "@allotement/platform/database/database.ts";
import type { Clock, Ids } from "@allotement/platform/ports.ts";
import type { NewProof, ProofView } from "../api/proofs.ts";
import { orderView, readOrder } from "../point-of-sale/orders.store.ts";
import { performanceOf, showExists } from "../shows/shows.store.ts";
import { momentIn } from "../tickets/print-tickets.ts";
import { mockUpTicket, ticketOfLine } from "../tickets/ticket-data.ts";
import { ticketFacts } from "../tickets/tickets.store.ts";
import { insertProof, mockUpLine } from "./proofs.store.ts";

/** In order of precedence. */
export type ProofRefusal = "UNKNOWN_SHOW" | "UNKNOWN_ORDER" | "LINE_CANCELLED" | "NO_SEAT";

/**
 * Makes a proof of a show (R2.2): the very ticket of a real sale, or a mock-up, which opens no door and says so (R2.3).
 * It is kept as it was made; sending it to the venue is another step.
 */
export async function makeProof(
  { database, clock, ids }: { database: Database; clock: Clock; ids: Ids },
  { institutionCode, showNumber }: { institutionCode: number; showNumber: number },
  wanted: NewProof,
  madeBy: string,
): Promise<ProofView | ProofRefusal> {
  const at = clock.now();
  const proofId = ids.uuid();
  return database.transaction(async (transaction) => {
    if (!(await showExists(transaction, institutionCode, showNumber))) return "UNKNOWN_SHOW";
    const pdf =
      wanted.kind === "sale"
        ? await ticketOfSale(transaction, institutionCode, showNumber, wanted, at)
        : await mockUp(transaction, institutionCode, showNumber, at);
    if (typeof pdf === "string") return pdf;
    const line = wanted.kind === "sale" ? { orderId: wanted.orderId, lineId: wanted.lineId } : undefined;
    return insertProof(transaction, institutionCode, { proofId, showNumber, line, pdf, madeBy, at });
  });
}

async function ticketOfSale(
  queries: Queries,
  institutionCode: number,
  showNumber: number,
  { orderId, lineId }: Extract<NewProof, { kind: "sale" }>,
  at: Date,
): Promise<Buffer | ProofRefusal> {
  const found = await readOrder(queries, institutionCode, sql`o.order_id = ${orderId}`);
  const performance = found && (await performanceOf(queries, institutionCode, found.performanceNumber));
  if (!found || performance?.showNumber !== showNumber) return "UNKNOWN_ORDER";
  const order = await orderView(queries, institutionCode, found);
  const line = order.lines.find((one) => one.lineId === lineId);
  const facts = await ticketFacts(queries, institutionCode, found.performanceNumber);
  if (!line || !facts) return "UNKNOWN_ORDER";
  if (line.cancelledAt !== null) return "LINE_CANCELLED";
  const printedAt = momentIn(at, facts.timeZone);
  return ticketsPdf([ticketOfLine(facts, order, line, "none")], { format: "thermal", printedAt });
}

async function mockUp(
  queries: Queries,
  institutionCode: number,
  showNumber: number,
  at: Date,
): Promise<Buffer | ProofRefusal> {
  const line = await mockUpLine(queries, institutionCode, showNumber);
  const facts = line && (await ticketFacts(queries, institutionCode, line.performanceNumber));
  if (!line || !facts) return "NO_SEAT";
  const printedAt = momentIn(at, facts.timeZone);
  return ticketsPdf([mockUpTicket(facts, line)], { format: "thermal", printedAt });
}

import { contentDisposition } from "@allotement/documents/file-name.ts";
import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { FastifyReply } from "fastify";
import type { Guard } from "../access/guard.ts";
import { everyRole } from "../access/staff.routes.ts";
import { institutionParameters } from "../api/institutions.ts";
import { orderParameters } from "../api/point-of-sale.ts";
import { ticketHeading, ticketPrint } from "../api/tickets.ts";
import { type PrintRefusal, printTickets } from "./print-tickets.ts";
import { keepTicketHeading, ticketHeadingOf } from "./tickets.store.ts";

const refusals: Record<PrintRefusal, readonly [number, string]> = {
  UNKNOWN_ORDER: [404, "There is no such order."],
  ALL_CANCELLED: [409, "Every ticket of this order was cancelled."],
  NOT_PRINTED_AT_HOME: [409, "The venue does not allow its tickets to be printed at home."],
};

/** Tickets on paper, and what they say of the venue. */
export function ticketRoutes(
  server: Server,
  { database, clock, guard }: { database: Database; clock: Clock; guard: Guard },
): void {
  server.post(
    "/api/orders/:orderId/tickets",
    { config: { access: everyRole }, schema: { params: orderParameters, body: ticketPrint } },
    async (request, reply) => {
      const { userName } = guard.staffOf(request);
      const printing = { userName, at: clock.now() };
      const printed = await printTickets(database, request.params.orderId, request.body, printing);
      if (typeof printed !== "string") return sendPdf(reply, printed.fileName, printed.bytes);
      const [status, message] = refusals[printed];
      return refuse(reply, status, { error: printed, message });
    },
  );
  const path = "/api/institutions/:institutionCode/ticket-heading";
  const schema = { params: institutionParameters, response: { 200: ticketHeading, ...problemResponses } };
  const unknown = { error: "NOT_FOUND", message: "There is no such institution." };
  server.get(path, { config: { access: ["manager"] }, schema }, async (request, reply) => {
    const heading = await ticketHeadingOf(database, request.params.institutionCode);
    return heading ?? refuse(reply, 404, unknown);
  });
  server.put(
    path,
    { config: { access: ["manager"] }, schema: { ...schema, body: ticketHeading } },
    async (request, reply) => {
      const kept = await keepTicketHeading(database, request.params.institutionCode, request.body);
      return kept ? request.body : refuse(reply, 404, unknown);
    },
  );
}

/** Answers a document that the browser keeps under its name; no cache does. */
export function sendPdf(reply: FastifyReply, fileName: string, bytes: Buffer): FastifyReply {
  return reply
    .header("content-type", "application/pdf")
    .header("content-disposition", contentDisposition("attachment", fileName))
    .header("cache-control", "no-store")
    .send(bytes);
}

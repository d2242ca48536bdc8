import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import {
  exchangeAnswer,
  exchangeRequest,
  refundAnswer,
  refundRequest,
  refundsAnswer,
  refundsRequest,
  seatsNotFree,
  soldTickets,
  soldTicketsQuery,
  standingSeat,
  ticketPrint,
} from "../../api/counter.ts";
import { numberParameter } from "../../api/fields.ts";
import { sqlHouseStore } from "../house.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { sendFile } from "../print/print.ts";
import { findPerformance } from "../programme/programme.store.ts";
import type { CounterRouteNeeds } from "./counter.routes.ts";
import { type ExchangeRefusal, exchangeTicket } from "./exchange-ticket.ts";
import { readSoldTickets } from "./orders.store.ts";
import { type PrintRefusal, printTickets } from "./print-tickets.ts";
import { type RefundRefusal, refundTicket, refundTickets } from "./refund-ticket.ts";
import { describeSeats } from "./tickets.store.ts";

const ticketParameter = z.strictObject({ ticketId: z.coerce.number().pipe(z.int().min(1)) });

/** What becomes of a ticket once it is sold: found again, printed, refunded, exchanged. */
export function ticketRoutes(server: Server, needs: CounterRouteNeeds): void {
  const { database, clock, random } = needs;
  const access = rolesFrom.clerk;

  server.post(
    "/api/tickets/:ticketId/refund",
    {
      config: { access },
      schema: {
        params: ticketParameter,
        body: refundRequest,
        response: { 200: refundAnswer, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { paymentMethodId } = request.body;
      const counter = { store: sqlHouseStore(database, organizerId), clock };
      const refunded = await refundTicket(counter, operatorId, request.params.ticketId, paymentMethodId);
      return typeof refunded === "string" ? refuseTicket(reply, refunded) : refunded;
    },
  );

  server.post(
    "/api/refunds",
    {
      config: { access },
      schema: { body: refundsRequest, response: { 200: refundsAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { ticketIds, paymentMethodId } = request.body;
      const counter = { store: sqlHouseStore(database, organizerId), clock };
      const refunded = await refundTickets(counter, operatorId, ticketIds, paymentMethodId);
      return typeof refunded === "string" ? refuseTicket(reply, refunded) : refunded;
    },
  );

  server.post(
    "/api/tickets/:ticketId/exchange",
    {
      config: { access },
      schema: {
        params: ticketParameter,
        body: exchangeRequest,
        response: { 200: exchangeAnswer, 409: seatsNotFree.or(problemResponses["4xx"]), ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const counter = { store: sqlHouseStore(database, organizerId), clock, random };
      const exchanged = await exchangeTicket(counter, operatorId, request.params.ticketId, request.body);
      if (!("error" in exchanged)) return exchanged;
      if (exchanged.error === "SEATS_NOT_FREE")
        return reply
          .code(409)
          .send({ ...exchanged, message: "Nothing was exchanged: the seat is not free." });
      return refuseTicket(reply, exchanged.error);
    },
  );

  server.post(
    "/api/ticket-prints",
    { config: { access }, schema: { body: ticketPrint } },
    async (request, reply) => {
      const printed = await printTickets({ database, clock }, callerOf(request), request.body);
      if (typeof printed === "string") return refuseTicket(reply, printed);
      return sendFile(reply, "application/pdf", printed.fileName, printed.bytes);
    },
  );

  const params = z.strictObject({ performanceNumber: numberParameter });
  server.get(
    "/api/performances/:performanceNumber/counter-tickets",
    {
      config: { access },
      schema: { params, querystring: soldTicketsQuery, response: { 200: soldTickets, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber } = request.params;
      if (!(await findPerformance(database, organizerId, performanceNumber)))
        return notFound(reply, "performance");
      const { text } = request.query;
      return { tickets: await readSoldTickets(database, organizerId, performanceNumber, text) };
    },
  );

  server.get(
    "/api/performances/:performanceNumber/seats/:seatCode",
    {
      config: { access },
      schema: {
        params: params.extend({ seatCode: numberParameter }),
        response: { 200: standingSeat, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber, seatCode } = request.params;
      const [seat] = await describeSeats(database, organizerId, performanceNumber, [seatCode]);
      return seat ?? notFound(reply, "seat");
    },
  );
}

type TicketRefusal =
  | Exclude<RefundRefusal | PrintRefusal, "NOT_FOUND">
  | Exclude<ExchangeRefusal["error"], "NOT_FOUND" | "SEATS_NOT_FREE">;

const refusals: Record<TicketRefusal, { status: number; message: string }> = {
  NOT_SOLD_AT_COUNTER: { status: 409, message: "The reseller sold this ticket: it is the reseller's." },
  ALREADY_REFUNDED: { status: 409, message: "This ticket was taken back before." },
  TICKET_DISPUTED: { status: 409, message: "Two tickets stand for this seat: settle the conflict first." },
  SAME_SEAT: { status: 409, message: "The ticket is for this very seat." },
  UNKNOWN_PAYMENT_METHOD: { status: 422, message: "There is no such payment method." },
  UNKNOWN_PERFORMANCE: { status: 422, message: "There is no such performance." },
  PERFORMANCE_CANCELLED: { status: 409, message: "This performance is cancelled: nothing of it is sold." },
  UNKNOWN_PRICE_TYPE: { status: 422, message: "There is no price type of this code." },
  PRICE_TYPE_OF_OTHER_CHANNEL: { status: 422, message: "This price type belongs to another channel." },
  UNKNOWN_SEAT: { status: 422, message: "The seat is not one of this performance." },
  NO_PRICE: { status: 422, message: "The grid in force has no price for this seat." },
};

function refuseTicket(reply: Parameters<typeof refuse>[0], refusal: TicketRefusal | "NOT_FOUND") {
  if (refusal === "NOT_FOUND") return notFound(reply, "ticket");
  const { status, message } = refusals[refusal];
  return refuse(reply, status, { error: refusal, message });
}

import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { sendTagged } from "@allotement/platform/http/tagged.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { counterSale, counterTickets, refundAnswer, refundRequest, seatsNotFree } from "../../api/counter.ts";
import { numberParameter, someSeats } from "../../api/fields.ts";
import { sqlHouseStore } from "../house.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { mayGrant, rolesFrom } from "../people/roles.ts";
import { findPerformance } from "../programme/programme.store.ts";
import { type RefundRefusal, refundTicket } from "./refund-ticket.ts";
import { type CounterRefusal, sellAtCounter } from "./sell-at-counter.ts";
import { readSeats } from "./tickets.store.ts";

const performanceParameter = z.strictObject({ performanceNumber: numberParameter });

interface CounterRouteNeeds {
  database: Database;
  clock: Clock;
  random: Random;
}

/** The counter: seats as they stand, sales, refunds. */
export function counterRoutes(server: Server, needs: CounterRouteNeeds): void {
  const { database, clock, random } = needs;
  server.post(
    "/api/performances/:performanceNumber/counter-sales",
    {
      config: { access: rolesFrom.clerk },
      schema: {
        params: performanceParameter,
        body: counterSale,
        response: { 201: counterTickets, 409: seatsNotFree, ...problemResponses },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      if (request.body.exception !== undefined && !mayGrant(caller.role, "manager"))
        return refuse(reply, 403, { error: "ROLE_REFUSED", message: "An exception is a manager's to make." });
      const counter = { store: sqlHouseStore(database, caller.organizerId), clock, random };
      const { performanceNumber } = request.params;
      const sold = await sellAtCounter(counter, caller.operatorId, performanceNumber, request.body);
      if (!("error" in sold)) return reply.code(201).send(sold);
      if (sold.error === "NOT_FOUND") return notFound(reply, "performance");
      if (sold.error === "SEATS_NOT_FREE")
        return reply.code(409).send({ ...sold, message: "Nothing was sold: some seats are not free." });
      const status = sold.error === "PERFORMANCE_CANCELLED" ? 409 : 422;
      return refuse(reply, status, { error: sold.error, message: sentenceOf(sold) });
    },
  );

  server.post(
    "/api/tickets/:ticketId/refund",
    {
      config: { access: rolesFrom.clerk },
      schema: {
        params: z.strictObject({ ticketId: z.coerce.number().pipe(z.int().min(1)) }),
        body: refundRequest,
        response: { 200: refundAnswer, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { paymentMethodId } = request.body;
      const { ticketId } = request.params;
      const counter = { store: sqlHouseStore(database, organizerId), clock };
      const refunded = await refundTicket(counter, operatorId, ticketId, paymentMethodId);
      if (typeof refunded !== "string") return refunded;
      if (refunded === "NOT_FOUND") return notFound(reply, "ticket");
      const status = refunded === "UNKNOWN_PAYMENT_METHOD" ? 422 : 409;
      return refuse(reply, status, { error: refunded, message: refundSentences[refunded] });
    },
  );

  // Without a response schema: it may be 20,000 seats, many times a minute.
  server.get(
    "/api/performances/:performanceNumber/seats",
    { config: { access: rolesFrom.clerk }, schema: { params: performanceParameter, querystring: someSeats } },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber } = request.params;
      if (!(await findPerformance(database, organizerId, performanceNumber)))
        return notFound(reply, "performance");
      const seats = await readSeats(database, organizerId, performanceNumber, request.query.seats);
      return sendTagged(request, reply, seats);
    },
  );
}

function sentenceOf(refusal: Exclude<CounterRefusal, { error: "SEATS_NOT_FREE" | "NOT_FOUND" }>): string {
  switch (refusal.error) {
    case "PERFORMANCE_CANCELLED":
      return "The performance is cancelled: nothing of it is sold any more.";
    case "UNKNOWN_PRICE_TYPE":
      return "There is no price type of this code.";
    case "PRICE_TYPE_OF_OTHER_CHANNEL":
      return "This price type belongs to another channel and is not sold at the counter.";
    case "UNKNOWN_PAYMENT_METHOD":
      return "There is no such payment method.";
    case "UNKNOWN_SALES_CHANNEL":
      return "There is no such sales channel of kind counter.";
    case "UNKNOWN_SEAT":
      return "A seat code is not one of this performance.";
    case "NO_PRICE":
      return `The grid in force has no price for the categories ${refusal.seatCategoryCodes.join(", ")}.`;
  }
}

const refundSentences: Record<Exclude<RefundRefusal, "NOT_FOUND">, string> = {
  NOT_SOLD_AT_COUNTER: "The reseller sold this ticket: the reseller cancels it.",
  ALREADY_REFUNDED: "This ticket was taken back before.",
  TICKET_DISPUTED: "Two tickets stand for this seat: settle the conflict first.",
  UNKNOWN_PAYMENT_METHOD: "There is no such payment method.",
};

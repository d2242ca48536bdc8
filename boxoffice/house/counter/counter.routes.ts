import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { sendTagged } from "@allotement/platform/http/tagged.ts";
import type { Clock, Random } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { counterSale, counterTickets, seatsNotFree } from "../../api/counter.ts";
import { numberParameter, someSeats } from "../../api/fields.ts";
import { sqlHouseStore } from "../house.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { mayGrant, rolesFrom } from "../people/roles.ts";
import { findPerformance } from "../programme/programme.store.ts";
import { type CounterRefusal, sellAtCounter } from "./sell-at-counter.ts";
import { readSeats } from "./tickets.store.ts";

const performanceParameter = z.strictObject({ performanceNumber: numberParameter });

export interface CounterRouteNeeds {
  database: Database;
  clock: Clock;
  random: Random;
}

/** The counter: seats as they stand, and sales. */
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
    case "NOT_ENOUGH_GIVEN":
      return "The cash that was handed over is less than the total.";
    case "NO_PRICE":
      return `The grid in force has no price for the categories ${refusal.seatCategoryCodes.join(", ")}.`;
  }
}

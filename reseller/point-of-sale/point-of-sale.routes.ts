import type { Database } from "@allotement/platform/database/database.ts";
import { sql } from "@allotement/platform/database/database.ts";
import { problemAnswer, problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Guard } from "../access/guard.ts";
import { everyRole } from "../access/staff.routes.ts";
import {
  basket,
  basketParameters,
  cancellation,
  newBasket,
  newSale,
  order,
  orderList,
  orderListQuery,
  orderParameters,
  orderQuery,
  performanceParameters,
  performancePrices,
  type SeatsProblem,
  seatColumns as seatColumnsSchema,
  seatsProblem,
} from "../api/point-of-sale.ts";
import { performancesOnSale as performancesOnSaleSchema } from "../api/shows.ts";
import { performanceOf, pricesOf } from "../shows/shows.store.ts";
import { orderSummaries, orderView, readOrder } from "./orders.store.ts";
import { institutionOfBasket } from "./sales.store.ts";
import {
  cancelLines,
  emptyBasket,
  openBasket,
  type SaleNeeds,
  type SaleRefusal,
  sellBasket,
} from "./sales.ts";
import { performancesOnSale, seatColumns } from "./seats-on-sale.store.ts";

interface RouteNeeds {
  database: Database;
  guard: Guard;
  sales: SaleNeeds;
}

const config = { access: everyRole };
const seatsOrInput = z.union([seatsProblem, problemAnswer]);
const refusals = { ...problemResponses, 404: seatsProblem, 409: seatsProblem, 422: seatsOrInput };

/** Status and sentence of each refusal of a sale. */
const refusalTable = {
  UNKNOWN_PERFORMANCE: [404, "There is no such performance."],
  UNKNOWN_BASKET: [404, "There is no such basket."],
  UNKNOWN_ORDER: [404, "There is no such order."],
  DUPLICATE_SEAT: [422, "The same seat stands twice."],
  LINES_DIFFER: [422, "The lines are not those of the basket or order."],
  NO_PRICE: [422, "There is no price of this price type for these seats."],
  NOT_ON_SALE: [409, "The show is not on sale."],
  PERFORMANCE_PAST: [409, "The performance has begun."],
  SEATS_NOT_FREE: [409, "These seats can no longer be had."],
  BASKET_EXPIRED: [409, "The basket's time is over."],
  BASKET_CLOSED: [409, "The basket was sold or given up."],
} as const satisfies Record<SaleRefusal["refused"], readonly [number, string]>;

/** Points of sale: what is on sale, baskets, sales, cancellations. */
export function pointOfSaleRoutes(server: Server, needs: RouteNeeds): void {
  readingRoutes(server, needs);
  basketRoutes(server, needs);
  orderRoutes(server, needs);
}

function readingRoutes(server: Server, { database, sales }: RouteNeeds): void {
  server.get(
    "/api/performances",
    { config, schema: { response: { 200: performancesOnSaleSchema, ...problemResponses } } },
    async (_request, reply) => {
      const performances = await performancesOnSale(database, sales.clock.now());
      return reply.send({ performances });
    },
  );
  server.get(
    "/api/institutions/:institutionCode/performances/:performanceNumber/seats",
    {
      config,
      schema: { params: performanceParameters, response: { 200: seatColumnsSchema, ...problemResponses } },
    },
    async (request, reply) => {
      const { institutionCode, performanceNumber } = request.params;
      const columns = await seatColumns(database, institutionCode, performanceNumber);
      return columns ? reply.send(columns) : refuseSale(reply, { refused: "UNKNOWN_PERFORMANCE" });
    },
  );
  server.get(
    "/api/institutions/:institutionCode/performances/:performanceNumber/prices",
    {
      config,
      schema: {
        params: performanceParameters,
        response: { 200: performancePrices, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { institutionCode, performanceNumber } = request.params;
      const performance = await performanceOf(database, institutionCode, performanceNumber);
      if (!performance) return refuseSale(reply, { refused: "UNKNOWN_PERFORMANCE" });
      return reply.send({ prices: await pricesOf(database, institutionCode, performance.showNumber) });
    },
  );
}

function basketRoutes(server: Server, { database, guard, sales }: RouteNeeds): void {
  server.post(
    "/api/baskets",
    { config, schema: { body: newBasket, response: { 201: basket, ...refusals } } },
    async (request, reply) => {
      const outcome = await openBasket(sales, request.body, guard.staffOf(request));
      return "refused" in outcome ? refuseSale(reply, outcome) : reply.code(201).send(outcome);
    },
  );
  server.delete(
    "/api/baskets/:basketId",
    { config, schema: { params: basketParameters, response: { 204: z.null(), ...refusals } } },
    async (request, reply) => {
      const { basketId } = request.params;
      const institutionCode = await institutionOfBasket(database, basketId);
      if (institutionCode === undefined) return refuseSale(reply, { refused: "UNKNOWN_BASKET" });
      const outcome = await emptyBasket(sales, institutionCode, basketId, "abandoned");
      return outcome === "emptied" ? reply.code(204).send(null) : refuseSale(reply, outcome);
    },
  );
  server.post(
    "/api/baskets/:basketId/sale",
    { config, schema: { params: basketParameters, body: newSale, response: { 200: order, ...refusals } } },
    async (request, reply) => {
      const { basketId } = request.params;
      const institutionCode = await institutionOfBasket(database, basketId);
      if (institutionCode === undefined) return refuseSale(reply, { refused: "UNKNOWN_BASKET" });
      const seller = guard.staffOf(request);
      const outcome = await sellBasket(sales, institutionCode, basketId, request.body, seller);
      if ("refused" in outcome) return refuseSale(reply, outcome);
      return reply.send(await orderView(database, institutionCode, outcome));
    },
  );
}

function orderRoutes(server: Server, { database, guard, sales }: RouteNeeds): void {
  server.get(
    "/api/orders",
    {
      config,
      schema: { querystring: orderListQuery, response: { 200: orderList, ...problemResponses } },
    },
    async (request, reply) => {
      const { barcode } = request.query;
      const { pointOfSale } = guard.staffOf(request);
      return reply.send({
        orders: await orderSummaries(database, barcode === undefined ? { pointOfSale } : { barcode }),
      });
    },
  );
  server.get(
    "/api/orders/:orderId",
    {
      config,
      schema: { params: orderParameters, querystring: orderQuery, response: { 200: order, ...refusals } },
    },
    async (request, reply) => {
      const { institutionCode } = request.query;
      const found = await readOrder(database, institutionCode, sql`o.order_id = ${request.params.orderId}`);
      if (!found) return refuseSale(reply, { refused: "UNKNOWN_ORDER" });
      return reply.send(await orderView(database, institutionCode, found));
    },
  );
  server.post(
    "/api/orders/:orderId/cancellation",
    {
      config,
      schema: { params: orderParameters, body: cancellation, response: { 200: order, ...refusals } },
    },
    async (request, reply) => {
      const outcome = await cancelLines(sales, request.params.orderId, request.body);
      if ("refused" in outcome) return refuseSale(reply, outcome);
      return reply.send(await orderView(database, request.body.institutionCode, outcome));
    },
  );
}

function refuseSale(reply: FastifyReply, { refused, seatCodes }: SaleRefusal): FastifyReply {
  const [status, message] = refusalTable[refused];
  const problem: SeatsProblem = { error: refused, message, ...(seatCodes ? { seatCodes } : {}) };
  return reply.code(status).send(problem);
}

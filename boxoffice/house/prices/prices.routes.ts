import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import {
  newPriceGrid,
  newPriceType,
  priceGridCreated,
  priceGridList,
  priceTypeCreated,
  priceTypeList,
  seatCategoryList,
} from "../../api/prices.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { findShow } from "../programme/programme.store.ts";
import {
  createPriceGrid,
  createPriceType,
  listPriceTypes,
  listSeatCategories,
  readPriceGrids,
} from "./prices.store.ts";

const showParameter = z.strictObject({ showNumber: numberParameter });

/** Price types, seat categories and price grids. */
export function priceRoutes(server: Server, { database }: { database: Database }): void {
  server.post(
    "/api/price-types",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newPriceType, response: { 201: priceTypeCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const priceTypeCode = await database.transaction((transaction) =>
        createPriceType(transaction, organizerId, request.body),
      );
      if (typeof priceTypeCode === "string")
        return refuse(reply, 409, { error: priceTypeCode, message: "A price type or hold has it already." });
      return reply.code(201).send({ priceTypeCode });
    },
  );

  server.get(
    "/api/price-types",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: priceTypeList, ...problemResponses } },
    },
    async (request) => ({ priceTypes: await listPriceTypes(database, callerOf(request).organizerId) }),
  );

  server.get(
    "/api/seat-categories",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: seatCategoryList, ...problemResponses } },
    },
    async (request) => ({
      seatCategories: await listSeatCategories(database, callerOf(request).organizerId),
    }),
  );
  priceGridRoutes(server, database);
}

function priceGridRoutes(server: Server, database: Database): void {
  server.post(
    "/api/shows/:showNumber/price-grids",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: showParameter,
        body: newPriceGrid,
        response: { 201: priceGridCreated, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { showNumber } = request.params;
      const { lines } = request.body;
      const pairs = new Set(lines.map((line) => `${line.priceTypeCode} ${line.seatCategoryCode}`));
      if (pairs.size < lines.length)
        return refuse(reply, 422, { error: "DUPLICATE_LINE", message: "A price stands in the grid twice." });
      if (!(await findShow(database, organizerId, showNumber))) return notFound(reply, "show");
      const validFrom = new Date(request.body.validFrom);
      const created = await database.transaction((transaction) =>
        createPriceGrid(transaction, organizerId, showNumber, { validFrom, lines }),
      );
      if (created === "GRID_EXISTS")
        return refuse(reply, 409, { error: created, message: "A grid of this show begins at this instant." });
      if (created === "UNKNOWN_CODE")
        return refuse(reply, 422, { error: created, message: "A price type or category is unknown." });
      return reply.code(201).send({ priceGridId: created });
    },
  );

  server.get(
    "/api/shows/:showNumber/price-grids",
    {
      config: { access: rolesFrom.clerk },
      schema: { params: showParameter, response: { 200: priceGridList, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { showNumber } = request.params;
      if (!(await findShow(database, organizerId, showNumber))) return notFound(reply, "show");
      const grids = await readPriceGrids(database, organizerId, showNumber);
      return {
        priceGrids: grids.map((grid) => ({ ...grid, validFrom: grid.validFrom.toISOString() })),
      };
    },
  );
}

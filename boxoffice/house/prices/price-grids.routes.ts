import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { done, numberParameter } from "../../api/fields.ts";
import { emptyBody } from "../../api/people.ts";
import {
  type NewPriceGrid,
  newPriceGrid,
  priceEffects,
  priceGridCreated,
  priceGridList,
} from "../../api/prices.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { findShow } from "../programme/programme.store.ts";
import {
  changePriceGrid,
  createPriceGrid,
  type GridRefusal,
  readPriceEffects,
  readSplitGrids,
  withdrawPriceGrid,
} from "./price-grids.store.ts";
import type { PriceNeeds } from "./prices.routes.ts";

const showParameter = z.strictObject({ showNumber: numberParameter });
const gridParameters = z.strictObject({ showNumber: numberParameter, priceGridId: numberParameter });

/** The grids of a show, each valid from an instant on, and what a change of them meets. */
export function priceGridRoutes(server: Server, needs: PriceNeeds): void {
  const { database, clock } = needs;
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
      if (namesTwice(request.body)) return refuseGrid(reply, "DUPLICATE_LINE");
      if (!(await findShow(database, organizerId, showNumber))) return notFound(reply, "show");
      const created = await database.transaction((transaction) =>
        createPriceGrid(transaction, organizerId, showNumber, gridOf(request.body)),
      );
      if (typeof created === "string") return refuseGrid(reply, created);
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
      const grids = await readSplitGrids(database, organizerId, showNumber);
      return {
        priceGrids: grids.map(({ lines, ...grid }) => ({
          ...grid,
          validFrom: grid.validFrom.toISOString(),
          lines: lines.map((line) => ({ ...line, fees: [...line.fees] })),
        })),
      };
    },
  );

  server.get(
    "/api/shows/:showNumber/price-effects",
    {
      config: { access: rolesFrom.clerk },
      schema: { params: showParameter, response: { 200: priceEffects, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { showNumber } = request.params;
      if (!(await findShow(database, organizerId, showNumber))) return notFound(reply, "show");
      return readPriceEffects(database, organizerId, showNumber, clock.now());
    },
  );
  comingGridRoutes(server, needs);
}

/** Only a grid that has not begun is changed or withdrawn. */
function comingGridRoutes(server: Server, { database, clock }: PriceNeeds): void {
  server.put(
    "/api/shows/:showNumber/price-grids/:priceGridId",
    {
      config: { access: rolesFrom.manager },
      schema: { params: gridParameters, body: newPriceGrid, response: { 200: done, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const place = request.params;
      const { body } = request;
      if (namesTwice(body)) return refuseGrid(reply, "DUPLICATE_LINE");
      const now = clock.now();
      const refusal = await database.transaction(async (transaction) => {
        const fault = await changePriceGrid(transaction, organizerId, place, gridOf(body), now);
        if (fault) return fault;
        const subject = { ...place, validFrom: body.validFrom, lines: body.lines.length };
        const entry = { action: "changePriceGrid", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, now, entry);
        return undefined;
      });
      return refusal ? refuseGrid(reply, refusal) : { done: true as const };
    },
  );

  server.post(
    "/api/shows/:showNumber/price-grids/:priceGridId/withdraw",
    {
      config: { access: rolesFrom.manager },
      schema: { params: gridParameters, body: emptyBody, response: { 200: done, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const place = request.params;
      const now = clock.now();
      const refusal = await database.transaction(async (transaction) => {
        const fault = await withdrawPriceGrid(transaction, organizerId, place, now);
        if (fault) return fault;
        const subject = { ...place, withdrawn: true };
        const entry = { action: "changePriceGrid", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, now, entry);
        return undefined;
      });
      return refusal ? refuseGrid(reply, refusal) : { done: true as const };
    },
  );
}

function gridOf({ validFrom, lines }: NewPriceGrid) {
  return { validFrom: new Date(validFrom), lines };
}

function namesTwice({ lines }: NewPriceGrid): boolean {
  return new Set(lines.map((line) => `${line.priceTypeCode} ${line.seatCategoryCode}`)).size < lines.length;
}

const refusals: Record<Exclude<GridRefusal, "NOT_FOUND"> | "DUPLICATE_LINE", [number, string]> = {
  DUPLICATE_LINE: [422, "A price stands in the grid twice."],
  UNKNOWN_CODE: [422, "A price type or category is unknown."],
  FEES_DO_NOT_FIT: [422, "The further fee columns of a line are more than the fee that they belong to."],
  GRID_BEGAN: [409, "The grid has begun: sales were made at it."],
  GRID_EXISTS: [409, "A grid of this show begins at this instant."],
};

function refuseGrid(reply: FastifyReply, refusal: GridRefusal | "DUPLICATE_LINE"): FastifyReply {
  if (refusal === "NOT_FOUND") return notFound(reply, "price grid");
  const [status, message] = refusals[refusal];
  return refuse(reply, status, { error: refusal, message });
}

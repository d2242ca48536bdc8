import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { done, numberParameter } from "../../api/fields.ts";
import {
  newPriceType,
  priceTypeChange,
  priceTypeCopies,
  priceTypeCreated,
  priceTypeList,
  priceTypesCopied,
  seatCategoryChange,
  seatCategoryList,
} from "../../api/prices.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { feeColumnRoutes } from "./fee-columns.routes.ts";
import { priceGridRoutes } from "./price-grids.routes.ts";
import {
  changePriceType,
  changeSeatCategory,
  copyPriceType,
  createPriceType,
  listPriceTypes,
  listSeatCategories,
} from "./prices.store.ts";

export interface PriceNeeds {
  database: Database;
  clock: Clock;
}

const nameTaken = { error: "NAME_TAKEN", message: "Another has this name." };
const priceTypeParameter = z.strictObject({ priceTypeCode: numberParameter });

/** Price types and seat categories; in files of their own, fee columns and price grids. */
export function priceRoutes(server: Server, needs: PriceNeeds): void {
  const { database } = needs;
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
  changePriceTypeRoutes(server, needs);
  seatCategoryRoutes(server, needs);
  feeColumnRoutes(server, needs);
  priceGridRoutes(server, needs);
}

function changePriceTypeRoutes(server: Server, { database, clock }: PriceNeeds): void {
  server.put(
    "/api/price-types/:priceTypeCode",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: priceTypeParameter,
        body: priceTypeChange,
        response: { 200: done, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { priceTypeCode } = request.params;
      const now = clock.now();
      const changed = await database.transaction(async (transaction) => {
        const result = await changePriceType(transaction, organizerId, priceTypeCode, request.body, now);
        const subject = { priceTypeCode, ...request.body };
        const entry = { action: "changePriceType", operatorId, secondOperatorId: null, subject } as const;
        if (result === "done") await appendAudit(transaction, organizerId, now, entry);
        return result;
      });
      if (changed === "NOT_FOUND") return notFound(reply, "price type");
      return changed === "done" ? { done: true as const } : refuse(reply, 409, nameTaken);
    },
  );

  server.post(
    "/api/price-types/:priceTypeCode/copies",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: priceTypeParameter,
        body: priceTypeCopies,
        response: { 201: priceTypesCopied, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { priceTypeCode } = request.params;
      const now = clock.now();
      const copied = await database.transaction(async (transaction) => {
        const result = await copyPriceType(transaction, organizerId, priceTypeCode, request.body, now);
        if (typeof result === "string") return result;
        const subject = { priceTypeCode, ...request.body, ...result };
        const entry = { action: "duplicatePriceType", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, now, entry);
        return result;
      });
      if (copied === "NOT_FOUND") return notFound(reply, "price type");
      return copied === "NAME_TAKEN" ? refuse(reply, 409, nameTaken) : reply.code(201).send(copied);
    },
  );
}

function seatCategoryRoutes(server: Server, { database, clock }: PriceNeeds): void {
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

  server.put(
    "/api/seat-categories/:seatCategoryCode",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: z.strictObject({ seatCategoryCode: numberParameter }),
        body: seatCategoryChange,
        response: { 200: done, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { seatCategoryCode } = request.params;
      const changed = await database.transaction(async (transaction) => {
        if (!(await changeSeatCategory(transaction, organizerId, seatCategoryCode, request.body)))
          return false;
        const subject = { seatCategoryCode, ...request.body };
        const entry = { action: "changeSeatCategory", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, clock.now(), entry);
        return true;
      });
      return changed ? { done: true as const } : notFound(reply, "seat category");
    },
  );
}

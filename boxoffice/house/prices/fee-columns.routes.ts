import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { done, numberParameter } from "../../api/fields.ts";
import { feeColumnChange, feeColumnCreated, feeColumnList, newFeeColumn } from "../../api/prices.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { changeFeeColumn, createFeeColumn, listFeeColumns } from "./fee-columns.store.ts";
import type { PriceNeeds } from "./prices.routes.ts";

const nameTaken = { error: "NAME_TAKEN", message: "Another column has this name." };

/** The price grids' further fee columns (R3.3). */
export function feeColumnRoutes(server: Server, { database, clock }: PriceNeeds): void {
  server.get(
    "/api/fee-columns",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: feeColumnList, ...problemResponses } },
    },
    async (request) => ({ feeColumns: await listFeeColumns(database, callerOf(request).organizerId) }),
  );

  server.post(
    "/api/fee-columns",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newFeeColumn, response: { 201: feeColumnCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const feeColumnId = await database.transaction((transaction) =>
        createFeeColumn(transaction, organizerId, request.body),
      );
      return feeColumnId === undefined
        ? refuse(reply, 409, nameTaken)
        : reply.code(201).send({ feeColumnId });
    },
  );

  server.put(
    "/api/fee-columns/:feeColumnId",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: z.strictObject({ feeColumnId: numberParameter }),
        body: feeColumnChange,
        response: { 200: done, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { feeColumnId } = request.params;
      const changed = await database.transaction((transaction) =>
        changeFeeColumn(transaction, organizerId, feeColumnId, request.body, clock.now()),
      );
      if (changed === "NOT_FOUND") return notFound(reply, "fee column");
      return changed === "done" ? { done: true as const } : refuse(reply, 409, nameTaken);
    },
  );
}

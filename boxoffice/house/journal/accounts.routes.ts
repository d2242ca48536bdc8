import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import {
  newPaymentMethod,
  newSalesChannel,
  paymentMethodCreated,
  paymentMethodList,
  salesChannelCreated,
  salesChannelList,
} from "../../api/journal.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import {
  createPaymentMethod,
  createSalesChannel,
  listPaymentMethods,
  listSalesChannels,
} from "./accounts.store.ts";

/** Sales channels and payment methods (R3.5). */
export function accountRoutes(server: Server, { database }: { database: Database }): void {
  server.post(
    "/api/sales-channels",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newSalesChannel, response: { 201: salesChannelCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const salesChannelId = await database.transaction((transaction) =>
        createSalesChannel(transaction, organizerId, request.body),
      );
      return reply.code(201).send({ salesChannelId });
    },
  );
  server.get(
    "/api/sales-channels",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: salesChannelList, ...problemResponses } },
    },
    async (request) => ({
      salesChannels: await listSalesChannels(database, callerOf(request).organizerId),
    }),
  );

  server.post(
    "/api/payment-methods",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newPaymentMethod, response: { 201: paymentMethodCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const paymentMethodId = await database.transaction((transaction) =>
        createPaymentMethod(transaction, organizerId, request.body),
      );
      if (paymentMethodId === undefined)
        return refuse(reply, 422, {
          error: "UNKNOWN_CUSTOMER_ACCOUNT",
          message: "There is no such account.",
        });
      return reply.code(201).send({ paymentMethodId });
    },
  );
  server.get(
    "/api/payment-methods",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: paymentMethodList, ...problemResponses } },
    },
    async (request) => ({
      paymentMethods: await listPaymentMethods(database, callerOf(request).organizerId),
    }),
  );
}

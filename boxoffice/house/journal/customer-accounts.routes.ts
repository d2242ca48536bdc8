import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import {
  customerAccount,
  customerAccountCreated,
  customerAccountList,
  newCustomerAccount,
  newSettlement,
  settlementBooked,
} from "../../api/journal.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { createCustomerAccount, findCustomerAccount, listCustomerAccounts } from "./accounts.store.ts";
import { type SettlementRefusal, settleAccount } from "./settle-account.ts";

export interface CustomerAccountNeeds {
  database: Database;
  clock: Clock;
}

const accountParameter = z.strictObject({ customerAccountId: numberParameter });

/** Customer accounts, what they owe, and their payments (R3.6). */
export function customerAccountRoutes(server: Server, { database, clock }: CustomerAccountNeeds): void {
  server.post(
    "/api/customer-accounts",
    {
      config: { access: rolesFrom.manager },
      schema: { body: newCustomerAccount, response: { 201: customerAccountCreated, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const customerAccountId = await database.transaction((transaction) =>
        createCustomerAccount(transaction, organizerId, request.body.name),
      );
      return reply.code(201).send({ customerAccountId });
    },
  );
  server.get(
    "/api/customer-accounts",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: customerAccountList, ...problemResponses } },
    },
    async (request) => ({
      customerAccounts: await listCustomerAccounts(database, callerOf(request).organizerId),
    }),
  );
  server.get(
    "/api/customer-accounts/:customerAccountId",
    {
      config: { access: rolesFrom.clerk },
      schema: {
        params: accountParameter,
        response: { 200: customerAccount, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const account = await findCustomerAccount(database, organizerId, request.params.customerAccountId);
      return account ?? notFound(reply, "customer account");
    },
  );
  settlementRoute(server, { database, clock });
}

function settlementRoute(server: Server, { database, clock }: CustomerAccountNeeds): void {
  server.post(
    "/api/customer-accounts/:customerAccountId/settlements",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: accountParameter,
        body: newSettlement,
        response: { 201: settlementBooked, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { customerAccountId } = request.params;
      const booked = await settleAccount(database, {
        ...request.body,
        organizerId,
        operatorId,
        customerAccountId,
        at: clock.now(),
      });
      if (typeof booked !== "string") return reply.code(201).send(booked);
      if (booked === "NOT_FOUND") return notFound(reply, "customer account");
      return refuse(reply, 422, { error: booked, message: sentences[booked] });
    },
  );
}

const sentences: Record<Exclude<SettlementRefusal, "NOT_FOUND">, string> = {
  UNKNOWN_PAYMENT_METHOD: "There is no such payment method.",
  PAID_BY_INVOICE: "An invoice does not settle a debt.",
  UNKNOWN_SALES_CHANNEL: "There is no such sales channel.",
  MORE_THAN_OWED: "The account owes less.",
};

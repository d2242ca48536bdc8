import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import {
  debtList,
  debtsQuery,
  newSettlement,
  settlementBooked,
  settlementList,
  statementCheck,
  statementText,
} from "../../api/customer-accounts.ts";
import { numberParameter } from "../../api/fields.ts";
import {
  customerAccount,
  customerAccountCreated,
  customerAccountList,
  newCustomerAccount,
} from "../../api/journal.ts";
import {
  createCustomerAccount,
  findCustomerAccount,
  listCustomerAccounts,
} from "../journal/accounts.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { checkStatement } from "./check-statement.ts";
import { listSettlements, readDebts } from "./debts.store.ts";
import {
  type ReversalRefusal,
  reverseSettlement,
  type SettlementRefusal,
  settleAccount,
} from "./settle-account.ts";

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
  reversalRoute(server, { database, clock });
  debtRoutes(server, database);
}

/** What an account owes line by line, and the reseller's statement beside it. */
function debtRoutes(server: Server, database: Database): void {
  const known = (organizerId: number, customerAccountId: number) =>
    findCustomerAccount(database, organizerId, customerAccountId);
  server.get(
    "/api/customer-accounts/:customerAccountId/debts",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: accountParameter,
        querystring: debtsQuery,
        response: { 200: debtList, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { customerAccountId } = request.params;
      if (!(await known(organizerId, customerAccountId))) return notFound(reply, "customer account");
      const rows = await readDebts(database, organizerId, customerAccountId, request.query);
      return { debts: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
    },
  );
  server.get(
    "/api/customer-accounts/:customerAccountId/settlements",
    {
      config: { access: rolesFrom.manager },
      schema: { params: accountParameter, response: { 200: settlementList, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { customerAccountId } = request.params;
      if (!(await known(organizerId, customerAccountId))) return notFound(reply, "customer account");
      return { settlements: await listSettlements(database, organizerId, customerAccountId) };
    },
  );
  server.post(
    "/api/customer-accounts/:customerAccountId/statement",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: accountParameter,
        body: statementText,
        response: { 200: statementCheck, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { customerAccountId } = request.params;
      if (!(await known(organizerId, customerAccountId))) return notFound(reply, "customer account");
      const checked = await checkStatement(database, organizerId, customerAccountId, request.body.text);
      if (!("missing" in checked)) return checked;
      const problems = checked.missing.map((path) => ({ path, message: `no column names the ${path}` }));
      const message = `The statement has no column for: ${checked.missing.join(", ")}.`;
      return refuse(reply, 422, { error: "STATEMENT_COLUMNS", message, problems });
    },
  );
}

function reversalRoute(server: Server, { database, clock }: CustomerAccountNeeds): void {
  server.post(
    "/api/customer-accounts/:customerAccountId/settlements/:entryNumber/reverse",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: z.strictObject({ customerAccountId: numberParameter, entryNumber: numberParameter }),
        response: { 201: settlementBooked, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const at = clock.now();
      const booked = await reverseSettlement(database, { ...request.params, organizerId, operatorId, at });
      if (typeof booked !== "string") return reply.code(201).send(booked);
      if (booked === "NOT_FOUND") return notFound(reply, "settlement");
      return refuse(reply, 409, { error: booked, message: reversalSentences[booked] });
    },
  );
}

const reversalSentences: Record<Exclude<ReversalRefusal, "NOT_FOUND">, string> = {
  IS_A_REVERSAL: "A reversal is not reversed: book the settlement again.",
  ALREADY_REVERSED: "This settlement was reversed before.",
};

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
  UNKNOWN_DEBT: "A line is no open debt of this account: look at the account again.",
  MORE_THAN_OPEN: "A line pays more than is open of its debt: look at the account again.",
  NOTHING_TO_SETTLE: "The lines do not add up to money that comes in.",
};

import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import {
  blockedSale,
  blockedSaleParameters,
  closeDone,
  closeOrder,
  overrideDone,
  overrideOrder,
  retryOutcome,
} from "../../api/interface-blocked-sales.ts";
import { emptyBody, type SecondPerson } from "../../api/people.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { checkSecondPerson, refuseSecondPerson } from "../../house/people/second-person.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { sqlInterfaceStore } from "../store.ts";
import { blockedSaleView } from "./blocked-sales.views.ts";
import { closeEvent } from "./close.ts";
import { overridePrice } from "./override.ts";
import { retrySale } from "./retry.ts";

const path = "/api/interface/blocked-sales/:eventId";

/** A blocked sale of «Outils» (R8.2): explained, tried again, accepted at the reseller's price, closed. */
export function blockedSalesRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  const params = blockedSaleParameters;

  server.get(
    path,
    {
      config: { access: rolesFrom.clerk },
      schema: { params, response: { 200: blockedSale, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      return (
        (await blockedSaleView(database, connection, request.params.eventId)) ??
        refuseSale(reply, "NOT_FOUND")
      );
    },
  );

  server.post(
    `${path}/retry`,
    {
      config: { access: rolesFrom.clerk },
      schema: { params, body: emptyBody, response: { 200: retryOutcome, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const store = sqlInterfaceStore(database, connection);
      const result = await retrySale(store, request.params.eventId, clock);
      return result.outcome === "refused" ? refuseSale(reply, result.error) : result;
    },
  );

  server.post(
    `${path}/override`,
    {
      config: { access: rolesFrom.manager },
      schema: { params, body: overrideOrder, response: { 200: overrideDone, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      const people = connection && (await twoPeople(needs, request, reply, request.body.secondPerson));
      if (!people) return reply;
      const { seen, reason } = request.body;
      const store = sqlInterfaceStore(database, connection);
      const result = await overridePrice(store, request.params.eventId, seen, { ...people, reason }, clock);
      return result.outcome === "refused" ? refuseSale(reply, result.error) : result;
    },
  );

  server.post(
    `${path}/close`,
    {
      config: { access: rolesFrom.manager },
      schema: { params, body: closeOrder, response: { 200: closeDone, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      const people = connection && (await twoPeople(needs, request, reply, request.body.secondPerson));
      if (!people) return reply;
      const { reason } = request.body;
      const store = sqlInterfaceStore(database, connection);
      const result = await closeEvent(store, request.params.eventId, { ...people, reason }, clock);
      return result.outcome === "refused" ? refuseSale(reply, result.error) : result;
    },
  );
}

/** The caller and the second person (rule 7); where the latter is refused, the refusal is sent and undefined answered. */
async function twoPeople(
  { database, clock }: InterfaceNeeds,
  request: Pick<FastifyRequest, "raw">,
  reply: FastifyReply,
  given: SecondPerson | undefined,
): Promise<{ operatorId: number; secondOperatorId: number } | undefined> {
  const caller = callerOf(request);
  const second = await checkSecondPerson({ database, clock }, caller, given);
  if (!("refusal" in second)) return { operatorId: caller.operatorId, secondOperatorId: second.operatorId };
  refuseSecondPerson(reply, second.refusal);
  return undefined;
}

const refusals = {
  NOT_FOUND: { status: 404, message: "No such sale was received." },
  NOT_BLOCKED: { status: 409, message: "This sale is not blocked." },
  NOT_A_PRICE_GAP: { status: 409, message: "What stands against this sale is not its price." },
  CHANGED_SINCE: { status: 409, message: "The price that it is compared with has changed since." },
  SETTLED_SINCE: { status: 409, message: "Nothing stands against this sale any longer: try it again." },
  NOT_TO_BE_CLOSED: { status: 409, message: "The reseller owes this sale: settle it, or accept its price." },
} as const;

function refuseSale(reply: FastifyReply, error: keyof typeof refusals): FastifyReply {
  const { status, message } = refusals[error];
  return refuse(reply, status, { error, message });
}

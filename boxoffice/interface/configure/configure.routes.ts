import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { encryptSecret } from "@allotement/platform/secrets.ts";
import { done } from "../../api/fields.ts";
import {
  connectionSetUp,
  connectionTest,
  connectionView,
  contactChange,
  fetchAnswer,
  interfaceState as stateAnswer,
} from "../../api/interface-connection.ts";
import { emptyBody } from "../../api/people.ts";
import { appendAudit } from "../../house/audit/audit.store.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { problemOf } from "../line/line.ts";
import { configured } from "../runs/start-run.ts";
import {
  changeContact,
  connectionChoices,
  connectionOf,
  interfacePriceTypes,
  lockConnection,
  saveConnection,
  showsAtReseller,
  tellPriceTypes,
  untoldPriceTypes,
} from "./connection.store.ts";
import { connectionChanges, passwordMayStay } from "./connection-changes.ts";
import { faultOfServerUrl } from "./reseller-address.ts";
import { interfaceState } from "./state.views.ts";

const passwordNeeded = "is needed again: it is never sent to another server or under another name";

/** «Configurer» (R10), the state of the interface, and fetching on demand (R5.1). */
export function configureRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, workers } = needs;

  server.get(
    "/api/interface/state",
    { config: { access: rolesFrom.clerk }, schema: { response: { 200: stateAnswer, ...problemResponses } } },
    async (request) => {
      const { organizerId } = callerOf(request);
      const connection = await connectionOf(database, organizerId);
      return interfaceState(database, connection, workers.of(organizerId), needs.clock.now());
    },
  );

  server.post(
    "/api/interface/fetch",
    {
      config: { access: rolesFrom.clerk },
      schema: { body: emptyBody, response: { 200: fetchAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      const worker = connection && workers.of(connection.organizerId);
      if (!worker)
        return reply.sent ? reply : refuse(reply, 409, { error: "NOT_CONFIGURED", message: "No worker." });
      const result = await worker.fetchNow();
      const { outcome, received } = result;
      return {
        outcome,
        received,
        problem: result.outcome === "lineDown" ? problemOf(result.call) : null,
        fault: result.outcome === "stopped" ? result.fault.fault : null,
      };
    },
  );

  server.get(
    "/api/interface/connection",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: connectionView, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { passwordEncrypted, ...shown } = connection;
      return {
        ...shown,
        passwordSet: passwordEncrypted !== "",
        priceTypeCodes: await interfacePriceTypes(database, connection),
        untoldPriceTypeCodes: await untoldPriceTypes(database, connection),
        showsAtReseller: await showsAtReseller(database, connection, needs.clock.now()),
        ...(await connectionChoices(database, connection.organizerId)),
      };
    },
  );

  server.put(
    "/api/interface/connection",
    {
      config: { access: rolesFrom.support },
      schema: { body: connectionSetUp, response: { 200: done, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { password, priceTypeCodes, ...given } = request.body;
      const before = await connectionOf(database, organizerId);
      const choices = await connectionChoices(database, organizerId);
      const fault = faultOfServerUrl(given.serverUrl, needs.allowPrivateReseller);
      if (fault) return refuse(reply, 422, problemOfField("serverUrl", "SERVER_ADDRESS_REFUSED", fault));
      const stranger = strangerTo(choices, given, priceTypeCodes);
      if (stranger)
        return refuse(reply, 422, problemOfField(stranger, "NOT_FOR_THE_INTERFACE", "not to be chosen here"));
      if (password === undefined && !before)
        return refuse(reply, 422, problemOfField("password", "INVALID_REQUEST", "is needed the first time"));
      if (password === undefined && before && !passwordMayStay(before, given))
        return refuse(reply, 422, problemOfField("password", "INVALID_REQUEST", passwordNeeded));
      const passwordEncrypted = password && encryptSecret(needs.encryptionKey, password, needs.random);
      const row = { organizerId, resellerId: before?.resellerId ?? 1, ...given, passwordEncrypted };
      await changeConnection(needs, row, priceTypeCodes, operatorId);
      await workers.restart(organizerId);
      return { done: true as const };
    },
  );

  server.put(
    "/api/interface/connection/contact",
    {
      config: { access: rolesFrom.clerk },
      schema: { body: contactChange, response: { 200: done, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { operatorId } = callerOf(request);
      const { contactMail } = request.body;
      await database.transaction(async (transaction) => {
        const from = await changeContact(transaction, connection, contactMail);
        const subject = { resellerId: connection.resellerId, from, to: contactMail };
        const entry = { action: "changeContact", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, connection.organizerId, needs.clock.now(), entry);
      });
      return { done: true as const };
    },
  );

  server.post(
    "/api/interface/connection/price-types-told",
    {
      config: { access: rolesFrom.clerk },
      schema: { body: emptyBody, response: { 200: done, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { operatorId } = callerOf(request);
      await database.transaction(async (transaction) => {
        const priceTypeCodes = await tellPriceTypes(transaction, connection);
        if (priceTypeCodes.length === 0) return;
        const subject = { resellerId: connection.resellerId, priceTypeCodes };
        const entry = { action: "tellPriceTypes", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, connection.organizerId, needs.clock.now(), entry);
      });
      return { done: true as const };
    },
  );

  server.post(
    "/api/interface/connection/test",
    {
      config: { access: rolesFrom.clerk },
      schema: { body: emptyBody, response: { 200: connectionTest, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const line = workers.newLine(connection);
      const problem = problemOf(await line.session());
      return { up: problem === null, problem, seenAddress: line.state().seenAddress };
    },
  );
}

/** Saves the connection and writes down who changed what; even an unchanged one, since the feed is then tried anew. */
async function changeConnection(
  { database, clock }: InterfaceNeeds,
  row: Parameters<typeof saveConnection>[1],
  priceTypeCodes: number[],
  operatorId: number,
): Promise<void> {
  const { organizerId, passwordEncrypted, ...given } = row;
  await database.transaction(async (transaction) => {
    const before = await lockConnection(transaction, row);
    await saveConnection(transaction, row, priceTypeCodes, clock.now());
    const after = { ...given, priceTypeCodes: [...new Set(priceTypeCodes)].sort((a, b) => a - b) };
    const subject = connectionChanges(before, after, passwordEncrypted !== undefined);
    const entry = { action: "changeConnection", operatorId, secondOperatorId: null, subject } as const;
    await appendAudit(transaction, organizerId, clock.now(), entry);
  });
}

function problemOfField(field: string, error: string, message: string) {
  return { error, message: `${field}: ${message}`, problems: [{ path: `body/${field}`, message }] };
}

type Choices = Awaited<ReturnType<typeof connectionChoices>>;
type Chosen = { operatorId: number; holdCode: number; paymentMethodId: number; salesChannelId: number };

/** The first field whose value is not among what may be chosen: a counter price type never is (R3.4). */
function strangerTo(choices: Choices, chosen: Chosen, priceTypeCodes: readonly number[]): string | undefined {
  if (!choices.operators.some((one) => one.operatorId === chosen.operatorId)) return "operatorId";
  if (!choices.holds.some((one) => one.holdCode === chosen.holdCode)) return "holdCode";
  if (!choices.paymentMethods.some((one) => one.paymentMethodId === chosen.paymentMethodId))
    return "paymentMethodId";
  if (!choices.salesChannels.some((one) => one.salesChannelId === chosen.salesChannelId))
    return "salesChannelId";
  const offered = new Set(choices.priceTypes.map((one) => one.priceTypeCode));
  const at = priceTypeCodes.findIndex((code) => !offered.has(code));
  return at < 0 ? undefined : `priceTypeCodes/${at}`;
}

import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { hashPassword } from "@allotement/platform/passwords.ts";
import type { Clock, Ids } from "@allotement/platform/ports.ts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import {
  addressList,
  credentialParameters,
  institutionChange,
  institutionList,
  institutionParameters,
  institutionView,
  newCredential,
  newInstitution,
} from "../api/institutions.ts";
import {
  changeInstitution,
  insertCredential,
  insertInstitution,
  institutionExists,
  institutionViews,
  replaceAddresses,
  revokeCredential,
} from "./institutions.store.ts";

/** The manager's institutions: who may call the exchange, from where, with which secret. */
export function institutionRoutes(
  server: Server,
  needs: { database: Database; clock: Clock; ids: Ids },
): void {
  const { database, ids } = needs;
  const config = { access: ["manager"] };
  const answerView = async (reply: FastifyReply, institutionCode: number, status: number) => {
    const view = (await institutionViews(database)).find((one) => one.institutionCode === institutionCode);
    return view ? reply.code(status).send(view) : refuseUnknown(reply, "institution");
  };
  server.get(
    "/api/institutions",
    { config, schema: { response: { 200: institutionList, ...problemResponses } } },
    async (_request, reply) => reply.send({ institutions: await institutionViews(database) }),
  );
  server.post(
    "/api/institutions",
    {
      config,
      schema: { body: newInstitution, response: { 201: institutionView, ...problemResponses } },
    },
    async (request, reply) => {
      if (!(await insertInstitution(database, request.body, ids.uuid())))
        return refuse(reply, 409, { error: "ALREADY_EXISTS", message: "The institution code is taken." });
      return answerView(reply, request.body.institutionCode, 201);
    },
  );
  server.patch(
    "/api/institutions/:institutionCode",
    {
      config,
      schema: {
        params: institutionParameters,
        body: institutionChange,
        response: { 200: institutionView, ...problemResponses },
      },
    },
    async (request, reply) => {
      await changeInstitution(database, request.params.institutionCode, request.body);
      return answerView(reply, request.params.institutionCode, 200);
    },
  );
  server.put(
    "/api/institutions/:institutionCode/addresses",
    {
      config,
      schema: {
        params: institutionParameters,
        body: addressList,
        response: { 200: institutionView, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { institutionCode } = request.params;
      if (await institutionExists(database, institutionCode))
        await replaceAddresses(database, institutionCode, request.body.addresses);
      return answerView(reply, institutionCode, 200);
    },
  );
  credentialRoutes(server, needs);
}

function credentialRoutes(
  server: Server,
  { database, clock, ids }: { database: Database; clock: Clock; ids: Ids },
): void {
  const config = { access: ["manager"] };
  server.post(
    "/api/institutions/:institutionCode/credentials",
    {
      config,
      schema: {
        params: institutionParameters,
        body: newCredential,
        response: { 201: z.object({ credentialId: z.uuid() }), ...problemResponses },
      },
    },
    async (request, reply) => {
      const { institutionCode } = request.params;
      if (!(await institutionExists(database, institutionCode))) return refuseUnknown(reply, "institution");
      const credentialId = ids.uuid();
      const passwordHash = await hashPassword(request.body.password);
      await insertCredential(database, institutionCode, credentialId, request.body, passwordHash);
      return reply.code(201).send({ credentialId });
    },
  );
  server.delete(
    "/api/institutions/:institutionCode/credentials/:credentialId",
    {
      config,
      schema: { params: credentialParameters, response: { 204: z.null(), ...problemResponses } },
    },
    async (request, reply) => {
      const { institutionCode, credentialId } = request.params;
      const revoked = await revokeCredential(database, institutionCode, credentialId, clock.now());
      return revoked ? reply.code(204).send(null) : refuseUnknown(reply, "credential");
    },
  );
}

function refuseUnknown(reply: FastifyReply, what: string): FastifyReply {
  return refuse(reply, 404, { error: "NOT_FOUND", message: `There is no such ${what}.` });
}

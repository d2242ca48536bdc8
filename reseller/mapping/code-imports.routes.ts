import { problemAnswer, problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { Guard } from "../access/guard.ts";
import {
  filesRefused,
  importDone,
  importedHallParameters,
  importHistory as importHistoryAnswer,
  importOrder,
  importProposal,
  networkHall,
  networkHallList,
  networkHallParameters,
  previewOrder,
  restoreOrder,
} from "../api/code-imports.ts";
import { institutionParameters } from "../api/institutions.ts";
import { institutionExists } from "../institutions/institutions.store.ts";
import { importHistory, knownOrganizer, lockMapping } from "./code-imports.store.ts";
import { type ConfirmNeeds, type ConfirmRefusal, confirmImport, restoreImport } from "./confirm-import.ts";
import { isTied, listNetworkHalls, saveNetworkHall } from "./network-halls.store.ts";
import { proposeImport } from "./propose.ts";
import { type ImportFault, readImport } from "./read-import.ts";

const filesOrInput = z.union([filesRefused, problemAnswer]);

const refusals: Record<ConfirmRefusal, { status: number; error: string; message: string }> = {
  changedSince: {
    ...{ status: 409, error: "CODES_CHANGED" },
    message: "Another import came between: look at the changes again.",
  },
  unknownNetworkHall: { status: 404, error: "NOT_FOUND", message: "There is no such plan of the network." },
  unknownVersion: { status: 404, error: "NOT_FOUND", message: "There is no such earlier version." },
};

const refuseFor = (reply: FastifyReply, refusal: ConfirmRefusal) => {
  const { status, ...problem } = refusals[refusal];
  return refuse(reply, status, problem);
};

const unknownInstitution = (reply: FastifyReply) =>
  refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such institution." });

/** The venue's codifications come in as they are (R9.3): looked at first, then confirmed; earlier versions stay. */
export function codeImportRoutes(server: Server, needs: ConfirmNeeds & { guard: Guard }): void {
  const { database, guard } = needs;
  const config = { access: ["manager"] };

  const read = async (institutionCode: number, order: { archive: string; hallCode?: number | undefined }) =>
    readImport(Buffer.from(order.archive, "base64"), {
      institutionCode,
      hallCode: order.hallCode ?? null,
      organizerCode: await knownOrganizer(database, institutionCode),
    });

  server.post(
    "/api/institutions/:institutionCode/code-imports/preview",
    {
      config,
      schema: {
        params: institutionParameters,
        body: previewOrder,
        response: { 200: importProposal, 422: filesOrInput, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { institutionCode } = request.params;
      if (!(await institutionExists(database, institutionCode))) return unknownInstitution(reply);
      const found = await read(institutionCode, request.body);
      if ("fault" in found) return reply.code(422).send(refusedFiles(found));
      return proposeImport(database, institutionCode, found.lists, request.body);
    },
  );

  server.post(
    "/api/institutions/:institutionCode/code-imports",
    {
      config,
      schema: {
        params: institutionParameters,
        body: importOrder,
        response: { 201: importDone, 422: filesOrInput, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { institutionCode } = request.params;
      if (!(await institutionExists(database, institutionCode))) return unknownInstitution(reply);
      const found = await read(institutionCode, request.body);
      if ("fault" in found) return reply.code(422).send(refusedFiles(found));
      const { userName } = guard.staffOf(request);
      const done = await confirmImport(needs, institutionCode, userName, found.lists, request.body);
      return "refused" in done ? refuseFor(reply, done.refused) : reply.code(201).send(done);
    },
  );

  server.post(
    "/api/institutions/:institutionCode/code-imports/:hallCode/restore",
    {
      config,
      schema: {
        params: importedHallParameters,
        body: restoreOrder,
        response: { 201: importDone, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { institutionCode, hallCode } = request.params;
      const { userName } = guard.staffOf(request);
      const done = await restoreImport(needs, institutionCode, userName, hallCode, request.body);
      return "refused" in done ? refuseFor(reply, done.refused) : reply.code(201).send(done);
    },
  );

  server.get(
    "/api/institutions/:institutionCode/code-imports",
    {
      config,
      schema: { params: institutionParameters, response: { 200: importHistoryAnswer, ...problemResponses } },
    },
    async (request) => ({ imports: await importHistory(database, request.params.institutionCode) }),
  );

  server.get(
    "/api/institutions/:institutionCode/network-halls",
    {
      config,
      schema: { params: institutionParameters, response: { 200: networkHallList, ...problemResponses } },
    },
    async (request) => ({ networkHalls: await listNetworkHalls(database, request.params.institutionCode) }),
  );

  server.put(
    "/api/institutions/:institutionCode/network-halls/:networkHallId",
    {
      config,
      schema: {
        params: networkHallParameters,
        body: networkHall,
        response: { 200: networkHallList, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { institutionCode, networkHallId } = request.params;
      const ids = request.body.seats.map((seat) => seat.networkSeatId);
      if (new Set(ids).size < ids.length)
        return refuse(reply, 422, { error: "INVALID_REQUEST", message: "A seat stands twice." });
      const saved = await database.transaction(async (transaction) => {
        if (!(await lockMapping(transaction, institutionCode))) return "unknown" as const;
        if (await isTied(transaction, institutionCode, networkHallId)) return "tied" as const;
        await saveNetworkHall(transaction, institutionCode, networkHallId, request.body);
        return "saved" as const;
      });
      if (saved === "unknown") return unknownInstitution(reply);
      if (saved === "tied")
        return refuse(reply, 409, {
          error: "PLAN_IN_USE",
          message: "Seats of the venue are tied to this plan: give the new drawing an id of its own.",
        });
      return { networkHalls: await listNetworkHalls(database, institutionCode) };
    },
  );
}

function refusedFiles(fault: ImportFault) {
  const where = [fault.fileName, fault.line === null ? null : `line ${fault.line}`].filter(
    (part) => part !== null,
  );
  const message = `The files were refused and nothing was stored: ${[fault.fault, ...where].join(", ")}.`;
  return { error: "CODE_FILES_REFUSED" as const, message, ...fault };
}

import { fileBytesMost } from "@allotement/documents/sales-files/read-lines.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { DateTime } from "luxon";
import {
  codesTold,
  type SalesFileOrder,
  salesFileCodes,
  salesFileList,
  salesFileOrder,
  salesFileParameters,
  salesFileReport,
} from "../../api/interface-sales-files.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { keepCodes, keptFile } from "./sales-files.store.ts";
import { listSalesFiles } from "./sales-files.views.ts";
import { analyseFile, type FileOutcome, type FileRefusal, type FileToRead, takeInFile } from "./take-in.ts";

const filesShown = 50;
/** A file in base64 takes a third more, with its name. */
const bodyLimit = Math.ceil((fileBytesMost * 4) / 3) + 4096;

const refusals: Record<FileRefusal, { error: string; message: string }> = {
  noSalesFile: { error: "NO_SALES_FILE", message: "No line of this file is a sale in a known layout." },
  empty: { error: "FILE_EMPTY", message: "The file has no line." },
  tooManyBytes: { error: "FILE_TOO_LARGE", message: "The file is too large." },
  tooManyLines: { error: "FILE_TOO_LARGE", message: "The file has too many lines." },
  nothingExchanged: {
    error: "NOTHING_EXCHANGED",
    message: "Nothing was ever exchanged with the reseller: there are no seats to sell.",
  },
};

/** «Intégrer un fichier de vente»: support alone (R8.4). */
export function salesFilesRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  const config = { access: rolesFrom.support };
  /** How far a reading under way has come, by organizer. */
  const readings = new Map<number, { done: number; lines: number }>();

  server.get(
    "/api/interface/sales-files",
    { config, schema: { response: { 200: salesFileList, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const list = await listSalesFiles(database, connection, filesShown);
      return { ...list, progress: readings.get(connection.organizerId) ?? null };
    },
  );

  server.post(
    "/api/interface/sales-files/analysis",
    {
      config,
      bodyLimit,
      schema: { body: salesFileOrder, response: { 200: salesFileReport, ...problemResponses } },
    },
    async (request, reply) => {
      const scope = await configured(needs, request, reply);
      if (!scope) return reply;
      const file = fileOf(request.body, callerOf(request).timeZone);
      return answer(reply, await analyseFile({ database, scope, clock, onProgress: () => {} }, file));
    },
  );

  const takeIn = async (request: FastifyRequest, reply: FastifyReply, file: FileToRead) => {
    const scope = await configured(needs, request, reply);
    if (!scope) return reply;
    const { organizerId } = scope;
    if (readings.has(organizerId))
      return refuse(reply, 409, { error: "FILE_BEING_READ", message: "Another file is being read." });
    readings.set(organizerId, { done: 0, lines: 0 });
    try {
      const onProgress = (done: number, lines: number) => readings.set(organizerId, { done, lines });
      const { operatorId } = callerOf(request);
      return answer(reply, await takeInFile({ database, scope, clock, onProgress }, file, operatorId));
    } finally {
      readings.delete(organizerId);
    }
  };

  server.post(
    "/api/interface/sales-files",
    {
      config,
      bodyLimit,
      schema: { body: salesFileOrder, response: { 200: salesFileReport, ...problemResponses } },
    },
    (request, reply) => takeIn(request, reply, fileOf(request.body, callerOf(request).timeZone)),
  );

  server.post(
    "/api/interface/sales-files/:sha256/read-again",
    {
      config,
      schema: { params: salesFileParameters, response: { 200: salesFileReport, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const kept = await database.transaction((transaction) =>
        keptFile(transaction, connection, request.params.sha256),
      );
      if (!kept) return refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such file." });
      return takeIn(request, reply, kept);
    },
  );

  server.put(
    "/api/interface/sales-files/codes",
    { config, schema: { body: salesFileCodes, response: { 200: codesTold, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { operatorId } = callerOf(request);
      const kept = await database.transaction((transaction) =>
        keepCodes(transaction, connection, request.body, operatorId, clock.now()),
      );
      if (kept) return { told: request.body.codes.length };
      return refuse(reply, 422, { error: "UNKNOWN_CODE", message: "A code names nothing of this house." });
    },
  );
}

function fileOf({ fileName, writtenAt, file }: SalesFileOrder, timeZone: string): FileToRead {
  return {
    fileName,
    bytes: Buffer.from(file, "base64"),
    writtenAt: DateTime.fromISO(writtenAt, { zone: timeZone }).toJSDate(),
  };
}

function answer(reply: FastifyReply, outcome: FileOutcome) {
  return "report" in outcome ? outcome.report : refuse(reply, 422, refusals[outcome.refused]);
}

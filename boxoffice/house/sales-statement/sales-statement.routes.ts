import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { documentContent } from "../../api/documents.ts";
import { numberParameter } from "../../api/fields.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { sendPdf } from "../print/print.ts";
import { salesStatementDocument } from "./sales-statement.views.ts";

const params = z.strictObject({ performanceNumber: numberParameter });

/** The statement of a performance, on screen and as PDF (R9). */
export function salesStatementRoutes(
  server: Server,
  { database, clock }: { database: Database; clock: Clock },
): void {
  const access = rolesFrom.clerk;

  server.get(
    "/api/performances/:performanceNumber/statement",
    { config: { access }, schema: { params, response: { 200: documentContent, ...problemResponses } } },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber } = request.params;
      const document = await salesStatementDocument(database, organizerId, performanceNumber, clock.now());
      return document ? { fileName: document.fileName, ...document.content } : notFound(reply, "performance");
    },
  );

  server.get(
    "/api/performances/:performanceNumber/statement.pdf",
    { config: { access }, schema: { params } },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber } = request.params;
      const document = await salesStatementDocument(database, organizerId, performanceNumber, clock.now());
      return document ? sendPdf(reply, document) : notFound(reply, "performance");
    },
  );
}

import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { runReport as reportAnswer, runList, runView as viewAnswer } from "../../api/interface-runs.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { sendFile, sendPdf } from "../../house/print/print.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { salesCsv, seatsCsv } from "./report-csv.ts";
import { runReportDocument } from "./run-report-document.views.ts";
import { latestRuns, runReport, runView } from "./runs.views.ts";
import { configured } from "./start-run.ts";

const params = z.strictObject({ runId: z.uuid() });

/** Progress and reports of what clerks have started. */
export function runsRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  const access = rolesFrom.clerk;
  const notFound = { error: "NOT_FOUND", message: "There is no such run." };

  server.get(
    "/api/interface/runs",
    { config: { access }, schema: { response: { 200: runList, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      return connection ? { runs: await latestRuns(database, connection, 50, clock.now()) } : reply;
    },
  );

  server.get(
    "/api/interface/runs/:runId",
    { config: { access }, schema: { params, response: { 200: viewAnswer, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const run = await runView(database, connection, request.params.runId, clock.now());
      return run ?? refuse(reply, 404, notFound);
    },
  );

  server.get(
    "/api/interface/runs/:runId/report",
    { config: { access }, schema: { params, response: { 200: reportAnswer, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const report = await runReport(database, connection, request.params.runId, clock.now());
      return report ?? refuse(reply, 404, notFound);
    },
  );

  server.get(
    "/api/interface/runs/:runId/report.pdf",
    { config: { access }, schema: { params } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const document = await runReportDocument(database, connection, request.params.runId, clock.now());
      return document ? sendPdf(reply, document) : refuse(reply, 404, notFound);
    },
  );

  server.get(
    "/api/interface/runs/:runId/report.csv",
    { config: { access }, schema: { params } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const report = await runReport(database, connection, request.params.runId, clock.now());
      if (!report) return refuse(reply, 404, notFound);
      const { import: result, kind, startedAt } = report.run;
      const fileName = `${reportNames[kind]} ${startedAt.slice(0, 10)} (${request.params.runId.slice(-8)}).csv`;
      const bytes = result === null ? seatsCsv(report) : salesCsv(result);
      return sendFile(reply, "text/csv; charset=utf-8", fileName, bytes);
    },
  );
}

const reportNames = { allot: "Contingentement", recall: "Reprise", import: "Intégration" } as const;

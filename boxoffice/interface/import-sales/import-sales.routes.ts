import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { DateTime } from "luxon";
import {
  importChoices as choicesAnswer,
  importOrder,
  waitingSales as salesAnswer,
  waitingSalesQuery,
} from "../../api/interface-import-sales.ts";
import { runStarted } from "../../api/interface-runs.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured, startRun } from "../runs/start-run.ts";
import { sqlInterfaceStore } from "../store.ts";
import { importChoices, waitingSales } from "./import-sales.views.ts";

/** How many waiting sales a page shows at most. */
const salesShown = 1000;

/** «Intégrer les ventes» (R7) and the waiting sales of «Outils» (R8.2). */
export function importSalesRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database } = needs;
  const access = rolesFrom.clerk;

  server.get(
    "/api/interface/import-sales/choices",
    { config: { access }, schema: { response: { 200: choicesAnswer, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      return connection ? importChoices(database, connection) : reply;
    },
  );

  server.get(
    "/api/interface/waiting-sales",
    {
      config: { access },
      schema: { querystring: waitingSalesQuery, response: { 200: salesAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      return connection ? waitingSales(database, connection, request.query, salesShown) : reply;
    },
  );

  server.post(
    "/api/interface/import-sales",
    { config: { access }, schema: { body: importOrder, response: { 200: runStarted, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { operatorId, timeZone } = callerOf(request);
      const { lines, until } = request.body;
      const reversed = lines.findIndex(({ from, to }) => from !== undefined && to !== undefined && from > to);
      if (reversed >= 0)
        return refuse(reply, 422, {
          error: "RANGE_REVERSED",
          message: "A range ends before it begins.",
          problems: [{ path: `body/lines/${reversed}`, message: "ends before it begins" }],
        });
      // «jusqu'à 23:59» means that whole minute, at the venue.
      const last = until && DateTime.fromISO(until, { zone: timeZone }).endOf("minute").toUTC().toISO();
      if (last === null)
        return refuse(reply, 422, { error: "INVALID_REQUEST", message: "`until` is no such moment." });
      const asked = { kind: "import" as const, lines, ...(last ? { until: last } : {}) };
      const runId = await sqlInterfaceStore(database, connection).transaction((transaction) =>
        startRun(transaction, needs, asked, [], operatorId),
      );
      needs.workers.of(connection.organizerId)?.wake();
      return { runId };
    },
  );
}

import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { journalPage, journalQuery, journalTotals, totalsQuery } from "../../api/journal.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { readJournal, readTotals } from "./journal.store.ts";

/** The cash journal, to be read: whole, cut by operator or channel, and summed (R3.6). */
export function journalRoutes(server: Server, { database }: { database: Database }): void {
  server.get(
    "/api/cash-journal",
    {
      config: { access: rolesFrom.clerk },
      schema: { querystring: journalQuery, response: { 200: journalPage, ...problemResponses } },
    },
    async (request) => {
      const rows = await readJournal(database, callerOf(request).organizerId, request.query);
      return { entries: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
    },
  );

  server.get(
    "/api/cash-journal/totals",
    {
      config: { access: rolesFrom.clerk },
      schema: { querystring: totalsQuery, response: { 200: journalTotals, ...problemResponses } },
    },
    async (request) => {
      const { from, until } = request.query;
      const span = {
        from: from === undefined ? null : new Date(from),
        until: until === undefined ? null : new Date(until),
      };
      return { totals: await readTotals(database, callerOf(request).organizerId, span) };
    },
  );
}

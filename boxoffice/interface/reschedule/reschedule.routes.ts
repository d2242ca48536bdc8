import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import {
  performanceChanges,
  rescheduleAsked,
  rescheduleOrder,
  ticketHolders,
} from "../../api/performance-changes.ts";
import { appendAudit } from "../../house/audit/audit.store.ts";
import { notFound } from "../../house/not-found.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { sendFile } from "../../house/print/print.ts";
import { findPerformance } from "../../house/programme/programme.store.ts";
import { connectionOf } from "../configure/connection.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { performanceChangesOf } from "./performance-changes.views.ts";
import { sqlReschedulesStore } from "./reschedule.store.ts";
import { askReschedule, type RescheduleRefusal } from "./reschedule.ts";
import { ticketHoldersCsv, ticketHoldersOf } from "./ticket-holders.views.ts";

const params = z.strictObject({ performanceNumber: numberParameter });

/** Another date for a performance (R11.3), and who must be told; with or without a reseller. */
export function rescheduleRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, workers } = needs;

  server.post(
    "/api/performances/:performanceNumber/reschedules",
    {
      config: { access: rolesFrom.manager },
      schema: { params, body: rescheduleOrder, response: { 202: rescheduleAsked, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { performanceNumber } = request.params;
      const resellerId = (await connectionOf(database, organizerId))?.resellerId;
      const asked = await database.transaction((transaction) =>
        askReschedule(
          {
            ...sqlReschedulesStore(transaction, { organizerId, resellerId }),
            appendAudit: (at, entry) => appendAudit(transaction, organizerId, at, entry),
          },
          needs,
          { performanceNumber, operatorId, ...request.body },
        ),
      );
      if (asked === "NOT_FOUND") return notFound(reply, "performance");
      if (typeof asked === "string") {
        const { status, message } = refusals[asked];
        return refuse(reply, status, { error: asked, message });
      }
      workers.of(organizerId)?.wake();
      return reply.code(202).send(asked);
    },
  );

  server.get(
    "/api/performances/:performanceNumber/changes",
    {
      config: { access: rolesFrom.clerk },
      schema: { params, response: { 200: performanceChanges, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber } = request.params;
      const found = await performanceChangesOf(database, organizerId, performanceNumber, needs.clock.now());
      return found ?? notFound(reply, "performance");
    },
  );

  server.get(
    "/api/performances/:performanceNumber/ticket-holders",
    {
      config: { access: rolesFrom.clerk },
      schema: { params, response: { 200: ticketHolders, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber } = request.params;
      if (!(await findPerformance(database, organizerId, performanceNumber)))
        return notFound(reply, "performance");
      return { holders: await ticketHoldersOf(database, organizerId, performanceNumber) };
    },
  );

  server.get(
    "/api/performances/:performanceNumber/ticket-holders.csv",
    { config: { access: rolesFrom.clerk }, schema: { params } },
    async (request, reply) => {
      const { organizerId, timeZone } = callerOf(request);
      const { performanceNumber } = request.params;
      const performance = await findPerformance(database, organizerId, performanceNumber);
      if (!performance) return notFound(reply, "performance");
      const holders = await ticketHoldersOf(database, organizerId, performanceNumber);
      const name = `À prévenir ${performance.title} ${performance.localDate}.csv`;
      return sendFile(reply, "text/csv; charset=utf-8", name, ticketHoldersCsv(holders, timeZone));
    },
  );
}

const refusals: Readonly<
  Record<Exclude<RescheduleRefusal, "NOT_FOUND">, { status: number; message: string }>
> = {
  PERFORMANCE_CANCELLED: { status: 409, message: "The performance is cancelled." },
  LOCAL_TIME_SKIPPED: { status: 422, message: "The clocks skip this time." },
  PERFORMANCE_BEGUN: { status: 422, message: "This date and time are past." },
  SAME_SCHEDULE: { status: 409, message: "The performance stands at this date and time." },
  PERFORMANCE_EXISTS: { status: 409, message: "The show has another performance at that time." },
};

import { type Database, sql } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { calendarPreview, calendarRule } from "../../api/calendar-rule.ts";
import { numberParameter } from "../../api/fields.ts";
import {
  newPerformances,
  performanceList,
  performancesCreated,
  performanceWithCounts,
} from "../../api/programme.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { performancesMax, performancesOf, previewOf, type RuleRefusal } from "./calendar-rule.ts";
import { instantOf } from "./local-time.ts";
import {
  countSeats,
  createPerformances,
  findPerformance,
  findShow,
  listPerformances,
  type PerformanceRow,
} from "./programme.store.ts";

const showParameter = z.strictObject({ showNumber: numberParameter });
const performanceParameter = z.strictObject({ performanceNumber: numberParameter });

/** Performances of a show: made many at a time, with their seats. */
export function performanceRoutes(
  server: Server,
  { database, clock }: { database: Database; clock: Clock },
): void {
  server.post(
    "/api/shows/:showNumber/performances",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: showParameter,
        body: newPerformances,
        response: { 201: performancesCreated, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, operatorId, timeZone } = callerOf(request);
      const show = await findShow(database, organizerId, request.params.showNumber);
      if (!show) return notFound(reply, "show");
      const wanted = request.body.performances;
      const performances = wanted.flatMap(({ localDate, localTime }) => {
        const startsAt = instantOf(localDate, localTime, timeZone);
        return startsAt ? [{ localDate, localTime, startsAt }] : [];
      });
      if (performances.length < wanted.length) return refuse(reply, 422, skippedTimes(wanted, timeZone));
      const twice = { error: "PERFORMANCE_EXISTS", message: "The show has a performance at that time." };
      if (new Set(wanted.map(({ localDate, localTime }) => localDate + localTime)).size < wanted.length)
        return refuse(reply, 409, twice);
      const performanceNumbers = await database.transaction(async (transaction) => {
        const of = { ...show, organizerId, timeZone };
        const created = await createPerformances(transaction, of, performances);
        if (created === undefined) return undefined;
        const subject = { showNumber: show.showNumber, performanceNumbers: created, performances: wanted };
        const entry = { action: "createPerformances", operatorId, secondOperatorId: null, subject } as const;
        await appendAudit(transaction, organizerId, clock.now(), entry);
        return created;
      });
      // Thousands of new rows: without fresh statistics the next plans read them one by one.
      await database.run(sql`analyze performances, performance_seats`);
      return performanceNumbers ? reply.code(201).send({ performanceNumbers }) : refuse(reply, 409, twice);
    },
  );

  server.post(
    "/api/shows/:showNumber/performances/preview",
    {
      config: { access: rolesFrom.manager },
      schema: {
        params: showParameter,
        body: calendarRule,
        response: { 200: calendarPreview, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { organizerId, timeZone } = callerOf(request);
      const { showNumber } = request.params;
      if (!(await findShow(database, organizerId, showNumber))) return notFound(reply, "show");
      const performances = performancesOf(request.body);
      if (typeof performances === "string")
        return refuse(reply, 422, { error: performances, message: ruleSentences[performances] });
      const present = await listPerformances(database, organizerId, showNumber);
      return { performances: previewOf(performances, present, timeZone, clock.now()) };
    },
  );

  server.get(
    "/api/shows/:showNumber/performances",
    {
      config: { access: rolesFrom.clerk },
      schema: { params: showParameter, response: { 200: performanceList, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { showNumber } = request.params;
      if (!(await findShow(database, organizerId, showNumber))) return notFound(reply, "show");
      const rows = await listPerformances(database, organizerId, showNumber);
      return { performances: rows.map(asRead) };
    },
  );

  server.get(
    "/api/performances/:performanceNumber",
    {
      config: { access: rolesFrom.clerk },
      schema: { params: performanceParameter, response: { 200: performanceWithCounts, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { performanceNumber } = request.params;
      const found = await findPerformance(database, organizerId, performanceNumber);
      if (!found) return notFound(reply, "performance");
      const seatCounts = await countSeats(database, organizerId, performanceNumber);
      return { ...asRead(found), seatCounts };
    },
  );
}

const ruleSentences: Readonly<Record<RuleRefusal, string>> = {
  TO_BEFORE_FROM: "A series ends before it begins.",
  TOO_MANY_PERFORMANCES: `The rule names more than ${performancesMax} performances.`,
};

/** Instants as texts. */
function asRead<Row extends PerformanceRow>(row: Row) {
  const { startsAt, cancelledAt } = row;
  return {
    ...row,
    startsAt: startsAt.toISOString(),
    cancelledAt: cancelledAt === null ? null : cancelledAt.toISOString(),
  };
}

/** In spring the clocks skip an hour: nothing can begin in it. */
function skippedTimes(wanted: readonly { localDate: string; localTime: string }[], timeZone: string) {
  const problems = wanted.flatMap(({ localDate, localTime }, index) =>
    instantOf(localDate, localTime, timeZone)
      ? []
      : [
          {
            path: `body/performances/${index}`,
            message: `There is no ${localTime} on ${localDate} in ${timeZone}.`,
          },
        ],
  );
  const message = "The clocks skip this time.";
  return { error: "LOCAL_TIME_SKIPPED", message, problems };
}

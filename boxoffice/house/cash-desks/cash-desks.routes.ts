import { deskReading } from "@allotement/documents/cash-desk/desk-reading.ts";
import { safeFileName } from "@allotement/documents/file-name.ts";
import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import {
  type CashDesk,
  cashDesk,
  cashDeskCount,
  cashDeskList,
  cashDeskOpened,
  cashDesksQuery,
  newCashDesk,
} from "../../api/cash-desks.ts";
import { documentContent } from "../../api/documents.ts";
import { numberParameter } from "../../api/fields.ts";
import { notFound } from "../not-found.ts";
import { type Caller, callerOf } from "../people/access.ts";
import { mayGrant, rolesFrom } from "../people/roles.ts";
import { localMoment, type PrintedDocument, printing, sendPdf } from "../print/print.ts";
import { expectedOf, moneys } from "./cash-desk.ts";
import { type DeskRow, findDesk, listDesks } from "./cash-desks.store.ts";
import { closeDesk, type DeskRefusal, openDesk } from "./keep-desk.ts";

interface DeskNeeds {
  database: Database;
  clock: Clock;
}

const access = rolesFrom.clerk;
const params = z.strictObject({ cashDeskNumber: numberParameter });

/** Cash desks: a clerk has his own before him, a manager everybody's (R3.6). */
export function cashDeskRoutes(server: Server, { database, clock }: DeskNeeds): void {
  server.get(
    "/api/cash-desks",
    {
      config: { access },
      schema: { querystring: cashDesksQuery, response: { 200: cashDeskList, ...problemResponses } },
    },
    async (request) => {
      const caller = callerOf(request);
      const own = mayGrant(caller.role, "manager") ? {} : { operatorId: caller.operatorId };
      const rows = await listDesks(database, caller.organizerId, { ...request.query, ...own });
      return { cashDesks: rows.map(deskOf) };
    },
  );
  server.post(
    "/api/cash-desks",
    {
      config: { access },
      schema: { body: newCashDesk, response: { 201: cashDeskOpened, ...problemResponses } },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { operatorId = caller.operatorId, salesChannelId, floatCents } = request.body;
      if (operatorId !== caller.operatorId && !mayGrant(caller.role, "manager"))
        return refuse(reply, 403, {
          error: "ROLE_REFUSED",
          message: "Another's desk is a manager's to open.",
        });
      const opened = await openDesk(database, caller.organizerId, {
        operatorId,
        salesChannelId,
        floatCents,
        openedBy: caller.operatorId,
        openedAt: clock.now(),
      });
      if (typeof opened === "string") return refuseDesk(reply, opened);
      return reply.code(201).send({ cashDeskNumber: opened });
    },
  );
  server.post(
    "/api/cash-desks/:cashDeskNumber/close",
    {
      config: { access },
      schema: { params, body: cashDeskCount, response: { 200: cashDesk, ...problemResponses } },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const { cashDeskNumber } = request.params;
      if (!(await deskFor(database, caller, cashDeskNumber))) return notFound(reply, "cash desk");
      const closing = { ...request.body, closedBy: caller.operatorId, closedAt: clock.now() };
      const closed = await closeDesk(database, caller.organizerId, cashDeskNumber, closing);
      return typeof closed === "string" ? refuseDesk(reply, closed) : deskOf(closed);
    },
  );
  readingRoutes(server, { database, clock });
}

function readingRoutes(server: Server, { database, clock }: DeskNeeds): void {
  server.get(
    "/api/cash-desks/:cashDeskNumber",
    { config: { access }, schema: { params, response: { 200: cashDesk, ...problemResponses } } },
    async (request, reply) => {
      const desk = await deskFor(database, callerOf(request), request.params.cashDeskNumber);
      return desk ? deskOf(desk) : notFound(reply, "cash desk");
    },
  );
  const reading = async (caller: Caller, cashDeskNumber: number) => {
    const desk = await deskFor(database, caller, cashDeskNumber);
    return desk && readingOf({ database, clock }, caller.organizerId, desk);
  };
  server.get(
    "/api/cash-desks/:cashDeskNumber/reading",
    { config: { access }, schema: { params, response: { 200: documentContent, ...problemResponses } } },
    async (request, reply) => {
      const found = await reading(callerOf(request), request.params.cashDeskNumber);
      return found ? { fileName: found.fileName, ...found.content } : notFound(reply, "cash desk");
    },
  );
  server.get(
    "/api/cash-desks/:cashDeskNumber/reading.pdf",
    { config: { access }, schema: { params } },
    async (request, reply) => {
      const found = await reading(callerOf(request), request.params.cashDeskNumber);
      return found ? sendPdf(reply, found) : notFound(reply, "cash desk");
    },
  );
}

/** The desk, where the caller may see it: to a clerk another's is as if there were none. */
async function deskFor(
  database: Database,
  caller: Caller,
  cashDeskNumber: number,
): Promise<DeskRow | undefined> {
  const desk = await findDesk(database, caller.organizerId, cashDeskNumber);
  const may = mayGrant(caller.role, "manager") || desk?.operatorId === caller.operatorId;
  return may ? desk : undefined;
}

function deskOf(row: DeskRow): CashDesk {
  const { openedAt, closedAt, counts, afterEntry: _, lastEntry: __, ...desk } = row;
  return {
    ...desk,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    entryCount: row.totals.reduce((sum, { entryCount }) => sum + entryCount, 0),
    expectedCents: counts?.expectedCents ?? expectedOf(row.floatCents, row.totals),
    countedCents: counts?.countedCents ?? null,
  };
}

async function readingOf(
  { database, clock }: DeskNeeds,
  organizerId: number,
  row: DeskRow,
): Promise<PrintedDocument> {
  const { organizerName, timeZone, printedAt } = await printing(database, organizerId, clock.now());
  const desk = deskOf(row);
  const content = deskReading({
    ...desk,
    organizerName,
    openedAt: localMoment(row.openedAt, timeZone),
    closedAt: row.closedAt && localMoment(row.closedAt, timeZone),
    printedAt: printedAt.local,
    counts: moneys.map((money) => ({
      money,
      expectedCents: desk.expectedCents[money],
      countedCents: desk.countedCents?.[money] ?? null,
    })),
  });
  return { fileName: `${safeFileName(content.title, "Caisse")}.pdf`, content, printedAt };
}

const sentences: Record<DeskRefusal, { status: number; message: string }> = {
  UNKNOWN_OPERATOR: { status: 422, message: "There is no such operator who may hold a desk." },
  UNKNOWN_SALES_CHANNEL: { status: 422, message: "There is no such sales channel." },
  DESK_OPEN: { status: 409, message: "This operator has a desk open at this channel: close it first." },
  DESK_CLOSED: { status: 409, message: "This desk was closed before." },
  REASON_REQUIRED: { status: 422, message: "What was counted is not what is expected: say why." },
};

const refuseDesk = (reply: FastifyReply, error: DeskRefusal) => {
  const { status, message } = sentences[error];
  return refuse(reply, status, { error, message });
};

import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { FastifyReply, FastifyRequest } from "fastify";
import { documentContent } from "../../api/documents.ts";
import { type OnSaleOrder, onSaleOrder } from "../../api/interface-allot.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { type PrintedDocument, sendPdf } from "../../house/print/print.ts";
import { interfacePriceTypes } from "../configure/connection.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { newShowWindow } from "./allot.store.ts";
import { onSaleDocumentOf } from "./on-sale-document.views.ts";
import { faultOfLines } from "./order.ts";

/** The on-sale document, on screen and as PDF, before anything is sent (R5.5, R9.1). */
export function onSaleDocumentRoutes(server: Server, needs: InterfaceNeeds): void {
  const access = rolesFrom.clerk;

  server.post(
    "/api/interface/allot/on-sale-document",
    {
      config: { access },
      schema: { body: onSaleOrder, response: { 200: documentContent, ...problemResponses } },
    },
    async (request, reply) => {
      const document = await documentFor(needs, request, reply, request.body);
      return document ? { fileName: document.fileName, ...document.content } : reply;
    },
  );

  server.post(
    "/api/interface/allot/on-sale-document.pdf",
    { config: { access }, schema: { body: onSaleOrder } },
    async (request, reply) => {
      const document = await documentFor(needs, request, reply, request.body);
      return document ? sendPdf(reply, document) : reply;
    },
  );
}

/** Where the document cannot be made the refusal is sent, and undefined answered. */
async function documentFor(
  needs: InterfaceNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
  order: OnSaleOrder,
): Promise<PrintedDocument | undefined> {
  const { database, clock } = needs;
  const connection = await configured(needs, request, reply);
  if (!connection) return undefined;
  const window = await newShowWindow(database, connection, order.showNumber, clock.now());
  if (!window) {
    refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such show." });
    return undefined;
  }
  const priceTypes = await interfacePriceTypes(database, connection);
  const fault = faultOfLines(order.newShow.lines, window, priceTypes);
  if (fault) {
    refuse(reply, fault.status, fault.problem);
    return undefined;
  }
  return onSaleDocumentOf(database, connection, order, window, clock.now());
}

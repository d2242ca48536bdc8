import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { documentContent } from "../../api/documents.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { sendPdf } from "../../house/print/print.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { priceTypesAndHoldsDocument } from "./price-types-and-holds.views.ts";

/** «Exporter tarifs/réserves» (R8.1), on screen and as PDF. */
export function priceTypesAndHoldsRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  const access = rolesFrom.clerk;

  server.get(
    "/api/interface/price-types-and-holds",
    { config: { access }, schema: { response: { 200: documentContent, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const document = await priceTypesAndHoldsDocument(database, connection, clock.now());
      return { fileName: document.fileName, ...document.content };
    },
  );

  server.get("/api/interface/price-types-and-holds.pdf", { config: { access } }, async (request, reply) => {
    const connection = await configured(needs, request, reply);
    if (!connection) return reply;
    return sendPdf(reply, await priceTypesAndHoldsDocument(database, connection, clock.now()));
  });
}

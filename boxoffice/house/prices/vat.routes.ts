import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock } from "@allotement/platform/ports.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { organizerLicence, showVat, showVatChange } from "../../api/vat.ts";
import { appendAudit } from "../audit/audit.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { changeOrganizerLicence, changeShowVat, organizerLicenceNumber, readShowVat } from "./vat.store.ts";

const showParameter = z.strictObject({ showNumber: numberParameter });

/** A show's VAT, and the licence numbers of show and organizer. */
export function vatRoutes(server: Server, { database, clock }: { database: Database; clock: Clock }): void {
  server.get(
    "/api/shows/:showNumber/vat",
    {
      config: { access: rolesFrom.clerk },
      schema: { params: showParameter, response: { 200: showVat, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      return (await readShowVat(database, organizerId, request.params.showNumber)) ?? notFound(reply, "show");
    },
  );

  server.put(
    "/api/shows/:showNumber/vat",
    {
      config: { access: rolesFrom.manager },
      schema: { params: showParameter, body: showVatChange, response: { 200: showVat, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { showNumber } = request.params;
      const change = request.body;
      await database.transaction(async (transaction) => {
        if (!(await changeShowVat(transaction, organizerId, showNumber, change))) return;
        const subject = { showNumber, ...change };
        const entry = { action: "changeVat" as const, operatorId, secondOperatorId: null, subject };
        await appendAudit(transaction, organizerId, clock.now(), entry);
      });
      return (await readShowVat(database, organizerId, showNumber)) ?? notFound(reply, "show");
    },
  );

  const licence = { response: { 200: organizerLicence, ...problemResponses } };
  server.get(
    "/api/organizer/licence",
    { config: { access: rolesFrom.clerk }, schema: licence },
    async (request) => ({
      licenceNumber: await organizerLicenceNumber(database, callerOf(request).organizerId),
    }),
  );

  server.put(
    "/api/organizer/licence",
    { config: { access: rolesFrom.manager }, schema: { body: organizerLicence, ...licence } },
    async (request) => {
      const { organizerId, operatorId } = callerOf(request);
      const { licenceNumber } = request.body;
      await database.transaction(async (transaction) => {
        if (!(await changeOrganizerLicence(transaction, organizerId, licenceNumber))) return;
        const subject = { licenceNumber };
        const entry = { action: "changeLicence" as const, operatorId, secondOperatorId: null, subject };
        await appendAudit(transaction, organizerId, clock.now(), entry);
      });
      return { licenceNumber };
    },
  );
}

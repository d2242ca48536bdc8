import { problemResponses } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import { numberParameter } from "../../api/fields.ts";
import { codesExported } from "../../api/interface-codes.ts";
import { appendAudit } from "../../house/audit/audit.store.ts";
import { notFound } from "../../house/not-found.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { sendFile } from "../../house/print/print.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { hallCodeArchive, hallCodeFiles } from "./export-codes.ts";
import { keepCodes } from "./keep-codes.ts";

const hallParameter = z.strictObject({ hallCode: numberParameter });

/** «Exporter plans» (R8.1): the hall's files are kept in the data directory, and offered as one download. */
export function codesRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  const access = rolesFrom.clerk;

  server.post(
    "/api/interface/codes/halls/:hallCode/export",
    {
      config: { access },
      schema: { params: hallParameter, response: { 200: codesExported, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { hallCode } = request.params;
      const made = await hallCodeFiles(database, organizerId, hallCode);
      if (!made) return notFound(reply, "hall");
      // Where nothing can be written the download is still there, and the screen says so (R9.6).
      const keptIn = await keepCodes(needs.dataDirectory, organizerId, made).catch((error: unknown) => {
        request.log.error(error);
        return null;
      });
      const subject = { hallCode, keptIn };
      const entry = { action: "exportCodes", operatorId, secondOperatorId: null, subject } as const;
      await database.transaction((transaction) => appendAudit(transaction, organizerId, clock.now(), entry));
      return {
        hallCode,
        hallName: made.hallName,
        seatCount: made.seatCount,
        archiveName: `${made.folder}.zip`,
        files: made.files.map(({ fileName, bytes }) => ({ fileName, size: bytes.length })),
        keptIn,
      };
    },
  );

  server.get(
    "/api/interface/codes/halls/:hallCode/archive",
    { config: { access }, schema: { params: hallParameter } },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const made = await hallCodeFiles(database, organizerId, request.params.hallCode);
      if (!made) return notFound(reply, "hall");
      const { fileName, bytes } = hallCodeArchive(made);
      return sendFile(reply, "application/zip", fileName, bytes);
    },
  );
}

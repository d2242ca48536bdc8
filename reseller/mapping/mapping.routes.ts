import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { institutionParameters } from "../api/institutions.ts";
import { codeList, codesParameters, hallCodes } from "../api/mapping.ts";
import { institutionExists } from "../institutions/institutions.store.ts";
import { allCodes, replaceCodes } from "./mapping.store.ts";
import { faultOfCodes } from "./mapping.ts";

/** The network's table of the venue's codes: what it knows of halls, categories, price types, holds (R11). */
export function mappingRoutes(server: Server, { database }: { database: Database }): void {
  const config = { access: ["manager"] };
  server.get(
    "/api/institutions/:institutionCode/codes",
    { config, schema: { params: institutionParameters, response: { 200: codeList, ...problemResponses } } },
    async (request, reply) => reply.send({ codes: await allCodes(database, request.params.institutionCode) }),
  );
  server.put(
    "/api/institutions/:institutionCode/codes/:hallCode",
    {
      config,
      schema: {
        params: codesParameters,
        body: hallCodes,
        response: { 200: codeList, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { institutionCode, hallCode } = request.params;
      const fault = faultOfCodes(hallCode, request.body);
      if (fault !== undefined) return refuse(reply, 422, { error: "INVALID_REQUEST", message: fault });
      if (!(await institutionExists(database, institutionCode)))
        return refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such institution." });
      await database.transaction((transaction) =>
        replaceCodes(transaction, institutionCode, hallCode, request.body.codes),
      );
      return reply.send({ codes: await allCodes(database, institutionCode) });
    },
  );
}

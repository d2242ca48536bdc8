import { safeFileName } from "@allotement/documents/file-name.ts";
import type { Database } from "@allotement/platform/database/database.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { Clock, Ids } from "@allotement/platform/ports.ts";
import { protocolBasePath } from "@allotement/protocol/client.ts";
import {
  proofParameters as exchangeParameters,
  latestProof,
  proof,
  verdictRequest,
} from "@allotement/protocol/messages/proof.ts";
import { numberParameters } from "@allotement/protocol/messages/schedule.ts";
import type { Guard } from "../access/guard.ts";
import { exchangeProblems } from "../access/institution-session.routes.ts";
import { newProof, proofList, proofParameters, proofView } from "../api/proofs.ts";
import { showParameters } from "../api/shows.ts";
import { showExists } from "../shows/shows.store.ts";
import { sendPdf } from "../tickets/tickets.routes.ts";
import { makeProof, type ProofRefusal } from "./make-proof.ts";
import { decideProof, latestSentProof, proofFile, proofsOfShow, sendProof } from "./proofs.store.ts";

interface ProofNeeds {
  database: Database;
  clock: Clock;
  ids: Ids;
  guard: Guard;
}

const refusals: Record<ProofRefusal, readonly [number, string]> = {
  UNKNOWN_SHOW: [404, "This institution has no such show."],
  UNKNOWN_ORDER: [404, "There is no such sale of this show."],
  LINE_CANCELLED: [409, "This ticket was cancelled: it is no proof any more."],
  NO_SEAT: [409, "The show has no seat with a price yet."],
};

const fileName = (title: string, kind: string) =>
  `${safeFileName(`BAT ${title}`, "BAT")}${kind === "mockUp" ? " (maquette)" : ""}.pdf`;

/** Proofs at the manager's desk: made, looked at, sent to the venue. */
export function proofManagerRoutes(server: Server, needs: ProofNeeds): void {
  const { database, clock, guard } = needs;
  const config = { access: ["manager"] };
  const path = "/api/institutions/:institutionCode/shows/:showNumber/proofs";
  server.get(
    path,
    { config, schema: { params: showParameters, response: { 200: proofList, ...problemResponses } } },
    async ({ params }) => ({
      proofs: await proofsOfShow(database, params.institutionCode, params.showNumber),
    }),
  );
  server.post(
    path,
    {
      config,
      schema: { params: showParameters, body: newProof, response: { 201: proofView, ...problemResponses } },
    },
    async (request, reply) => {
      const { userName } = guard.staffOf(request);
      const made = await makeProof(needs, request.params, request.body, userName);
      if (typeof made !== "string") return reply.code(201).send(made);
      const [status, message] = refusals[made];
      return refuse(reply, status, { error: made, message });
    },
  );
  const one = "/api/institutions/:institutionCode/proofs/:proofId";
  const unknown = { error: "NOT_FOUND", message: "There is no such proof." };
  server.get(`${one}/file`, { config, schema: { params: proofParameters } }, async (request, reply) => {
    const { institutionCode, proofId } = request.params;
    const file = await proofFile(database, institutionCode, proofId);
    return file ? sendPdf(reply, fileName(file.title, file.kind), file.pdf) : refuse(reply, 404, unknown);
  });
  server.post(
    `${one}/sending`,
    { config, schema: { params: proofParameters, response: { 200: proofView, ...problemResponses } } },
    async (request, reply) => {
      const { institutionCode, proofId } = request.params;
      const sent = await sendProof(database, institutionCode, proofId, clock.now());
      return sent ?? refuse(reply, 404, unknown);
    },
  );
}

/** Proofs over the exchange: the venue reads the latest, and says whether tickets may be sold like it. */
export function proofExchangeRoutes(server: Server, { database, clock, guard }: ProofNeeds): void {
  const config = { access: "institution" } as const;
  server.get(
    `${protocolBasePath}/shows/:number/proof`,
    {
      config,
      schema: {
        tags: ["exchange"],
        summary: "the latest proof that was sent to the venue, with its pages",
        params: numberParameters,
        response: { 200: latestProof, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const { institutionCode } = guard.institutionOf(request);
      const showNumber = request.params.number;
      if (!(await showExists(database, institutionCode, showNumber)))
        return refuse(reply, 404, { error: "NOT_FOUND", message: "This institution has no such show." });
      const sent = await latestSentProof(database, institutionCode, showNumber);
      if (!sent) return { proof: null };
      const name = fileName(sent.title, sent.proof.kind);
      return { proof: { ...sent.proof, fileName: name, pdf: sent.pdf.toString("base64") } };
    },
  );
  server.put(
    `${protocolBasePath}/proofs/:proofId/verdict`,
    {
      config,
      schema: {
        tags: ["exchange"],
        summary: "approve or refuse a proof; the first verdict stands",
        params: exchangeParameters,
        body: verdictRequest,
        response: { 200: proof, ...exchangeProblems },
      },
    },
    async (request, reply) => {
      const { institutionCode } = guard.institutionOf(request);
      const { proofId } = request.params;
      const decided = await decideProof(database, institutionCode, proofId, request.body, clock.now());
      return (
        decided ??
        refuse(reply, 404, { error: "NOT_FOUND", message: "No such proof was sent to this venue." })
      );
    },
  );
}

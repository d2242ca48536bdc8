import { safeFileName } from "@allotement/documents/file-name.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import {
  closingList,
  closingsMade,
  closingsQuery,
  newClosings,
  signingKeyShown,
} from "../../api/closings.ts";
import { documentContent } from "../../api/documents.ts";
import { numberParameter } from "../../api/fields.ts";
import { sealJournal } from "../journal/seal-journal.ts";
import { sqlSealStore } from "../journal/seals.store.ts";
import { notFound } from "../not-found.ts";
import { callerOf } from "../people/access.ts";
import { rolesFrom } from "../people/roles.ts";
import { sendFile, sendPdf } from "../print/print.ts";
import { readArchive } from "./archive.store.ts";
import { writeArchive } from "./archive.ts";
import { type ClosingRefusal, closePeriods } from "./close-period.ts";
import { closingStore, findClosing, listClosings } from "./closings.store.ts";
import { closingDocument, closingRowOf, openPeriods } from "./closings.views.ts";
import { isPeriod } from "./period.ts";
import { fingerprintOf, pemOf } from "./signing-key.ts";
import { findKey, type SigningNeeds, signingKey, signingSecret } from "./signing-keys.store.ts";

const access = rolesFrom.manager;
const params = z.strictObject({ closingNumber: numberParameter });

/** Closings of the cash journal, their receipts and archives. */
export function closingRoutes(server: Server, needs: SigningNeeds): void {
  const { database, clock } = needs;
  server.get(
    "/api/closings",
    {
      config: { access },
      schema: { querystring: closingsQuery, response: { 200: closingList, ...problemResponses } },
    },
    async (request) => {
      const { organizerId } = callerOf(request);
      const closings = await listClosings(database, organizerId, request.query);
      const open = await openPeriods(database, organizerId, clock.now());
      return { closings: closings.map(closingRowOf), ...open };
    },
  );
  server.post(
    "/api/closings",
    {
      config: { access },
      schema: { body: newClosings, response: { 201: closingsMade, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      const { kind, through } = request.body;
      if (!isPeriod(kind, through))
        return refuse(reply, 422, { error: "NO_PERIOD", message: `${through} is no ${kind}.` });
      // Sealing comes after the commit of each booking: what was booked just now is sealed first.
      await sealJournal(sqlSealStore(database, organizerId));
      const asked = { organizerId, operatorId, kind, through, now: clock.now() };
      const { closings, refusal } = await closePeriods(closingStore(database, organizerId), asked);
      if (refusal && closings.length === 0)
        return refuse(reply, 409, { error: refusal.error, message: sentenceOf(refusal) });
      // Its archive may be asked for from now on; a page that only reads makes nothing.
      await signingKey(needs, organizerId);
      const stoppedBy = refusal ? sentenceOf(refusal) : null;
      return reply.code(201).send({ closings: closings.map(closingRowOf), stoppedBy });
    },
  );
  documentRoutes(server, needs);
  keyRoutes(server, needs);
}

function documentRoutes(server: Server, needs: SigningNeeds): void {
  const { database } = needs;
  const document = async (organizerId: number, closingNumber: number) => {
    const closing = await findClosing(database, organizerId, closingNumber);
    if (!closing) return undefined;
    const { publicKey } = await signingKey(needs, organizerId);
    return closingDocument(database, organizerId, closing, fingerprintOf(publicKey));
  };
  server.get(
    "/api/closings/:closingNumber/receipt",
    { config: { access }, schema: { params, response: { 200: documentContent, ...problemResponses } } },
    async (request, reply) => {
      const found = await document(callerOf(request).organizerId, request.params.closingNumber);
      return found ? { fileName: found.fileName, ...found.content } : notFound(reply, "closing");
    },
  );
  server.get(
    "/api/closings/:closingNumber/receipt.pdf",
    { config: { access }, schema: { params } },
    async (request, reply) => {
      const found = await document(callerOf(request).organizerId, request.params.closingNumber);
      return found ? sendPdf(reply, found) : notFound(reply, "closing");
    },
  );
  server.get(
    "/api/closings/:closingNumber/archive",
    { config: { access }, schema: { params } },
    async (request, reply) =>
      sendArchive(reply, needs, callerOf(request).organizerId, request.params.closingNumber),
  );
}

async function sendArchive(
  reply: FastifyReply,
  needs: SigningNeeds,
  organizerId: number,
  closingNumber: number,
): Promise<FastifyReply> {
  const closing = await findClosing(needs.database, organizerId, closingNumber);
  if (!closing) return notFound(reply, "closing");
  const key = await signingSecret(needs, organizerId);
  if (!key)
    return refuse(reply, 409, {
      error: "SIGNING_KEY_LOCKED",
      message: "This server's ENCRYPTION_KEY does not open the signing key: put the former one back.",
    });
  const text = writeArchive(await readArchive(needs.database, organizerId, closing), key);
  const name = safeFileName(`Journal ${organizerId} ${closing.period} (${closingNumber})`, "Journal");
  return sendFile(reply, "text/plain; charset=utf-8", `${name}.archive.txt`, Buffer.from(text));
}

function keyRoutes(server: Server, needs: SigningNeeds): void {
  server.get(
    "/api/signing-key",
    { config: { access }, schema: { response: { 200: signingKeyShown.nullable(), ...problemResponses } } },
    async (request, reply) => {
      const key = await findKey(needs.database, callerOf(request).organizerId);
      if (!key) return reply.send(null);
      const { publicKey, madeAt } = key;
      return { publicKey, fingerprint: fingerprintOf(publicKey), madeAt: madeAt.toISOString() };
    },
  );
  server.get("/api/signing-key.pem", { config: { access } }, async (request, reply) => {
    const { organizerId } = callerOf(request);
    const key = await findKey(needs.database, organizerId);
    if (!key) return notFound(reply, "signing key");
    const { publicKey } = key;
    const fileName = `journal-${organizerId}-public-key.pem`;
    return sendFile(reply, "application/x-pem-file", fileName, Buffer.from(pemOf(publicKey)));
  });
}

function sentenceOf(refusal: ClosingRefusal): string {
  switch (refusal.error) {
    case "NOTHING_BOOKED":
      return "Nothing was ever booked: there is nothing to close.";
    case "NOT_BEGUN":
      return "That period has not begun.";
    case "ALREADY_CLOSED":
      return "Everything up to there is closed.";
    case "ENTRIES_UNSEALED":
      return "The last entries are not sealed yet: try again in a moment.";
    case "PARTS_OPEN":
      return `Close ${refusal.part} first.`;
  }
}

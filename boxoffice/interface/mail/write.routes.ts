import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { z } from "zod";
import {
  type MailAbout,
  mailAbout,
  mailDraft,
  mailOrder,
  mailQueued,
  runMail,
} from "../../api/interface-mail.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { configured } from "../runs/start-run.ts";
import { makeAttachments } from "./attachments.ts";
import { runFacts, writerOf } from "./facts.views.ts";
import { attachmentBytesMax, type MailRefusal } from "./mail.ts";
import { mailSettingsOf } from "./mail-settings.store.ts";
import { mailOfRun } from "./mails.views.ts";
import { queueMail } from "./outbox.store.ts";
import { writeLetter } from "./write-letter.ts";

const nothingToTell = { error: "NOT_FOUND", message: "There is nothing of this kind to write of." };

/** A mail to the contact, written from the books, changed by the clerk, put into the outbox (R2.2, R9.6, R10.1). */
export function writeMailRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  const access = rolesFrom.clerk;

  server.post(
    "/api/interface/mail-drafts",
    { config: { access }, schema: { body: mailAbout, response: { 200: mailDraft, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { organizerId, operatorId } = callerOf(request);
      const about = request.body;
      const making = { queries: database, connection, now: clock.now() };
      const attachments = await makeAttachments(making, about);
      const letter = await writeLetter(
        {
          ...{ database, connection },
          writer: await writerOf(database, connection, operatorId),
          attached: attachments.map(({ key }) => key),
          seenAddress: seenAddress(needs, connection),
        },
        about,
      );
      if (!letter) return refuse(reply, 404, nothingToTell);
      return {
        ...letter,
        recipients: connection.contactMail === "" ? [] : [connection.contactMail],
        attachments: attachments.map(({ key, fileName, bytes }) => ({
          ...{ key, fileName },
          byteCount: bytes.byteLength,
        })),
        byteCountMax: attachmentBytesMax,
        hasMailServer: (await mailSettingsOf(database, organizerId)) !== undefined,
        before: (await beforeOf(needs, connection, about)) ?? null,
      };
    },
  );

  server.post(
    "/api/interface/mails",
    { config: { access }, schema: { body: mailOrder, response: { 200: mailQueued, ...problemResponses } } },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { organizerId, operatorId } = callerOf(request);
      const { about, recipients, subject, text, attachments: asked } = request.body;
      if ("runId" in about && (await runFacts(database, connection, about.runId))?.offer !== about.kind)
        return refuse(reply, 404, nothingToTell);
      const now = clock.now();
      const attachments = await makeAttachments({ queries: database, connection, now }, about, asked);
      // The text says that they come along.
      if (attachments.length < new Set(asked).size) return refuse(reply, 404, nothingToTell);
      const mailId = needs.ids.uuid();
      const runId = "runId" in about ? about.runId : null;
      const mail = { kind: about.kind, recipients, subject, text, attachments, runId };
      const refusal = await database.transaction((transaction) =>
        queueMail(transaction, organizerId, { mailId, operatorId, at: now }, mail),
      );
      if (refusal) return refuse(reply, refusal === "alreadyWritten" ? 409 : 422, problemOf[refusal]);
      needs.mail.worker.wake();
      return { mailId };
    },
  );

  server.get(
    "/api/interface/runs/:runId/mail",
    {
      config: { access },
      schema: {
        params: z.strictObject({ runId: z.uuid() }),
        response: { 200: runMail, ...problemResponses },
      },
    },
    async (request, reply) => {
      const connection = await configured(needs, request, reply);
      if (!connection) return reply;
      const { runId } = request.params;
      const facts = await runFacts(database, connection, runId);
      const before = await mailOfRun(database, connection.organizerId, runId);
      return { offer: facts?.offer ?? null, before: before ?? null };
    },
  );
}

const problemOf: Readonly<Record<MailRefusal | "alreadyWritten", { error: string; message: string }>> = {
  alreadyWritten: { error: "MAIL_ALREADY_WRITTEN", message: "This run has a mail already." },
  noRecipient: { error: "INVALID_REQUEST", message: "The mail has no recipient." },
  tooManyRecipients: { error: "INVALID_REQUEST", message: "The mail has too many recipients." },
  tooManyAttachments: { error: "ATTACHMENTS_TOO_LARGE", message: "The mail has too many attachments." },
  attachmentsTooLarge: {
    error: "ATTACHMENTS_TOO_LARGE",
    message: "The attachments are too large for a mail.",
  },
};

async function beforeOf({ database }: InterfaceNeeds, { organizerId }: ConnectionRow, about: MailAbout) {
  return "runId" in about ? mailOfRun(database, organizerId, about.runId) : undefined;
}

function seenAddress({ workers }: InterfaceNeeds, { organizerId }: ConnectionRow): string | null {
  return workers.of(organizerId)?.line.state().seenAddress ?? null;
}

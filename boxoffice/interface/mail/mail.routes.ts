import { archiveOf } from "@allotement/documents/codifications/archive.ts";
import { safeFileName, safeWithExtension } from "@allotement/documents/file-name.ts";
import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { mailMessage } from "@allotement/platform/mail-message.ts";
import { z } from "zod";
import { mailList, mailText, sendAgain } from "../../api/interface-mail.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import { sendFile } from "../../house/print/print.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { messageOf } from "./deliver.ts";
import { distinctFileNames } from "./keep-files.ts";
import { mailSettingsOf } from "./mail-settings.store.ts";
import { attachmentAt, latestMails, mailWithText } from "./mails.views.ts";
import { attachmentsOf, mailOf, requeueMail } from "./outbox.store.ts";

const params = z.strictObject({ mailId: z.uuid() });
const done = z.object({ done: z.literal(true) });
const notFound = { error: "NOT_FOUND", message: "There is no such mail." };

/** «Courrier»: what was written to the reseller's contact, and what became of it (R9.6). */
export function mailRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database, clock } = needs;
  const access = rolesFrom.clerk;

  server.get(
    "/api/interface/mails",
    { config: { access }, schema: { response: { 200: mailList, ...problemResponses } } },
    async (request) => ({ mails: await latestMails(database, callerOf(request).organizerId) }),
  );

  server.get(
    "/api/interface/mails/:mailId",
    { config: { access }, schema: { params, response: { 200: mailText, ...problemResponses } } },
    async (request, reply) => {
      const found = await mailWithText(database, callerOf(request).organizerId, request.params.mailId);
      return found ?? refuse(reply, 404, notFound);
    },
  );

  server.get(
    "/api/interface/mails/:mailId/message",
    { config: { access }, schema: { params } },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const mail = await mailOf(database, organizerId, request.params.mailId);
      if (!mail) return refuse(reply, 404, notFound);
      const settings = await mailSettingsOf(database, organizerId);
      const attachments = await attachmentsOf(database, organizerId, mail.mailId);
      // What did not leave opens as a draft, for a person to send.
      const draft = mail.state === "failed" || mail.state === "kept";
      const message = await mailMessage({ ...messageOf(mail, settings, attachments), draft });
      const name = `${safeFileName(mail.subject, "message")}.eml`;
      return sendFile(reply, "message/rfc822", name, message);
    },
  );

  server.get(
    "/api/interface/mails/:mailId/attachments/:position",
    {
      config: { access },
      schema: {
        params: z.strictObject({
          ...params.shape,
          position: z.coerce.number().pipe(z.int().min(1).max(100)),
        }),
      },
    },
    async (request, reply) => {
      const { mailId, position } = request.params;
      const found = await attachmentAt(database, callerOf(request).organizerId, mailId, position);
      if (!found) return refuse(reply, 404, { error: "NOT_FOUND", message: "There is no such file." });
      return sendFile(reply, found.mediaType, safeWithExtension(found.fileName, "file"), found.bytes);
    },
  );

  server.get(
    "/api/interface/mails/:mailId/files",
    { config: { access }, schema: { params } },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const mail = await mailOf(database, organizerId, request.params.mailId);
      if (!mail) return refuse(reply, 404, notFound);
      const attachments = await attachmentsOf(database, organizerId, mail.mailId);
      const names = distinctFileNames(attachments);
      const name = safeFileName(mail.subject, "message");
      const files = attachments.map(({ bytes }, index) => ({ fileName: names[index] ?? `${index}`, bytes }));
      return sendFile(reply, "application/zip", `${name}.zip`, archiveOf(name, files));
    },
  );

  server.post(
    "/api/interface/mails/:mailId/send-again",
    {
      config: { access },
      schema: { params, body: sendAgain, response: { 200: done, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId } = callerOf(request);
      const { mailId } = request.params;
      if (!(await mailOf(database, organizerId, mailId))) return refuse(reply, 404, notFound);
      if (!(await requeueMail(database, organizerId, mailId, clock.now(), request.body.recipients)))
        return refuse(reply, 409, {
          error: "MAIL_ALREADY_SENT",
          message: "This mail was sent, or is being sent right now.",
        });
      needs.mail.worker.wake();
      return { done: true as const };
    },
  );
}

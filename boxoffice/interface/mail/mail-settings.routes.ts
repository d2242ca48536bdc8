import { problemResponses, refuse } from "@allotement/platform/http/problems.ts";
import type { Server } from "@allotement/platform/http/server.ts";
import { mailMessage } from "@allotement/platform/mail-message.ts";
import { encryptSecret } from "@allotement/platform/secrets.ts";
import { z } from "zod";
import {
  type MailSettingsSetUp,
  mailSettingsSetUp,
  mailSettingsView,
  mailTest,
  mailTestAnswer,
} from "../../api/interface-mail.ts";
import { appendAudit } from "../../house/audit/audit.store.ts";
import { callerOf } from "../../house/people/access.ts";
import { rolesFrom } from "../../house/people/roles.ts";
import type { InterfaceNeeds } from "../interface.routes.ts";
import { messageOf, send } from "./deliver.ts";
import {
  lockMailSettings,
  type MailSettingsRow,
  mailSettingsOf,
  saveMailSettings,
} from "./mail-settings.store.ts";
import { hurryMails } from "./outbox.store.ts";
import { testText } from "./texts/test-text.ts";

const done = z.object({ done: z.literal(true) });
const passwordNeeded = "is needed again: it is never sent to another server or under another name";

/** The venue's mail server (R9.6): how mail leaves, and a try that says what is wrong. */
export function mailSettingsRoutes(server: Server, needs: InterfaceNeeds): void {
  const { database } = needs;

  server.get(
    "/api/interface/mail-settings",
    {
      config: { access: rolesFrom.clerk },
      schema: { response: { 200: mailSettingsView, ...problemResponses } },
    },
    async (request) => {
      const row = await mailSettingsOf(database, callerOf(request).organizerId);
      if (!row) return { settings: null };
      const { passwordEncrypted, ...shown } = row;
      return { settings: { ...shown, passwordSet: passwordEncrypted !== "" } };
    },
  );

  server.put(
    "/api/interface/mail-settings",
    {
      config: { access: rolesFrom.manager },
      schema: { body: mailSettingsSetUp, response: { 200: done, ...problemResponses } },
    },
    async (request, reply) => {
      const { organizerId, operatorId } = callerOf(request);
      if (!(await changeSettings(needs, organizerId, operatorId, request.body)))
        return refuse(reply, 422, {
          error: "INVALID_REQUEST",
          message: `password: ${passwordNeeded}`,
          problems: [{ path: "body/password", message: passwordNeeded }],
        });
      needs.mail.worker.wake();
      return { done: true as const };
    },
  );

  server.post(
    "/api/interface/mail-settings/test",
    {
      config: { access: rolesFrom.manager },
      schema: { body: mailTest, response: { 200: mailTestAnswer, ...problemResponses } },
    },
    async (request, reply) => {
      const settings = await mailSettingsOf(database, callerOf(request).organizerId);
      if (!settings)
        return refuse(reply, 409, { error: "NO_MAIL_SERVER", message: "No mail server is set up yet." });
      const recipients = [request.body.recipient];
      const mail = { mailId: needs.ids.uuid(), queuedAt: needs.clock.now(), recipients, ...testText };
      const message = await mailMessage(messageOf(mail, settings, []));
      const outcome = await send({ ...needs, ...needs.mail }, settings, recipients, message);
      return outcome.kind === "taken"
        ? { taken: true, fault: null, answer: "" }
        : { taken: false, fault: outcome.fault, answer: outcome.answer };
    },
  );
}

/** Saves the settings and writes down who changed what, without the password; false where it must be given anew. */
async function changeSettings(
  { database, clock, random, encryptionKey }: InterfaceNeeds,
  organizerId: number,
  operatorId: number,
  { password, ...given }: MailSettingsSetUp,
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const before = await lockMailSettings(transaction, organizerId);
    if (password === undefined && before && before.passwordEncrypted !== "" && !sameServer(before, given))
      return false;
    const kept = before?.passwordEncrypted ?? "";
    const fresh = password === undefined ? kept : password && encryptSecret(encryptionKey, password, random);
    const passwordEncrypted = given.userName === "" ? "" : fresh;
    await saveMailSettings(transaction, organizerId, { ...given, passwordEncrypted });
    await hurryMails(transaction, organizerId, clock.now());
    const { passwordEncrypted: _secret, ...was } = before ?? { passwordEncrypted: "" };
    const subject = { from: before ? was : null, to: given, passwordGiven: password !== undefined };
    const entry = { action: "changeMailSettings", operatorId, secondOperatorId: null, subject } as const;
    await appendAudit(transaction, organizerId, clock.now(), entry);
    return true;
  });
}

/** Whether the password in place would go where it went before, no less protected. */
function sameServer(before: MailSettingsRow, given: Omit<MailSettingsSetUp, "password">): boolean {
  return (
    before.host === given.host &&
    before.port === given.port &&
    before.userName === given.userName &&
    (before.security === given.security || given.security !== "none")
  );
}

import type { Database } from "@allotement/platform/database/database.ts";
import { mailMessage } from "@allotement/platform/mail-message.ts";
import type { Clock, Crash, Mailer, MailOutcome, MailServer, Random } from "@allotement/platform/ports.ts";
import { decryptSecret } from "@allotement/platform/secrets.ts";
import { keepFiles } from "./keep-files.ts";
import type { MailAttachment } from "./mail.ts";
import { type MailSettingsRow, mailSettingsOf } from "./mail-settings.store.ts";
import {
  attachmentsOf,
  claimMail,
  type MailProblem,
  type MailRow,
  organizersWithDueMail,
  settleMail,
} from "./outbox.store.ts";
import { nextWaitMilliseconds } from "./retry.ts";

export interface DeliveryNeeds {
  database: Database;
  clock: Clock;
  random: Random;
  crash: Crash;
  mailer: Mailer;
  encryptionKey: Uint8Array;
  /** Whether mail servers at loopback or private addresses may be called. */
  allowPrivateMailServer: boolean;
  /** Where files are kept that cannot be sent. */
  dataDirectory: string;
  onFailure(error: unknown): void;
}

/** An attempt is over by then, whatever becomes of it: the mailer's own deadline is far shorter. */
const attemptMilliseconds = 600_000;

/** One attempt for one due mail of each organizer, beside each other: nobody waits for another's slow server. */
export async function deliverDueMails(needs: DeliveryNeeds): Promise<number> {
  const now = needs.clock.now();
  const until = new Date(now.getTime() + attemptMilliseconds);
  const organizers = await organizersWithDueMail(needs.database, now);
  const attempts = await Promise.all(
    organizers.map(async (organizerId) => {
      const mail = await claimMail(needs.database, organizerId, now, until);
      // What fails keeps nobody else's mail waiting; its own is tried again once the attempt is over.
      if (mail) await deliver(needs, mail).catch(needs.onFailure);
      return mail !== undefined;
    }),
  );
  return attempts.filter((made) => made).length;
}

/** Sends a claimed mail, or keeps its files where it cannot be sent (R9.6). */
async function deliver(needs: DeliveryNeeds, mail: MailRow): Promise<void> {
  const { database, clock } = needs;
  const attachments = await attachmentsOf(database, mail.organizerId, mail.mailId);
  const settings = await mailSettingsOf(database, mail.organizerId);
  const letter = messageOf(mail, settings, attachments);
  const keep = async (state: "kept" | "failed", problem: MailProblem | null) => {
    const draft = await mailMessage({ ...letter, draft: true });
    const keptIn = await keepFiles(needs.dataDirectory, mail, draft, attachments);
    await settleMail(database, mail, { state, at: clock.now(), problem, keptIn });
  };
  if (!settings) return keep("kept", null);
  const outcome = await send(needs, settings, mail.recipients, await mailMessage(letter));
  needs.crash.point("mail.taken");
  if (outcome.kind === "taken") {
    const problem = refusedSome(outcome.refusedRecipients);
    return settleMail(database, mail, { state: "sent", at: clock.now(), problem });
  }
  const problem = { fault: outcome.fault, answer: outcome.answer };
  const wait = nextWaitMilliseconds(mail.attempts, outcome, needs.random);
  if (wait === undefined) return keep("failed", problem);
  const nextAttemptAt = new Date(clock.now().getTime() + wait);
  return settleMail(database, mail, { state: "queued", nextAttemptAt, problem });
}

function refusedSome(recipients: readonly string[]): MailProblem | null {
  return recipients.length === 0 ? null : { fault: "recipientRefused", answer: "", recipients };
}

/** The mail as it goes out. Without a server it is written all the same, from nobody: a person sends the file. */
export function messageOf(
  mail: Pick<MailRow, "mailId" | "queuedAt" | "recipients" | "subject" | "text">,
  settings: Pick<MailSettingsRow, "senderName" | "senderAddress"> | undefined,
  attachments: readonly MailAttachment[],
) {
  const { mailId, queuedAt: at, recipients, subject, text } = mail;
  const { senderName: name, senderAddress: address } = settings ?? { senderName: "", senderAddress: "" };
  const domain = address.split("@").at(-1) || "allotement.invalid";
  return {
    messageId: `${mailId}@${domain}`,
    at,
    sender: { name, address },
    recipients,
    subject,
    text,
    attachments,
  };
}

/** Hands a message to the venue's server. A password that this server's key does not open is as good as a wrong one. */
export async function send(
  needs: Pick<DeliveryNeeds, "mailer" | "encryptionKey" | "allowPrivateMailServer">,
  settings: MailSettingsRow,
  recipients: readonly string[],
  message: Uint8Array,
): Promise<MailOutcome> {
  const password = passwordOf(settings, needs.encryptionKey);
  if (password === undefined) return { kind: "notTaken", fault: "wrongPassword", forGood: true, answer: "" };
  const { host, port, security, userName, senderAddress: sender } = settings;
  const server: MailServer = {
    host,
    port,
    security,
    userName,
    password,
    publicOnly: !needs.allowPrivateMailServer,
  };
  return needs.mailer.send(server, { sender, recipients, message });
}

function passwordOf({ passwordEncrypted }: MailSettingsRow, key: Uint8Array): string | undefined {
  if (passwordEncrypted === "") return "";
  try {
    return decryptSecret(key, passwordEncrypted);
  } catch {
    return undefined;
  }
}

import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { nameField } from "./fields.ts";

/** Mail to the reseller's contact (R9.6): the venue's mail server and the outbox. */

export const mailFault = z
  .enum([
    "hostUnknown",
    "connectionRefused",
    "unreachable",
    "timeout",
    "privateAddress",
    "tlsFault",
    "tlsNotOffered",
    "wrongPassword",
    "signInRequired",
    "senderRefused",
    "recipientRefused",
    "tooLarge",
    "refused",
    "busy",
    "broken",
  ])
  .meta({ id: "MailFault" });

export const mailSecurity = z.enum(["tls", "startTls", "none"]);

/** A name or an address of a machine, as it stands in front of a port. */
const hostField = z
  .string()
  .trim()
  .max(253)
  .regex(
    /^([A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)(\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*\.?$|^[0-9a-fA-F:]+$/,
  );

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), { error: "holds a control character" });

export const mailAddress = z.email().max(254);

/** `GET /api/interface/mail-settings`: null where no server is set up; the password is never shown again. */
export const mailSettingsView = z
  .object({
    settings: z
      .object({
        host: z.string(),
        port: z.int(),
        security: mailSecurity,
        userName: z.string(),
        passwordSet: z.boolean(),
        senderName: z.string(),
        senderAddress: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "MailSettingsView" });
export type MailSettingsView = z.infer<typeof mailSettingsView>;

/** `PUT /api/interface/mail-settings` (manager). */
export const mailSettingsSetUp = z
  .strictObject({
    host: hostField,
    port: z.int().min(1).max(65_535),
    security: mailSecurity,
    /** Empty: nobody signs in there. */
    userName: oneLine(200),
    /** Left out: it stays as it is, as long as it goes to the same server under the same name. */
    password: z.string().max(200).optional(),
    senderName: nameField,
    senderAddress: mailAddress,
  })
  .meta({ id: "MailSettingsSetUp" });
export type MailSettingsSetUp = z.infer<typeof mailSettingsSetUp>;

/** `POST /api/interface/mail-settings/test` (manager): sends a short mail now, and says how it went. */
export const mailTest = z.strictObject({ recipient: mailAddress });
export const mailTestAnswer = z
  .object({
    taken: z.boolean(),
    fault: mailFault.nullable(),
    /** The mail server's own words. */
    answer: z.string(),
  })
  .meta({ id: "MailTestAnswer" });
export type MailTestAnswer = z.infer<typeof mailTestAnswer>;

/** Why a mail is written (R2.2, R10.1, R11, R7.2, R12). */
export const mailKind = z
  .enum([
    "firstAllotment",
    "addedPerformances",
    "newHall",
    "newCategory",
    "newPriceType",
    "priceGap",
    "dateGap",
    "newAddress",
    "reschedule",
    "cancellation",
  ])
  .meta({ id: "MailKind" });
export type MailKindView = z.infer<typeof mailKind>;

const mailView = z.object({
  mailId: z.uuid(),
  kind: mailKind,
  recipients: z.array(z.string()),
  subject: z.string(),
  queuedAt: z.string(),
  queuedBy: z.string(),
  /** queued: on its way; sent: a mail server has taken it; failed: given up; kept: no server is set up. */
  state: z.enum(["queued", "sent", "failed", "kept"]),
  attempts: z.int(),
  /** Set where a further attempt is to come. */
  nextAttemptAt: z.string().nullable(),
  settledAt: z.string().nullable(),
  problem: z
    .object({ fault: mailFault, answer: z.string(), recipients: z.array(z.string()).optional() })
    .nullable(),
  /** The folder of its files, below the server's data directory. */
  keptIn: z.string().nullable(),
  attachments: z.array(
    z.object({ position: z.int(), fileName: z.string(), mediaType: z.string(), byteCount: z.int() }),
  ),
});

/** `GET /api/interface/mails`: the latest two hundred, newest first. */
export const mailList = z.object({ mails: z.array(mailView) }).meta({ id: "MailList" });
export type MailList = z.infer<typeof mailList>;
export type MailView = z.infer<typeof mailView>;

/** `GET /api/interface/mails/{mailId}` */
export const mailText = z.object({ mail: mailView, text: z.string() }).meta({ id: "MailText" });
export type MailText = z.infer<typeof mailText>;

/** `POST /api/interface/mails/{mailId}/send-again`: what was given up or kept, or waits for its next attempt. */
export const sendAgain = z.strictObject({ recipients: z.array(mailAddress).min(1).max(10).optional() });

/** What a mail is about: its text and its attachments are made from it. */
export const mailAbout = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.enum(["firstAllotment", "addedPerformances"]), runId: z.uuid() }),
    z.strictObject({ kind: z.enum(["newHall", "newCategory"]), hallCode: code }),
    z.strictObject({ kind: z.literal("newPriceType") }),
    z.strictObject({ kind: z.literal("priceGap"), eventId: z.uuid() }),
    /** Of a sale, or of a performance that the reseller refuses (17, 18). */
    z.strictObject({ kind: z.literal("dateGap"), performanceNumber: code, eventId: z.uuid().optional() }),
    z.strictObject({ kind: z.literal("newAddress") }),
    /** Another date of a performance, or its cancellation (R11.3). */
    z.strictObject({ kind: z.enum(["reschedule", "cancellation"]), performanceNumber: code }),
  ])
  .meta({ id: "MailAbout" });
export type MailAbout = z.infer<typeof mailAbout>;

export const attachmentKey = z.enum(["onSaleDocument", "codeLists", "priceTypes"]);

/** A mail that was written before of the same run: the second would only confuse. */
export const writtenBefore = z.object({
  mailId: z.uuid(),
  queuedAt: z.string(),
  queuedBy: z.string(),
  state: z.enum(["queued", "sent", "failed", "kept"]),
});

/** `POST /api/interface/mail-drafts`: changes nothing. */
export const mailDraft = z
  .object({
    /** The contact of «Configurer» (R10.1); empty where none is set. */
    recipients: z.array(z.string()),
    subject: z.string(),
    text: z.string(),
    attachments: z.array(z.object({ key: attachmentKey, fileName: z.string(), byteCount: z.int() })),
    byteCountMax: z.int(),
    /** Without one the mail becomes files to download and send by hand. */
    hasMailServer: z.boolean(),
    before: writtenBefore.nullable(),
  })
  .meta({ id: "MailDraft" });
export type MailDraft = z.infer<typeof mailDraft>;

/** `POST /api/interface/mails`: as the clerk has changed it. The server makes the attachments named here anew. */
export const mailOrder = z
  .strictObject({
    about: mailAbout,
    recipients: z.array(mailAddress).min(1).max(10),
    subject: oneLine(300).min(1),
    text: z.string().trim().min(1).max(20_000),
    attachments: z.array(attachmentKey).max(3),
  })
  .meta({ id: "MailOrder" });
export type MailOrder = z.infer<typeof mailOrder>;
export const mailQueued = z.object({ mailId: z.uuid() }).meta({ id: "MailQueued" });

/** `GET /api/interface/runs/{runId}/mail`: what a finished run should tell the contact, and whether it was told (R2.2). */
export const runMail = z
  .object({
    offer: z.enum(["firstAllotment", "addedPerformances"]).nullable(),
    before: writtenBefore.nullable(),
  })
  .meta({ id: "RunMail" });
export type RunMail = z.infer<typeof runMail>;

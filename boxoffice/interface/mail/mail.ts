import type { MailKindView } from "../../api/interface-mail.ts";

export interface MailAttachment {
  fileName: string;
  mediaType: string;
  bytes: Uint8Array;
}

export interface MailToQueue {
  kind: MailKindView;
  recipients: readonly string[];
  subject: string;
  text: string;
  attachments: readonly MailAttachment[];
  /** The run that it tells of; a second mail for one run is refused by the outbox. */
  runId: string | null;
}

/** What most mail servers take; on the wire an attachment is a third longer than here. */
export const attachmentBytesMax = 15 * 1024 * 1024;
export const attachmentsMax = 20;
export const recipientsMax = 10;

export type MailRefusal = "noRecipient" | "tooManyRecipients" | "tooManyAttachments" | "attachmentsTooLarge";

/** The first reason for which a mail cannot enter the outbox. */
export function faultOfMail({
  recipients,
  attachments,
}: Pick<MailToQueue, "recipients" | "attachments">): MailRefusal | undefined {
  if (recipients.length === 0) return "noRecipient";
  if (recipients.length > recipientsMax) return "tooManyRecipients";
  if (attachments.length > attachmentsMax) return "tooManyAttachments";
  const bytes = attachments.reduce((sum, attachment) => sum + attachment.bytes.byteLength, 0);
  return bytes > attachmentBytesMax ? "attachmentsTooLarge" : undefined;
}

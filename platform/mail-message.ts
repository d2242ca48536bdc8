import MailComposer from "nodemailer/lib/mail-composer";

export interface MailMessage {
  /** Without angle brackets; the same for every copy that is sent, so that a second one is known for what it is. */
  messageId: string;
  at: Date;
  sender: { name: string; address: string };
  recipients: readonly string[];
  subject: string;
  text: string;
  attachments: readonly { fileName: string; mediaType: string; bytes: Uint8Array }[];
  /** For a file that a person opens and sends: mail programs then show it as a draft. */
  draft?: boolean;
}

/**
 * A mail as it crosses the wire and as an `.eml` file holds it; the same mail makes the same bytes. A line break in a
 * field would begin a new header: what is not one line becomes one.
 */
export async function mailMessage(mail: MailMessage): Promise<Uint8Array> {
  const composer = new MailComposer({
    messageId: `<${headerText(mail.messageId)}>`,
    date: mail.at,
    from: { name: headerText(mail.sender.name), address: headerText(mail.sender.address) },
    to: mail.recipients.map((address) => ({ address: headerText(address) })),
    subject: headerText(mail.subject),
    text: bodyText(mail.text),
    ...(mail.draft ? { headers: { "X-Unsent": "1" } } : {}),
    attachments: mail.attachments.map(({ fileName, mediaType, bytes }) => ({
      filename: headerText(fileName),
      contentType: headerText(mediaType),
      content: Buffer.from(bytes),
    })),
    baseBoundary: mail.messageId.replace(/[^A-Za-z0-9]/g, ""),
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return new Uint8Array(await composer.compile().build());
}

/** One line: control characters, and signs that turn the writing's direction, would show another text than is sent. */
export function headerText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
}

/** A lone carriage return means a line to some servers and none to others; between them a second mail could hide. */
function bodyText(text: string): string {
  return text.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(/[^\P{Cc}\t\n]/gu, "");
}

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { safeFileName, safeWithExtension } from "@allotement/documents/file-name.ts";
import type { MailAttachment } from "./mail.ts";
import type { MailRow } from "./outbox.store.ts";

/** The folder of the manual for what travels by mail; below it, codifications have one of their own (R9.3). */
const topFolder = "TICKETNET_CLIENT";

/** Where a mail's files lie, below the data directory: one folder for each, which its subject and its id name. */
export function folderOfMail(
  mail: Pick<MailRow, "organizerId" | "mailId" | "kind" | "subject" | "queuedAt">,
): string {
  const codes = mail.kind === "newHall" || mail.kind === "newCategory";
  const day = mail.queuedAt.toISOString().slice(0, 10);
  const name = `${day} ${safeFileName(mail.subject, "mail").slice(0, 60).trimEnd()} (${mail.mailId.slice(-8)})`;
  return join("organizers", String(mail.organizerId), topFolder, codes ? "CODIF" : "COURRIER", name);
}

/** File names as a folder can hold them side by side: safe, and each once. */
export function distinctFileNames(attachments: readonly Pick<MailAttachment, "fileName">[]): string[] {
  const taken = new Set<string>();
  return attachments.map(({ fileName }, index) => {
    const safe = safeWithExtension(fileName, `${index + 1}`);
    const name = taken.has(safe.toLowerCase()) ? `${index + 1}-${safe}` : safe;
    taken.add(name.toLowerCase());
    return name;
  });
}

/**
 * Writes the mail as an `.eml` file that any mail program opens, and its attachments beside it (R9.6); again where it was
 * done before. Answers the folder, below the data directory.
 */
export async function keepFiles(
  dataDirectory: string,
  mail: MailRow,
  message: Uint8Array,
  attachments: readonly MailAttachment[],
): Promise<string> {
  const folder = folderOfMail(mail);
  const directory = join(dataDirectory, folder);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(join(directory, "message.eml"), message, { mode: 0o600 });
  const names = distinctFileNames(attachments);
  for (const [index, { bytes }] of attachments.entries())
    await writeFile(join(directory, names[index] ?? String(index)), bytes, { mode: 0o600 });
  return folder;
}

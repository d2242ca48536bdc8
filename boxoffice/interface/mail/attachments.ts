import type { Queries } from "@allotement/platform/database/database.ts";
import type { MailAbout } from "../../api/interface-mail.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import type { MailAttachment } from "./mail.ts";
import type { AttachmentKey } from "./texts/letter.ts";

export interface MakingNeeds {
  queries: Queries;
  connection: ConnectionRow;
  now: Date;
}

/** Makes one document from the books as they are now; undefined where there is nothing to make it of. */
export type AttachmentMaker = (needs: MakingNeeds, about: MailAbout) => Promise<MailAttachment | undefined>;

/** The documents that mails bring along. */
export const attachmentMakers: Partial<Record<AttachmentKey, AttachmentMaker>> = {};

const keysByKind: Readonly<Record<MailAbout["kind"], readonly AttachmentKey[]>> = {
  firstAllotment: ["onSaleDocument"],
  addedPerformances: [],
  newHall: ["codeLists"],
  newCategory: ["codeLists"],
  newPriceType: ["priceTypes"],
  priceGap: [],
  dateGap: [],
  newAddress: [],
};

/** The documents that belong to a mail (R5.5, R9.3, R9.4), of those that were asked for. */
export async function makeAttachments(
  needs: MakingNeeds,
  about: MailAbout,
  asked: readonly AttachmentKey[] | "all" = "all",
): Promise<(MailAttachment & { key: AttachmentKey })[]> {
  const made: (MailAttachment & { key: AttachmentKey })[] = [];
  for (const key of keysByKind[about.kind]) {
    if (asked !== "all" && !asked.includes(key)) continue;
    const attachment = await attachmentMakers[key]?.(needs, about);
    if (attachment) made.push({ key, ...attachment });
  }
  return made;
}

import { pdfOf } from "@allotement/documents/pdf/draw-content.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { MailAbout } from "../../api/interface-mail.ts";
import { newShowWindow } from "../allot/allot.store.ts";
import { onSaleDocumentOf } from "../allot/on-sale-document.views.ts";
import { hallCodeArchive, hallCodeFiles } from "../codes/export-codes.ts";
import { priceTypesAndHoldsDocument } from "../codes/price-types-and-holds.views.ts";
import type { ConnectionRow } from "../configure/connection.store.ts";
import type { RunRequest } from "../runs/runs.store.ts";
import type { MailAttachment } from "./mail.ts";
import type { AttachmentKey } from "./texts/letter.ts";

export interface MakingNeeds {
  queries: Queries;
  connection: ConnectionRow;
  now: Date;
}

/** Makes one document from the books as they are now; undefined where there is nothing to make it of. */
type AttachmentMaker = (needs: MakingNeeds, about: MailAbout) => Promise<MailAttachment | undefined>;

/** The documents that mails bring along. */
const attachmentMakers: Readonly<Record<AttachmentKey, AttachmentMaker>> = {
  onSaleDocument: makeOnSaleDocument,
  codeLists: makeCodeLists,
  priceTypes: makePriceTypes,
};

const keysByKind: Readonly<Record<MailAbout["kind"], readonly AttachmentKey[]>> = {
  firstAllotment: ["onSaleDocument"],
  addedPerformances: [],
  newHall: ["codeLists"],
  newCategory: ["codeLists"],
  newPriceType: ["priceTypes"],
  priceGap: [],
  dateGap: [],
  newAddress: [],
  reschedule: [],
  cancellation: [],
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
    const attachment = await attachmentMakers[key](needs, about);
    if (attachment) made.push({ key, ...attachment });
  }
  return made;
}

/** The on-sale document of what the run has sent: its own amounts, whatever the grid says since (R5.5, R9.1). */
async function makeOnSaleDocument(
  { queries, connection, now }: MakingNeeds,
  about: MailAbout,
): Promise<MailAttachment | undefined> {
  if (!("runId" in about)) return undefined;
  const run = await queries.first<{ request: RunRequest; showNumber: number }>(sql`
    select request, show_number as "showNumber" from interface_runs
    join interface_run_steps using (organizer_id, run_id) join performances using (organizer_id, performance_number)
    where organizer_id = ${connection.organizerId} and run_id = ${about.runId} limit 1`);
  if (run?.request.kind !== "allot" || !run.request.newShow) return undefined;
  const { showNumber } = run;
  const window = await newShowWindow(queries, connection, showNumber, now);
  if (!window) return undefined;
  const { comment, prices } = run.request.newShow;
  const order = { showNumber, newShow: { comment, lines: prices } };
  const { fileName, content, printedAt } = await onSaleDocumentOf(queries, connection, order, window, now);
  return { fileName, mediaType: "application/pdf", bytes: pdfOf(content, printedAt) };
}

/** The hall's codifications as one zip, which the network's back office imports as it is (R9.3). */
async function makeCodeLists(
  { queries, connection }: MakingNeeds,
  about: MailAbout,
): Promise<MailAttachment | undefined> {
  if (!("hallCode" in about)) return undefined;
  const made = await hallCodeFiles(queries, connection.organizerId, about.hallCode);
  return made && { ...hallCodeArchive(made), mediaType: "application/zip" };
}

async function makePriceTypes({ queries, connection, now }: MakingNeeds): Promise<MailAttachment> {
  const { fileName, content, printedAt } = await priceTypesAndHoldsDocument(queries, connection, now);
  return { fileName, mediaType: "application/pdf", bytes: pdfOf(content, printedAt) };
}

import type { Content } from "@allotement/documents/content.ts";
import { contentDisposition } from "@allotement/documents/file-name.ts";
import { pdfOf } from "@allotement/documents/pdf/draw-content.ts";
import type { Moment } from "@allotement/documents/pdf/sheet.ts";
import { type Queries, sql } from "@allotement/platform/database/database.ts";
import type { FastifyReply } from "fastify";
import { DateTime } from "luxon";

/** A document of the box office: what it says, when it was made, and what its file is called. */
export interface PrintedDocument {
  /** With its extension. */
  fileName: string;
  content: Content;
  printedAt: Moment;
}

export interface Printing {
  organizerName: string;
  timeZone: string;
  printedAt: Moment;
}

/** For whom a document is made, and when by the venue's clock. */
export async function printing(queries: Queries, organizerId: number, now: Date): Promise<Printing> {
  const organizer = await queries.first<{ name: string; timeZone: string }>(
    sql`select name, time_zone as "timeZone" from organizers where organizer_id = ${organizerId}`,
  );
  if (!organizer) throw new Error(`there is no organizer ${organizerId}`);
  const { name, timeZone } = organizer;
  return { organizerName: name, timeZone, printedAt: { instant: now, local: localMoment(now, timeZone) } };
}

/** Civil date and time in a zone, to the second: 2020-04-23T17:18:30. */
export function localMoment(instant: Date, timeZone: string): string {
  return DateTime.fromJSDate(instant, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

/** Answers a document as PDF, under its name. */
export function sendPdf(
  reply: FastifyReply,
  { content, printedAt, fileName }: PrintedDocument,
): FastifyReply {
  return sendFile(reply, "application/pdf", fileName, pdfOf(content, printedAt));
}

/** Answers a file that the browser keeps; no cache does. */
export function sendFile(
  reply: FastifyReply,
  mediaType: string,
  fileName: string,
  bytes: Uint8Array,
): FastifyReply {
  return answerFile(reply, "attachment", mediaType, fileName, bytes);
}

/** Answers a file that our own pages show within a frame, by the browser's own viewer, which is a plug-in to a policy. */
export function showFile(
  reply: FastifyReply,
  mediaType: string,
  fileName: string,
  bytes: Uint8Array,
): FastifyReply {
  const policy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'";
  reply.header("content-security-policy", policy);
  return answerFile(reply, "inline", mediaType, fileName, bytes);
}

function answerFile(
  reply: FastifyReply,
  disposition: "attachment" | "inline",
  mediaType: string,
  fileName: string,
  bytes: Uint8Array,
): FastifyReply {
  return reply
    .header("content-type", mediaType)
    .header("content-disposition", contentDisposition(disposition, fileName))
    .header("cache-control", "no-store")
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

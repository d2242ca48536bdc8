import { instant, sha256Hex } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { periodKinds } from "./period.ts";

/** The records of an archive as they are read: closed objects, so that nothing stands in them that nobody checks. */

const number = z.int().min(0);

const archiveRecord = z.strictObject({
  record: z.literal("archive"),
  format: z.literal("allotement-journal"),
  version: z.literal(1),
  organizerId: z.int().min(1),
  closingNumber: z.int().min(1),
  publicKey: z.string(),
  fingerprint: sha256Hex,
});

const entryRecord = z.strictObject({
  record: z.literal("entry"),
  previousHash: sha256Hex,
  hash: sha256Hex,
  entry: z.strictObject({
    organizerId: z.int(),
    entryNumber: z.int().min(1),
    at: instant,
    kind: z.string(),
    operatorId: z.int(),
    salesChannelId: z.int(),
    paymentMethodId: z.int(),
    ticketId: z.int().nullable(),
    performanceNumber: z.int().nullable(),
    priceTypeCode: z.int().nullable(),
    faceValueCents: z.int(),
    venueFeeCents: z.int(),
    organizerFeeCents: z.int(),
    resellerFeeCents: z.int(),
    vatRate: z.int().optional(),
    debts: z.array(z.strictObject({ customerAccountId: z.int(), amountCents: z.int() })),
  }),
});
export type EntryRecord = z.infer<typeof entryRecord>;

const closingTotal = z.strictObject({
  kind: z.string(),
  paymentMethodId: z.int(),
  paymentMethodName: z.string(),
  salesChannelId: z.int(),
  salesChannelName: z.string(),
  vatRate: z.int().nullable(),
  entryCount: number,
  faceValueCents: z.int(),
  venueFeeCents: z.int(),
  organizerFeeCents: z.int(),
  resellerFeeCents: z.int(),
  amountCents: z.int(),
  absoluteCents: number,
});

const closingRecord = z.strictObject({
  record: z.literal("closing"),
  previousHash: sha256Hex,
  hash: sha256Hex,
  closing: z.strictObject({
    organizerId: z.int(),
    closingNumber: z.int().min(1),
    kind: z.enum(periodKinds),
    period: z.string(),
    organizerName: z.string(),
    timeZone: z.string(),
    startsAt: instant,
    endsAt: instant,
    firstEntry: z.int().min(1),
    lastEntry: number,
    lastEntryHash: sha256Hex,
    totals: z.array(closingTotal),
    periodTotalCents: z.int(),
    settledCents: z.int(),
    grandTotalCents: z.int(),
    perpetualTotalCents: number,
    closedAt: instant,
    closedBy: z.int(),
  }),
});
export type ClosingRecord = z.infer<typeof closingRecord>;

const signatureRecord = z.strictObject({
  record: z.literal("signature"),
  lines: number,
  signature: z.string(),
});

export const archiveRecords = z.discriminatedUnion("record", [
  archiveRecord,
  entryRecord,
  closingRecord,
  signatureRecord,
]);
export type ArchiveRecord = z.infer<typeof archiveRecords>;
export type HeadRecord = z.infer<typeof archiveRecord>;
export type SignatureRecord = z.infer<typeof signatureRecord>;

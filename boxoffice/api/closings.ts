import { instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** Closings of the cash journal by day, month and year; their archives; the key that signs these. */

export const periodKind = z.enum(["day", "month", "year"]);

/** A period of a kind as a text: 2026-11-23, 2026-11, 2026; in the organizer's zone. */
const period = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/);

export const closingRow = z.object({
  closingNumber: z.int(),
  kind: periodKind,
  period: z.string(),
  startsAt: instant,
  endsAt: instant,
  firstEntry: z.int(),
  lastEntry: z.int(),
  periodTotalCents: z.int(),
  settledCents: z.int(),
  grandTotalCents: z.int(),
  perpetualTotalCents: z.int(),
  closedAt: instant,
  hash: z.string(),
});
export type ClosingRow = z.infer<typeof closingRow>;

/** The next period of a kind. `partsOpen`: its days or months are closed first. `ahead`: it has not begun. */
export const openPeriod = z.object({ period: z.string(), state: z.enum(["ready", "partsOpen", "ahead"]) });
export type OpenPeriod = z.infer<typeof openPeriod>;

export const closingsQuery = z.strictObject({
  kind: periodKind.optional(),
  before: z.coerce.number().pipe(z.int().min(1)).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(1_000)).default(50),
});

/** The latest first. `open` holds nothing where the journal is empty; `today`: the organizer's civil day. */
export const closingList = z
  .object({
    closings: z.array(closingRow),
    open: z.object({ day: openPeriod, month: openPeriod, year: openPeriod }).nullable(),
    today: z.string(),
  })
  .meta({ id: "ClosingList" });
export type ClosingList = z.infer<typeof closingList>;

/** Closes every open period of the kind in order, up to this one. */
export const newClosings = z.strictObject({ kind: periodKind, through: period }).meta({ id: "NewClosings" });
export type NewClosings = z.infer<typeof newClosings>;

/** `stoppedBy`: why it went no further than this. */
export const closingsMade = z
  .object({ closings: z.array(closingRow), stoppedBy: z.string().nullable() })
  .meta({ id: "ClosingsMade" });
export type ClosingsMade = z.infer<typeof closingsMade>;

/** `publicKey`: Ed25519, SubjectPublicKeyInfo in DER as base64. `fingerprint`: its SHA-256 in hexadecimal. */
export const signingKeyShown = z
  .object({ publicKey: z.string(), fingerprint: z.string(), madeAt: instant })
  .meta({ id: "SigningKeyShown" });
export type SigningKeyShown = z.infer<typeof signingKeyShown>;

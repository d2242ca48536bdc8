import { code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** «Intégrer un fichier de vente» (R8.4): read first, then received as the feed's sales are. */

const civilMoment = z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/);
const layout = z.enum(["ticketnet", "france-billet", "feed"]);

/** `POST …/sales-files/analysis` and `POST …/sales-files`. `writtenAt`: when the reseller made it, civil time at the venue. */
export const salesFileOrder = z
  .strictObject({
    fileName: z.string().trim().min(1).max(200),
    writtenAt: civilMoment,
    /** The bytes, in base64. */
    file: z.base64(),
  })
  .meta({ id: "SalesFileOrder" });
export type SalesFileOrder = z.infer<typeof salesFileOrder>;

/** Why a line was not taken: a fault of the line, a code or place that is not known, or what the books have against it. */
export const lineReason = z.enum([
  ...["tooLong", "wrongLength", "wrongCharacters", "wrongColumns", "wrongDate", "wrongKind", "wrongPrice"],
  ...[
    "wrongCurrency",
    "fieldEmpty",
    "quoteOpen",
    "wrongBarcode",
    "unknownPerformance",
    "ambiguousPerformance",
  ],
  ...["unknownCode", "unknownSeat", "ambiguousSeat", "notWithReseller", "otherSeat", "otherPrice"],
  ...["seatSold", "saleUnknown", "seatUnsettled", "notThisFeed"],
] as const);
export type LineReason = z.infer<typeof lineReason>;

export const lineNotTaken = z.object({
  number: z.int(),
  outcome: z.enum(["waiting", "rejected"]),
  reason: lineReason,
  /** What stands there, or which it could be. */
  detail: z.string(),
  ticketId: z.string(),
});
export type LineNotTaken = z.infer<typeof lineNotTaken>;

export const codeKind = z.enum(["priceType", "seatCategory", "zone"]);
export type CodeKind = z.infer<typeof codeKind>;

export const salesFileReport = z
  .object({
    sha256: z.string(),
    fileName: z.string(),
    layout,
    sizeBytes: z.int(),
    /** When, and by whom, the same bytes were read first; null where never. */
    readBefore: z.object({ at: instant, by: z.string() }).nullable(),
    sales: z.int(),
    cancellations: z.int(),
    taken: z.int(),
    known: z.int(),
    waiting: z.int(),
    rejected: z.int(),
    /** The first of them; the table has all. */
    notTaken: z.array(lineNotTaken),
    /** Codes that nobody has told the meaning of yet, with the likeliest where there is one. */
    unknownCodes: z.array(
      z.object({
        kind: codeKind,
        hallCode: z.int(),
        hallName: z.string(),
        fileCode: z.string(),
        lines: z.int(),
        proposal: z.int().nullable(),
        choices: z.array(z.object({ code: z.int(), name: z.string() })),
      }),
    ),
    /** Every line not taken, as a table for spreadsheets. */
    csv: z.string(),
  })
  .meta({ id: "SalesFileReport" });
export type SalesFileReport = z.infer<typeof salesFileReport>;

/** `PUT …/sales-files/codes`: told once, remembered. */
export const salesFileCodes = z
  .strictObject({
    layout: z.enum(["ticketnet", "france-billet"]),
    codes: z
      .array(
        z.strictObject({
          kind: codeKind,
          hallCode: z.int().min(0),
          fileCode: z.string().min(1).max(200),
          code,
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: "SalesFileCodes" });
export type SalesFileCodes = z.infer<typeof salesFileCodes>;

export const codesTold = z.object({ told: z.int() }).meta({ id: "CodesTold" });

/** `GET …/sales-files`: the latest files, how many lines wait, and how far a reading under way has come. */
export const salesFileList = z
  .object({
    files: z.array(
      z.object({
        sha256: z.string(),
        fileName: z.string(),
        layout,
        sizeBytes: z.int(),
        readAt: instant,
        readBy: z.string(),
        lastReadAt: instant,
        /** Null while it is being read, or where a reading was cut off. */
        result: z.object({ taken: z.int(), known: z.int(), waiting: z.int(), rejected: z.int() }).nullable(),
      }),
    ),
    waitingLines: z.int(),
    progress: z.object({ done: z.int(), lines: z.int() }).nullable(),
  })
  .meta({ id: "SalesFileList" });
export type SalesFileList = z.infer<typeof salesFileList>;

export const salesFileParameters = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

import { code, label } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** The manager imports the venue's codifications and ties them to the network's own plan of the hall (R9.3, R11.1). */

/** Base64 of a zip: five megabytes at most, which 50,000 seats do not reach. */
const archive = z
  .base64()
  .max(7_000_000)
  .meta({ description: "base64 of the folder as a zip file: six TXT files and the BMP" });
const version = z.int().min(0);
const preference = z.enum(["label", "place"]).default("label");
const networkHallId = code.nullable();

/** `POST /api/institutions/{institutionCode}/code-imports/preview`: what an import would change; changes nothing. */
export const previewOrder = z
  .strictObject({
    archive,
    hallCode: code.optional().meta({ description: "refuse the files of any other hall" }),
    networkHallId: networkHallId.optional().meta({
      description: "the network's plan to tie to; null: make one after the venue's; left out: the best twin",
    }),
    preference: preference.meta({ description: "what wins where label and place say different seats" }),
  })
  .meta({ id: "CodeImportPreviewOrder" });

/** `POST /api/institutions/{institutionCode}/code-imports` */
export const importOrder = z
  .strictObject({
    archive,
    hallCode: code.optional(),
    networkHallId,
    preference,
    afterVersion: version.meta({ description: "the version that the preview compared with; 0: none" }),
    apart: z
      .array(code)
      .max(50_000)
      .default([])
      .meta({ description: "seats of the venue that the manager does not tie to what was proposed" }),
  })
  .meta({ id: "CodeImportOrder" });
export type ImportOrder = z.infer<typeof importOrder>;

export const seatName = z.object({
  floor: z.string(),
  zone: z.string(),
  row: z.string(),
  number: z.string(),
});

export const importProposal = z
  .object({
    hall: z.object({ code, name: z.string(), planVersion: z.int(), seatCount: z.int() }),
    organizer: z.object({ code, name: z.string() }),
    afterVersion: version,
    /** The network's plans of this institution, the best twin first. */
    networkHalls: z.array(
      z.object({ networkHallId: code, name: z.string(), seatCount: z.int(), score: z.int() }),
    ),
    networkHallId,
    twin: z.object({
      score: z.int(),
      mirrored: z.boolean(),
      labelAndPlace: z.int(),
      label: z.int(),
      place: z.int(),
      onlyTheirs: z.int(),
      onlyOurs: z.int(),
    }),
    /** Seats that are not the same by label and place, at most 500 of them; `differenceCount` counts all. */
    differences: z.array(
      z.object({
        kind: z.enum(["label", "place", "onlyTheirs", "onlyOurs"]),
        seatCode: z.int().nullable(),
        theirs: seatName.nullable(),
        networkSeatId: z.int().nullable(),
        ours: seatName.nullable(),
      }),
    ),
    differenceCount: z.int(),
    codes: z.array(
      z.object({
        kind: z.enum(["hall", "floor", "zone", "seatCategory"]),
        code,
        label: z.string(),
        change: z.enum(["new", "renamed", "gone", "same"]),
        before: z.string().nullable(),
        /** Gone, but kept: seats that are allotted or sold bear it. */
        kept: z.boolean(),
      }),
    ),
    seats: z.object({
      new: z.int(),
      changed: z.int(),
      same: z.int(),
      gone: z.int(),
      /** Of those gone: allotted or sold here, and therefore kept. */
      kept: z.int(),
    }),
  })
  .meta({ id: "CodeImportProposal" });
export type ImportProposal = z.infer<typeof importProposal>;

/** The zip, its files, or what they are of. */
export const importFault = z.enum([
  "notAZip",
  "tooLarge",
  "tooManyFiles",
  "pathInName",
  "missingFile",
  "unexpectedFile",
  "fileTwice",
  "severalHalls",
  "otherCharset",
  "truncated",
  "otherVersion",
  "renamed",
  "badLine",
  "codeTwice",
  "unknownCode",
  "wrongCount",
  "tooManySeats",
  "altered",
  "notAPicture",
  "otherHall",
  "otherOrganizer",
  "otherInstitution",
]);

/** Why files were refused; nothing was stored. */
export const filesRefused = z
  .object({
    error: z.literal("CODE_FILES_REFUSED"),
    message: z.string(),
    fault: importFault,
    fileName: z.string().nullable(),
    line: z.int().nullable(),
    found: z.string().nullable(),
    expected: z.string().nullable(),
  })
  .meta({ id: "CodeFilesRefused" });
export type FilesRefused = z.infer<typeof filesRefused>;

export const importDone = z.object({ hallCode: code, version }).meta({ id: "CodeImportDone" });
export type ImportDone = z.infer<typeof importDone>;

/** `GET /api/institutions/{institutionCode}/code-imports`: the latest first. */
export const importHistory = z
  .object({
    imports: z.array(
      z.object({
        hallCode: code,
        hallName: z.string(),
        version,
        planVersion: z.int(),
        networkHallName: z.string(),
        score: z.int(),
        seatCount: z.int(),
        matchedCount: z.int(),
        importedAt: z.string(),
        userName: z.string(),
        restoredVersion: version.nullable(),
        inForce: z.boolean(),
      }),
    ),
  })
  .meta({ id: "CodeImportHistory" });
export type ImportHistory = z.infer<typeof importHistory>;

/** `POST /api/institutions/{institutionCode}/code-imports/{hallCode}/restore`: an earlier version comes into force again. */
export const restoreOrder = z
  .strictObject({ version: z.int().min(1), afterVersion: version })
  .meta({ id: "CodeImportRestoreOrder" });

/** `PUT /api/institutions/{institutionCode}/network-halls/{networkHallId}`: the network's own plan of a hall, whole. */
export const networkHall = z
  .strictObject({
    name: label.min(1),
    seats: z
      .array(
        z.strictObject({
          networkSeatId: code,
          floor: label,
          zone: label,
          row: label,
          number: label,
          x: z.number().min(-1_000_000).max(1_000_000),
          y: z.number().min(-1_000_000).max(1_000_000),
        }),
      )
      .max(50_000),
  })
  .meta({ id: "NetworkHall" });
export type NetworkHall = z.infer<typeof networkHall>;

export const networkHallList = z
  .object({ networkHalls: z.array(z.object({ networkHallId: code, name: z.string(), seatCount: z.int() })) })
  .meta({ id: "NetworkHallList" });
export type NetworkHallList = z.infer<typeof networkHallList>;

export const networkHallParameters = z.strictObject({
  institutionCode: z.coerce.number().pipe(code),
  networkHallId: z.coerce.number().pipe(code),
});
export const importedHallParameters = z.strictObject({
  institutionCode: z.coerce.number().pipe(code),
  hallCode: z.coerce.number().pipe(code),
});

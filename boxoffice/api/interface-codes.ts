import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** «Génération des codifications»: what a reseller needs to tie its plan to ours (R8.1, R9.3). */

/** `POST /api/interface/codes/halls/:hallCode/export` */
export const codesExported = z
  .object({
    hallCode: code,
    hallName: z.string(),
    seatCount: z.int(),
    /** What the archive is called when it is downloaded. */
    archiveName: z.string(),
    files: z.array(z.object({ fileName: z.string(), size: z.int() })),
    /** The folder that keeps the files, below the server's data directory; null where they could not be written. */
    keptIn: z.string().nullable(),
  })
  .meta({ id: "CodesExported" });
export type CodesExported = z.infer<typeof codesExported>;

import { zipSync } from "fflate";
import { safeFileName } from "../file-name.ts";
import type { CodeFile } from "./code-lists.ts";

/** The folder of a hall's files, as the manual's users know it: THEATRE DE L'EMPIRE GRANDE SALLE (10001). */
export function hallFolder(hall: { code: number; name: string }): string {
  return `${safeFileName(hall.name, "SALLE")} (${hall.code})`;
}

/** The first moment that a zip can name: the same files are the same archive, whenever it is made. */
const noMoment = new Date(1980, 0, 1);

/** The folder as one file to download or to send. */
export function archiveOf(folder: string, files: readonly CodeFile[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ fileName, bytes }) => [`${folder}/${fileName}`, bytes])), {
    mtime: noMoment,
    level: 6,
  });
}

import { archiveOf, hallFolder } from "@allotement/documents/codifications/archive.ts";
import type { CodeFile } from "@allotement/documents/codifications/code-lists.ts";
import { drawPlan } from "@allotement/documents/codifications/plan-picture.ts";
import { writeCodeFiles } from "@allotement/documents/codifications/write-code-files.ts";
import type { Queries } from "@allotement/platform/database/database.ts";
import { drawnAreas } from "../../house/halls/drawn-areas.ts";
import { connectionOf } from "../configure/connection.store.ts";
import { hallToExport } from "./codes.views.ts";
import { planGround } from "./plan-ground.ts";

export interface HallCodeFiles {
  hallName: string;
  seatCount: number;
  /** THEATRE DE L'EMPIRE GRANDE SALLE (10001): the manual's folder. */
  folder: string;
  /** The six lists and the picture, in the order of their names (R9.3). */
  files: CodeFile[];
}

/** A hall's codifications as they are now; undefined where the organizer has no such hall. */
export async function hallCodeFiles(
  queries: Queries,
  organizerId: number,
  hallCode: number,
): Promise<HallCodeFiles | undefined> {
  const hall = await hallToExport(queries, organizerId, hallCode);
  if (!hall) return undefined;
  const connection = await connectionOf(queries, organizerId);
  const lists = { ...hall.lists, institutionCode: connection?.institutionCode ?? null };
  const picture = drawPlan(lists, planGround(drawnAreas(hall.areas)));
  return {
    hallName: lists.hall.name,
    seatCount: lists.seats.length,
    folder: hallFolder(lists.hall),
    files: writeCodeFiles(lists, picture),
  };
}

/** The folder as one file, for a download or a mail. */
export function hallCodeArchive({ folder, files }: HallCodeFiles): CodeFile {
  return { fileName: `${folder}.zip`, bytes: archiveOf(folder, files) };
}

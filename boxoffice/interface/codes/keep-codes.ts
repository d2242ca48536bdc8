import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HallCodeFiles } from "./export-codes.ts";

/**
 * Writes a hall's files where the manual's users look for them (R9.3), for each organizer apart, in the place of those of
 * before. A file is put there whole or not at all. Answers the folder, below the data directory.
 * @throws what the file system says: disk full, no right to write.
 */
export async function keepCodes(
  dataDirectory: string,
  organizerId: number,
  { folder, files }: Pick<HallCodeFiles, "folder" | "files">,
): Promise<string> {
  const keptIn = join("organizers", String(organizerId), "TICKETNET_CLIENT", "CODIF", folder);
  const directory = join(dataDirectory, keptIn);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  for (const { fileName, bytes } of files) {
    const file = join(directory, fileName);
    await writeFile(`${file}.part`, bytes, { mode: 0o600 });
    await rename(`${file}.part`, file);
  }
  return keptIn;
}

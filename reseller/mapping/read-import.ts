import type { CodeLists } from "@allotement/documents/codifications/code-lists.ts";
import type { CodeFileFault } from "@allotement/documents/codifications/faults.ts";
import { readCodeFiles } from "@allotement/documents/codifications/read-code-files.ts";
import { type ArchiveFault, unzipCodeFiles } from "./unzip-code-files.ts";

/** Why an import is refused: the archive, the files, or what they are of. */
export interface ImportFault {
  fault: ArchiveFault | CodeFileFault["fault"] | "otherHall" | "otherOrganizer" | "otherInstitution";
  fileName: string | null;
  line: number | null;
  found: string | null;
  expected: string | null;
}

/** Whose codes the network takes here. */
export interface ExpectedSource {
  institutionCode: number;
  /** The hall that the manager chose; null where a new one is welcome. */
  hallCode: number | null;
  /** The organizer whose codes this institution has already; null before the first. */
  organizerCode: number | null;
}

/** The lists of a zip, read strictly, and of the very institution, organizer and hall that are expected. */
export function readImport(
  archive: Uint8Array,
  expected: ExpectedSource,
): { lists: CodeLists } | ImportFault {
  const nothing = { fileName: null, line: null, found: null, expected: null };
  const unzipped = unzipCodeFiles(archive);
  if ("fault" in unzipped) return { ...nothing, ...unzipped };
  const read = readCodeFiles(unzipped.files);
  if (!read.ok) return { ...nothing, ...read.fault };
  const { lists } = read;
  const differs = (fault: ImportFault["fault"], found: number, wanted: number): ImportFault => ({
    ...nothing,
    fault,
    found: String(found),
    expected: String(wanted),
  });
  if (lists.institutionCode !== null && lists.institutionCode !== expected.institutionCode)
    return differs("otherInstitution", lists.institutionCode, expected.institutionCode);
  if (expected.organizerCode !== null && lists.organizer.code !== expected.organizerCode)
    return differs("otherOrganizer", lists.organizer.code, expected.organizerCode);
  if (expected.hallCode !== null && lists.hall.code !== expected.hallCode)
    return differs("otherHall", lists.hall.code, expected.hallCode);
  return { lists };
}

import type { CodeFile } from "@allotement/documents/codifications/code-lists.ts";
import { Unzip, UnzipInflate } from "fflate";

/** A hall of 50,000 seats with its picture needs a third of it. */
const unpackedMax = 32 * 1024 * 1024;
const entriesMax = 40;
/** Unpacked a little at a time: what grows beyond the limit is left long before it could fill the memory. */
const sliceSize = 16 * 1024;

export type ArchiveFault = "notAZip" | "tooLarge" | "tooManyFiles" | "pathInName";

export type UnzippedFiles = { files: CodeFile[] } | { fault: ArchiveFault; fileName: string | null };

/** What Macs and Windows put into folders and zips, beside the files themselves. */
const ofTheSystem = /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

/** The files of a zip: those that lie in it side by side, or in one folder, as when the exported folder is packed. */
export function unzipCodeFiles(archive: Uint8Array): UnzippedFiles {
  const unpacked = unpack(archive);
  if ("fault" in unpacked) return { ...unpacked, fileName: null };
  const placed = unpacked.entries
    .filter(({ name }) => !ofTheSystem.test(name))
    .map((entry) => ({ ...entry, path: entry.name.split("/") }));
  const [first] = placed;
  const folder = first && first.path.length > 1 ? first.path[0] : undefined;
  const wrong = placed.find(
    ({ name, path }) =>
      isUnsafe(name) || path.length !== (folder === undefined ? 1 : 2) || (folder ?? path[0]) !== path[0],
  );
  if (wrong) return { fault: "pathInName", fileName: wrong.name.slice(0, 200) };
  return {
    files: placed.flatMap(({ path, bytes }) => {
      const fileName = path.at(-1) ?? "";
      return fileName === "" ? [] : [{ fileName, bytes }];
    }),
  };
}

/**
 * Never out of the folder, nor to a drive or a device: nothing is written to disk here, but a name is shown. Windows packs
 * THÉÂTRE in the code page of DOS, where É is 0x90: what is read as a control character beyond ASCII is a letter.
 */
function isUnsafe(name: string): boolean {
  return (
    /[\\:]|[^\P{Cc}\u0080-\u009f]|^\//u.test(name) ||
    name.split("/").some((part) => part === ".." || part === ".")
  );
}

interface Entry {
  name: string;
  bytes: Uint8Array;
}

function unpack(archive: Uint8Array): { entries: Entry[] } | { fault: ArchiveFault } {
  const open = new Map<string, Uint8Array[]>();
  const entries: Entry[] = [];
  let started = 0;
  let size = 0;
  let fault: ArchiveFault | undefined;
  const unzip = new Unzip((file) => {
    started += 1;
    if (started > entriesMax) fault ??= "tooManyFiles";
    if (open.has(file.name) || entries.some(({ name }) => name === file.name)) fault ??= "notAZip";
    if (fault) return;
    const parts: Uint8Array[] = [];
    open.set(file.name, parts);
    file.ondata = (error, part, final) => {
      if (error) fault ??= "notAZip";
      size += part?.length ?? 0;
      if (size > unpackedMax) fault ??= "tooLarge";
      if (fault) return;
      parts.push(part);
      if (!final) return;
      open.delete(file.name);
      entries.push({ name: file.name, bytes: Buffer.concat(parts) });
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < archive.length && fault === undefined; at += sliceSize)
      unzip.push(archive.subarray(at, at + sliceSize), at + sliceSize >= archive.length);
  } catch {
    // The library says in several ways that the bytes are none of a zip.
    fault ??= "notAZip";
  }
  if (fault === undefined && (open.size > 0 || entries.length === 0)) fault = "notAZip";
  return fault === undefined ? { entries } : { fault };
}

import { unzipSync, zipSync } from "fflate";

/** What was dropped or chosen, as the server takes it. */
export interface GatheredFiles {
  /** Tells one set from another. */
  readonly key: string;
  /** Base64 of a zip. */
  readonly archive: string;
  /** The plan, to look at; null where the files hold none that can be shown. */
  readonly pictureUrl: string | null;
}

/** The server takes no more, and no hall comes near it. */
const archiveMax = 5 * 1024 * 1024;

/** Packs what is not packed yet; undefined where it is too large to be a hall. */
export async function gatherFiles(files: readonly File[]): Promise<GatheredFiles | undefined> {
  const [single] = files;
  const isZip = files.length === 1 && single !== undefined && /\.zip$/i.test(single.name);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > (isZip ? archiveMax : 40 * 1024 * 1024)) return undefined;
  const bytes = isZip ? new Uint8Array(await single.arrayBuffer()) : await pack(files);
  if (bytes.length > archiveMax) return undefined;
  return {
    key: `${Date.now()} ${files.map(({ name }) => name).join(" ")}`,
    archive: await base64Of(bytes),
    pictureUrl: pictureIn(bytes),
  };
}

async function pack(files: readonly File[]): Promise<Uint8Array<ArrayBuffer>> {
  const entries: Record<string, Uint8Array> = {};
  for (const file of files) {
    // A file of the same name is packed all the same, so that the server can refuse it by name.
    const name = file.name in entries ? `${file.name} (2)` : file.name;
    entries[name] = new Uint8Array(await file.arrayBuffer());
  }
  return zipSync(entries, { level: 6 });
}

function base64Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",")[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([bytes]));
  });
}

function pictureIn(archive: Uint8Array<ArrayBuffer>): string | null {
  try {
    const [picture] = Object.values(
      unzipSync(archive, {
        filter: ({ name, originalSize }) => /\.bmp$/i.test(name) && originalSize < 2 * archiveMax,
      }),
    );
    return picture ? URL.createObjectURL(new Blob([new Uint8Array(picture)], { type: "image/bmp" })) : null;
  } catch {
    return null;
  }
}

/** The files of a drop, those inside of a dropped folder too. */
export async function filesOfDrop(transfer: DataTransfer): Promise<File[]> {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
  const found = await Promise.all(entries.flatMap((entry) => (entry ? [filesOfEntry(entry)] : [])));
  return found.flat();
}

async function filesOfEntry(entry: FileSystemEntry): Promise<File[]> {
  if (isFile(entry)) return [await new Promise<File>((resolve, reject) => entry.file(resolve, reject))];
  if (!isFolder(entry)) return [];
  const reader = entry.createReader();
  const inside = await new Promise<FileSystemEntry[]>((resolve, reject) =>
    reader.readEntries(resolve, reject),
  );
  // One folder deep, as it was exported: what lies deeper is not ours.
  return (await Promise.all(inside.filter(isFile).map(filesOfEntry))).flat();
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

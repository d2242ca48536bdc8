import { chainStart } from "@allotement/protocol/feed-chain.ts";
import { digestOf, signedText } from "./archive.ts";
import {
  type ArchiveRecord,
  archiveRecords,
  type ClosingRecord,
  type EntryRecord,
  type HeadRecord,
  type SignatureRecord,
} from "./archive-records.ts";
import { faultOfClosing, faultOfEntry } from "./archive-rules.ts";
import { fingerprintOf, isSignature } from "./signing-key.ts";

/** What has been read so far of an archive in which nothing was wrong. */
export interface ArchiveRead {
  /** Of the last line. */
  digest: string;
  head: HeadRecord | undefined;
  entries: EntryRecord[];
  closings: ClosingRecord[];
  signature: SignatureRecord | undefined;
}

export type ArchiveVerdict =
  | { holds: true; head: HeadRecord; entries: EntryRecord[]; closings: ClosingRecord[] }
  /** `line`: the first that is not as it was written, the first line being 1. */
  | { holds: false; line: number; fault: string };

/**
 * Checks an archive by itself: each line's digest, the seals of the journal, the chain of the closings, every total
 * anew, and the signature. `fingerprint`: the key that must have signed it; without it, any key may, the archive's own.
 */
export function verifyArchive(archive: Uint8Array, fingerprint?: string): ArchiveVerdict {
  const read: ArchiveRead = {
    digest: chainStart,
    head: undefined,
    entries: [],
    closings: [],
    signature: undefined,
  };
  const lines = linesOf(archive);
  for (const [index, line] of lines.entries()) {
    const fault = readLine(read, line, index + 1, fingerprint);
    if (fault !== undefined) return { holds: false, line: index + 1, fault };
  }
  const { head, entries, closings, signature } = read;
  if (!head || !signature)
    return {
      holds: false,
      line: lines.length + 1,
      fault: "is missing: the archive ends before its signature",
    };
  return { holds: true, head, entries, closings };
}

interface Line {
  bytes: Uint8Array;
  ended: boolean;
}

function linesOf(archive: Uint8Array): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < archive.length; ) {
    const end = archive.indexOf(10, start);
    lines.push({ bytes: archive.subarray(start, end === -1 ? archive.length : end), ended: end !== -1 });
    start = end === -1 ? archive.length : end + 1;
  }
  return lines;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The fault of a line; undefined where there is none, and the line counts as read. */
function readLine(
  read: ArchiveRead,
  { bytes, ended }: Line,
  number: number,
  fingerprint: string | undefined,
): string | undefined {
  if (!ended) return "is cut off";
  const parts = partsOf(bytes);
  if (!parts) return "is not a line of an archive: a digest, a space and a record";
  if (digestOf(read.digest, parts.record) !== parts.digest)
    return "was altered, or does not stand where it was written: its digest does not fit";
  const record = recordOf(parts.record);
  if (!record) return "holds no record of this format";
  if (read.signature) return "stands after the signature, where nothing may stand";
  if ((record.record === "archive") !== (number === 1))
    return number === 1 ? "does not say what archive this is" : "begins another archive";
  const fault = faultOf(read, record, number, fingerprint);
  read.digest = parts.digest;
  return fault;
}

function partsOf(bytes: Uint8Array): { digest: string; record: string } | undefined {
  try {
    const [, digest, record] = /^([0-9a-f]{64}) (\{.*\})$/.exec(utf8.decode(bytes)) ?? [];
    return digest === undefined || record === undefined ? undefined : { digest, record };
  } catch {
    return undefined;
  }
}

function recordOf(text: string): ArchiveRecord | undefined {
  try {
    return archiveRecords.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function faultOf(
  read: ArchiveRead,
  record: ArchiveRecord,
  number: number,
  fingerprint: string | undefined,
): string | undefined {
  switch (record.record) {
    case "archive":
      read.head = record;
      return faultOfHead(record, fingerprint);
    case "entry": {
      const fault = faultOfEntry(read, record);
      read.entries.push(record);
      return fault;
    }
    case "closing": {
      const fault = faultOfClosing(read, record);
      read.closings.push(record);
      return fault;
    }
    case "signature":
      read.signature = record;
      return faultOfSignature(read, record, number);
  }
}

function faultOfHead({ publicKey, fingerprint: said }: HeadRecord, wanted: string | undefined) {
  const own = fingerprintOf(publicKey);
  if (own !== said) return "names a key and the fingerprint of another one";
  if (wanted !== undefined && own !== wanted) return `is signed by another key than the one given: ${own}`;
  return undefined;
}

function faultOfSignature({ digest, head, closings }: ArchiveRead, record: SignatureRecord, number: number) {
  if (closings.at(-1)?.closing.closingNumber !== head?.closingNumber)
    return "comes before the closing that this archive is of";
  if (record.lines !== number - 1) return `signs ${record.lines} lines, and ${number - 1} stand before it`;
  if (!head || !isSignature(head.publicKey, signedText(digest), record.signature))
    return "does not fit: what stands before it was written anew, by somebody without the key";
  return undefined;
}

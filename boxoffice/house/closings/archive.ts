import { canonicalJson, chainStart, sha256 } from "@allotement/protocol/feed-chain.ts";
import { type SealedFacts, sealedWords } from "../journal/seal-journal.ts";
import type { Closing } from "./closing.ts";
import { fingerprintOf, signText } from "./signing-key.ts";

/**
 * The archive of a closing (docs/money.md): one text, one record a line, verified without any database. A line is its
 * digest, a space, and a record as canonical JSON; the digest is SHA-256(the digest of the line before ‖ the record), so
 * that whatever is altered, left out, added or put elsewhere shows at its very line.
 */

export const archiveFormat = "allotement-journal";
export const archiveVersion = 1;

export interface ArchivedEntry {
  entry: SealedFacts;
  previousHash: string;
  hash: string;
}

export interface ArchiveContent {
  organizerId: number;
  /** In the order of their numbers: from the last day before the period, where there is one, to the closing itself. */
  closings: readonly Closing[];
  /** Every line of the journal in the period, in the order of their numbers. */
  entries: readonly ArchivedEntry[];
}

/** What is signed: the digest of the last line before the signature, under the format's name. */
export function signedText(digest: string): string {
  return `${archiveFormat} ${archiveVersion} ${digest}`;
}

export function digestOf(digestBefore: string, record: string): string {
  return sha256(digestBefore + record);
}

/** The whole archive; the same content and key make the same text. */
export function writeArchive(content: ArchiveContent, key: { publicKey: string; secret: string }): string {
  const lines: string[] = [];
  let digest = chainStart;
  const add = (record: Record<string, unknown>) => {
    const text = canonicalJson(record);
    digest = digestOf(digest, text);
    lines.push(`${digest} ${text}\n`);
  };
  const [own] = content.closings.slice(-1);
  if (!own) throw new Error("an archive holds its closing");
  const { organizerId } = content;
  const { publicKey } = key;
  add({
    record: "archive",
    format: archiveFormat,
    version: archiveVersion,
    organizerId,
    closingNumber: own.closingNumber,
    publicKey,
    fingerprint: fingerprintOf(publicKey),
  });
  for (const closing of closingsBefore(content.closings, own)) add(closingRecord(closing));
  for (const { entry, previousHash, hash } of content.entries)
    add({ record: "entry", previousHash, hash, entry: sealedWords(organizerId, entry) });
  for (const closing of content.closings.slice(closingsBefore(content.closings, own).length))
    add(closingRecord(closing));
  const signature = signText(key.secret, signedText(digest));
  add({ record: "signature", lines: lines.length, signature });
  return lines.join("");
}

/** What the chain begins with stands before the lines of the journal: at most one closing. */
function closingsBefore(closings: readonly Closing[], own: Closing): readonly Closing[] {
  const [first] = closings;
  return first &&
    first !== own &&
    first.kind === "day" &&
    first.lastEntry < own.firstEntry &&
    first.endsAt <= own.startsAt
    ? [first]
    : [];
}

function closingRecord({ previousHash, hash, ...facts }: Closing): Record<string, unknown> {
  return { record: "closing", previousHash, hash, closing: facts };
}

import { readFile } from "node:fs/promises";
import { fingerprintOf } from "@allotement/boxoffice/house/closings/signing-key.ts";
import { type ArchiveVerdict, verifyArchive } from "@allotement/boxoffice/house/closings/verify-archive.ts";
import { CannotStart } from "@allotement/platform/cannot-start.ts";
import { formatCents } from "@allotement/protocol/money.ts";

/**
 * `allotement journal verify`: archives of closings, each by itself, and where several are named also that each follows
 * the one before it. Needs no database and no server. Answers the exit code: 0 where all hold, else 1.
 */
export async function journalVerify(
  files: readonly string[],
  { publicKey }: { publicKey?: string },
  write: (text: string) => void = (text) => process.stdout.write(text),
): Promise<number> {
  const fingerprint = publicKey === undefined ? undefined : await wantedFingerprint(publicKey);
  let before: ArchiveVerdict | undefined;
  for (const file of files) {
    const verdict = verifyArchive(await bytesOf(file), fingerprint);
    const gap = verdict.holds && before?.holds ? gapBetween(before, verdict) : undefined;
    if (!verdict.holds) {
      write(`ALTERED ${file}\n  line ${verdict.line} ${verdict.fault}\n`);
      return 1;
    }
    if (gap !== undefined) {
      write(`ALTERED ${file}\n  ${gap}\n`);
      return 1;
    }
    write(described(file, verdict, fingerprint !== undefined));
    before = verdict;
  }
  return 0;
}

type Held = Extract<ArchiveVerdict, { holds: true }>;

function described(file: string, { head, entries, closings }: Held, keyGiven: boolean): string {
  const closing = closings.at(-1)?.closing;
  if (!closing) throw new Error("an archive that holds has its closing");
  const first = entries[0]?.entry.entryNumber;
  const range = first === undefined ? "no entry" : `entries ${first} to ${closing.lastEntry}`;
  return [
    `HOLDS ${file}`,
    `  organizer ${head.organizerId}, ${closing.organizerName}: closing ${closing.closingNumber} of ${closing.kind} ${closing.period}, ${range}`,
    `  total ${formatCents(closing.periodTotalCents, "en")}, grand total ${formatCents(closing.grandTotalCents, "en")}, perpetual total ${formatCents(closing.perpetualTotalCents, "en")}`,
    keyGiven
      ? `  signed by the key given, ${head.fingerprint}`
      : `  signed by ${head.fingerprint}: compare with the box office's screen, or give it with --public-key`,
    "",
  ].join("\n");
}

/** Where one archive does not begin in the other, or somebody else signed it. */
function gapBetween(before: Held, after: Held): string | undefined {
  if (before.head.fingerprint !== after.head.fingerprint)
    return "is signed by another key than the archive before it";
  const [base] = after.closings;
  const known = before.closings.some((closing) => closing.hash === base?.hash);
  return known
    ? undefined
    : "does not follow the archive before it: a closing between them is missing, or they are of two books";
}

/** A fingerprint in hexadecimal, with or without spaces and colons, or a file with the public key in PEM. */
async function wantedFingerprint(given: string): Promise<string> {
  const bare = given.replace(/[\s:]/g, "").toLowerCase();
  if (/^[0-9a-f]{64}$/.test(bare)) return bare;
  const pem = new TextDecoder().decode(await bytesOf(given));
  const [, key] = /-----BEGIN PUBLIC KEY-----([\sA-Za-z0-9+/=]+)-----END PUBLIC KEY-----/.exec(pem) ?? [];
  if (key === undefined)
    throw new CannotStart(
      `${given} is neither a fingerprint of 64 hexadecimal digits nor a public key in PEM.`,
    );
  return fingerprintOf(key.replace(/\s/g, ""));
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CannotStart(
      `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

import { execFileSync, spawnSync } from "node:child_process";
import { inflateSync } from "node:zlib";

/** Reads a PDF as a person's programs do, by poppler; without it such a test is skipped, and says so. */
const missing = spawnSync("pdftotext", ["-v"]).error !== undefined;
if (missing) console.warn("SKIPPED: pdftotext (poppler-utils) is not installed: no PDF is read in this run.");
export const poppler = { skip: missing };

/** The text in reading order; pages end with a form feed. */
export function textOf(pdf: Uint8Array, ...options: string[]): string {
  return execFileSync("pdftotext", ["-enc", "UTF-8", ...options, "-", "-"], {
    input: pdf,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
}

export function pagesOf(pdf: Uint8Array): string[] {
  return textOf(pdf, "-layout").split("\f").slice(0, -1);
}

/** What is drawn, decompressed: the operators of every content stream. */
export function drawingOf(pdf: Buffer): string {
  const text = pdf.toString("latin1");
  return [...text.matchAll(/\/Filter \/FlateDecode\n>>\nstream\n/g)]
    .map((match) => {
      const start = match.index + match[0].length;
      return inflateSync(pdf.subarray(start)).toString("latin1");
    })
    .join("\n");
}

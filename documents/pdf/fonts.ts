import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/**
 * The fonts of every document, embedded: DejaVu has the accents, €, and the narrow no-break space of `1 234,50 €`, which the
 * fonts that every reader brings along have not.
 */
export const fontFiles = {
  regular: "DejaVuSansCondensed.ttf",
  bold: "DejaVuSansCondensed-Bold.ttf",
} as const;
export type FontName = keyof typeof fontFiles;

const require = createRequire(import.meta.url);
const read = new Map<FontName, Buffer>();

/** Reads a font once. */
export function fontBytes(name: FontName): Buffer {
  let bytes = read.get(name);
  if (!bytes) {
    bytes = readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${fontFiles[name]}`));
    read.set(name, bytes);
  }
  return bytes;
}

import iconv from "iconv-lite";

/**
 * Text in the files is Windows-1252, which the other side's tools open by default. Nothing is lost by it: a character that
 * this charset has not, or that could be taken for something else, is written as its UTF-16 code, \u0422.
 */
const charset = "win1252";

/** The longest text that a list holds, in UTF-16 units; a longer one is cut there. */
const textLengthMax = 200;

const writable = new Set(
  iconv.decode(
    Uint8Array.from({ length: 0x100 - 0x20 }, (_, index) => index + 0x20),
    charset,
  ),
);
/** Separator, quote, our own mark, control and format characters. */
const special = /[;"\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/u;
/** Editors eat a space at either end. */
const space = /\s/u;
/** A spreadsheet takes a cell that begins so for a formula. */
const formula = /[=+\-@]/;

/** Nothing in it needs a code: most row labels and numbers. */
const plain = /^[A-Za-z0-9](?:[A-Za-z0-9 .'-]*[A-Za-z0-9])?$/;

/** A text as a field of a line; NUL and half characters, which no database keeps, become U+FFFD. */
export function writeText(text: string): string {
  if (text.length <= textLengthMax && plain.test(text)) return text;
  const characters = [...text.slice(0, textLengthMax).replace(/[\0\p{Surrogate}]/gu, "\uFFFD")];
  const last = characters.length - 1;
  return characters
    .map((character, index) => {
      const atEnd = index === 0 || index === last;
      const coded =
        special.test(character) ||
        !writable.has(character) ||
        (atEnd && space.test(character)) ||
        (index === 0 && formula.test(character));
      return coded ? codeOf(character) : character;
    })
    .join("");
}

/** What `writeText` wrote; undefined for a field that it would have written otherwise. */
export function readText(field: string): string | undefined {
  const text = field.replace(/\\u([0-9A-F]{4})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return writeText(text) === field ? text : undefined;
}

function codeOf(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).toUpperCase();
    return `\\u${unit.padStart(4, "0")}`;
  }).join("");
}

export function encodeLines(lines: readonly string[]): Uint8Array {
  return iconv.encode(lines.map((line) => `${line}\r\n`).join(""), charset);
}

/** Whether the bytes are in a charset that an editor may have saved them in; `plain` without a mark at the beginning. */
export function otherCharset(bytes: Uint8Array): { marked: boolean; plain: boolean } {
  const [first, second, third] = bytes;
  const utf8Mark = first === 0xef && second === 0xbb && third === 0xbf;
  const utf16Mark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return { marked: utf8Mark || utf16Mark || bytes.includes(0), plain: isUtf8BeyondAscii(bytes) };
}

function isUtf8BeyondAscii(bytes: Uint8Array): boolean {
  if (!bytes.some((byte) => byte >= 0x80)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The lines of a file; undefined where the last one has no end, or a line ends otherwise than CRLF. */
export function decodeLines(bytes: Uint8Array): string[] | undefined {
  const text = iconv.decode(bytes, charset);
  const lines = text.split("\r\n");
  if (lines.pop() !== "" || lines.some((line) => /[\r\n]/.test(line))) return undefined;
  return lines;
}

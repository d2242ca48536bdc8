import iconv from "iconv-lite";

const charset = "win1252";

/** A line's text; undefined where it holds a control character, which none of the layouts has. */
export function decodeLine(bytes: Uint8Array): string | undefined {
  const text = iconv.decode(bytes, charset);
  return /[\p{Cc}\uFFFD]/u.test(text) ? undefined : text;
}

/** Words as the charset can hold them: a letter that it lacks loses its accent, or stands as a question mark. */
export function writableText(text: string): string {
  return [...text.normalize("NFC")]
    .map((character) => {
      if (isWritable(character)) return character;
      const bare = character.normalize("NFKD").replace(/\p{M}/gu, "");
      return bare !== "" && [...bare].every(isWritable) ? bare : "?";
    })
    .join("");
}

function isWritable(character: string): boolean {
  const bytes = iconv.encode(character, charset);
  return bytes.length === 1 && !/\p{Cc}/u.test(character) && iconv.decode(bytes, charset) === character;
}

export function encodeText(text: string): Uint8Array {
  return iconv.encode(text, charset);
}

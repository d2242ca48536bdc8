/** Names of files made from what people have typed: a hall, a show, a customer. */

/** Longest name in bytes of UTF-8; file systems take 255, and callers add a code and an extension. */
const longestBytes = 120;
/** Devices of Windows, which no file may be called, whatever its extension. */
const reservedNames = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;

/**
 * One segment of a path, safe on every system, in which the text is still recognised: `../../x` becomes `x`, `CON`
 * becomes `_CON`. Without separators, control characters, signs that change the direction of writing, and what Windows
 * refuses. Two texts may give one name: callers add what tells them apart, such as a code, and the extension.
 * `fallback` is answered where nothing is left.
 */
export function safeFileName(text: string, fallback: string): string {
  const bare = text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/[\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/[/\\:*?"<>|]+/gu, "-")
    .replace(/\.{2,}/gu, ".");
  const name = trimmed(cut(trimmed(bare)));
  if (name === "") return fallback;
  return reservedNames.test(name) ? `_${name}` : name;
}

/** The same for a name that has its extension already, which stays however long the rest is. */
export function safeWithExtension(fileName: string, fallback: string): string {
  const [extension = ""] = /\.[a-z0-9]{1,8}$/i.exec(fileName) ?? [];
  return safeFileName(fileName.slice(0, fileName.length - extension.length), fallback) + extension;
}

/** No name is hidden, begins like an option of a command, or ends as Windows cannot keep it. */
const trimmed = (name: string) => name.replace(/^[\s.-]+|[\s.]+$/gu, "");

/** Cut between two characters, never inside of one. */
function cut(name: string): string {
  let kept = "";
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > longestBytes) break;
    kept += character;
  }
  return kept;
}

/** The header that offers a file under its name, in two ways: for every client, and with every letter (RFC 6266, 8187). */
export function contentDisposition(kind: "attachment" | "inline", fileName: string): string {
  const plain = fileName
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/gu, "_")
    .replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(fileName.replace(/\p{Cs}/gu, "\ufffd")).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

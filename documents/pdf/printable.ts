/** What stands on paper for characters that cannot be drawn or that would change what is around them. */

/** Names are shown no longer than this; the exchange's own labels are shorter. */
const longestName = 200;
/** More than so many signs upon one letter would be drawn over the lines above and below. */
const tallestLetter = 6;
const missing = "□";
const replacement = "\ufffd";

export interface Printable {
  /** What is drawn: every character has a glyph, none acts on its neighbours. */
  shown: string;
  /** The same with the characters that the font lacks: what is searched, copied and read aloud. */
  meant: string;
}

const letters = new Intl.Segmenter("fr", { granularity: "grapheme" });

/**
 * A text of one line as it is drawn. A control character is made visible (NUL as ␀); a sign that changes the direction of
 * writing or cannot be seen stands as `�`; a letter that the font lacks as `□`, and keeps its meaning in the text layer.
 */
export function printable(text: string, canDraw: (codePoint: number) => boolean): Printable {
  let shown = "";
  let meant = "";
  for (const { segment } of letters.segment(text.replace(/[\t\r\n]+/g, " ").normalize("NFC"))) {
    const joined = segment.length > 1 && /^\P{C}/u.test(segment);
    // Joiners inside one letter belong to it; everywhere else a character without a shape is made visible.
    const seen = joined ? segment.replace(/\p{C}/gu, "") : visible(segment);
    meant += joined ? segment.replace(/\p{Cs}/gu, "\ufffd") : seen;
    const codePoints = [...seen].map((character) => character.codePointAt(0) ?? 0);
    const drawn = codePoints.length <= tallestLetter && codePoints.every(canDraw);
    shown += drawn ? seen : missing;
  }
  return { shown, meant };
}

function visible(letter: string): string {
  return letter.replace(/\p{C}/gu, (character) => {
    const codePoint = character.codePointAt(0) ?? 0;
    if (codePoint < 0x20) return String.fromCodePoint(0x2400 + codePoint);
    if (codePoint === 0x7f) return "\u2421";
    return codePoint === 0xad ? "" : replacement;
  });
}

/** A name at the length that documents show; a longer one ends with «…». */
export function shortened(name: string): string {
  const characters = [...name];
  return characters.length > longestName ? `${characters.slice(0, longestName).join("")}…` : name;
}

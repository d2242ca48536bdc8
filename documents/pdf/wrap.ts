/**
 * Breaks one paragraph into lines that are not wider than `width`: between words where it can, inside a word that is
 * wider than a line. `widthOf` measures a text in the unit of `width`.
 */
export function wrap(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width) {
      line = longer;
      continue;
    }
    if (line.trim() !== "") lines.push(line);
    line = word;
    while (widthOf(line) > width) {
      const fits = lengthThatFits(line, width, widthOf);
      lines.push(line.slice(0, fits));
      line = line.slice(fits);
    }
  }
  lines.push(line);
  return lines;
}

/** How much of a word stands on one line: one character at least, and never half a pair of surrogates. */
function lengthThatFits(word: string, width: number, widthOf: (text: string) => number): number {
  let fits = 1;
  let tooLong = Math.min(word.length, 400);
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (widthOf(word.slice(0, middle)) <= width) fits = middle;
    else tooLong = middle;
  }
  const cutsAPair = /[\ud800-\udbff]/.test(word[fits - 1] ?? "");
  if (!cutsAPair) return fits;
  return fits > 1 ? fits - 1 : 2;
}

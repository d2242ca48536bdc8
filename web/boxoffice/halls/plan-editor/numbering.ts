/** How the seats of a row are numbered, counted from its first seat. */
export interface Numbering {
  readonly kind: "all" | "odd" | "even";
  /** The end at which the smallest number stands. */
  readonly side: "left" | "right";
  /** The smallest number; of odd and even ones the next that fits. */
  readonly start: number;
}

export const plainNumbering: Numbering = { kind: "all", side: "left", start: 1 };

/** The numbers of `count` seats from left to right: each once. */
export function numbersOf({ kind, side, start }: Numbering, count: number): string[] {
  const step = kind === "all" ? 1 : 2;
  const fits = kind === "all" || Math.abs(start % 2) === (kind === "odd" ? 1 : 0);
  const first = fits ? start : start + 1;
  const numbers = Array.from({ length: count }, (_, index) => String(first + index * step));
  return side === "left" ? numbers : numbers.reverse();
}

/** The row's label after another one: A → B, Z → AA, 9 → 10, Loge 2 → Loge 3; a label of another kind gets a number. */
export function nextLabel(label: string): string {
  const [, words = "", count] = /^(.*?)(\d{1,6})$/.exec(label) ?? [];
  if (count !== undefined) return `${words}${Number(count) + 1}`;
  if (!/^[A-Z]+$/.test(label)) return `${label} 2`.trim();
  const letters = [...label];
  for (let at = letters.length - 1; at >= 0; at--) {
    const code = (letters[at] ?? "A").charCodeAt(0);
    if (code < 90) {
      letters[at] = String.fromCharCode(code + 1);
      return letters.join("");
    }
    letters[at] = "A";
  }
  return `A${letters.join("")}`;
}

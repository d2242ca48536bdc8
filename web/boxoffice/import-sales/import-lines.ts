import type { ImportChoices, ImportOrder } from "@allotement/boxoffice/api/interface-import-sales.ts";

export type ImportLine = ImportOrder["lines"][number];
export type ImportChoice = ImportChoices["groups"][number]["shows"][number];

/** A name for a line: the same show and range twice would be integrated once anyway. */
export function lineKey({ showNumber, from, to }: ImportLine): string {
  return `${showNumber} ${from ?? ""} ${to ?? ""}`;
}

/** The lines with one more; the same list where it stands there already. */
export function withLine(lines: readonly ImportLine[], line: ImportLine): readonly ImportLine[] {
  return lines.some((one) => lineKey(one) === lineKey(line)) ? lines : [...lines, line];
}

export function withoutLine(lines: readonly ImportLine[], key: string): readonly ImportLine[] {
  return lines.filter((line) => lineKey(line) !== key);
}

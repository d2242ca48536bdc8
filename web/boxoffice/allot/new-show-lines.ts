import type { NewShowLine, NewShowWindow } from "@allotement/boxoffice/api/interface-allot.ts";
import { formatCents, parseCents } from "@allotement/protocol/money.ts";
import { proposedResellerFeeCents } from "@allotement/protocol/reseller-fee.ts";

export const amountNames = ["faceValue", "venueFee", "organizerFee", "resellerFee"] as const;
export type AmountName = (typeof amountNames)[number];

type ShownLine = NewShowWindow["lines"][number];

/** A line as it is typed: texts, read when they are sent. */
export interface TypedLine {
  readonly line: ShownLine;
  readonly typed: Readonly<Record<AmountName, string>>;
  /** Until the clerk types a fee, it follows the amount (R5.4). */
  readonly isFeeTyped: boolean;
}

const centsOf = {
  faceValue: (line: ShownLine) => line.faceValueCents,
  venueFee: (line: ShownLine) => line.venueFeeCents,
  organizerFee: (line: ShownLine) => line.organizerFeeCents,
  resellerFee: (line: ShownLine) => line.resellerFeeCents,
} as const;

export function typedLine(line: ShownLine): TypedLine {
  const text = (name: AmountName) => {
    const amountCents = centsOf[name](line);
    return amountCents === null ? "" : plain(amountCents);
  };
  const typed = {
    faceValue: text("faceValue"),
    venueFee: text("venueFee"),
    organizerFee: text("organizerFee"),
    resellerFee: text("resellerFee"),
  };
  return { line, typed, isFeeTyped: line.resellerFeeCents !== null };
}

/** What the grid has is not retyped here: only what it lacks can be completed (null), and the reseller's own fee. */
export function fixedCents(line: ShownLine, name: AmountName): number | null {
  return name === "resellerFee" || !line.inGrid ? null : centsOf[name](line);
}

export function typeAmount(before: TypedLine, name: AmountName, text: string): TypedLine {
  const typed = { ...before.typed, [name]: text };
  if (name === "resellerFee") return { ...before, typed, isFeeTyped: true };
  const faceValueCents = name === "faceValue" ? parseCents(text) : undefined;
  if (faceValueCents === undefined || before.isFeeTyped) return { ...before, typed };
  return { ...before, typed: { ...typed, resellerFee: plain(proposedResellerFeeCents(faceValueCents)) } };
}

/** A line that the grid lacks and nobody filled in stays at home; every other must be whole. */
export function isLeftOut({ line, typed }: TypedLine): boolean {
  return !line.inGrid && typed.faceValue.trim() === "";
}

export function isWrong(line: TypedLine, name: AmountName): boolean {
  return !isLeftOut(line) && parseCents(fallback(name, line.typed[name])) === undefined;
}

/** The first amount without which its line cannot leave. */
export function firstMissing(lines: readonly TypedLine[]): { index: number; name: AmountName } | undefined {
  for (const [index, line] of lines.entries()) {
    const name = amountNames.find((one) => isWrong(line, one));
    if (name !== undefined) return { index, name };
  }
  return undefined;
}

/** The whole line, or undefined where an amount is missing or cannot be read. */
export function readLine({ line, typed }: TypedLine): NewShowLine | undefined {
  const [faceValueCents, venueFeeCents, organizerFeeCents, resellerFeeCents] = amountNames.map((name) =>
    parseCents(fallback(name, typed[name])),
  );
  if (faceValueCents === undefined || venueFeeCents === undefined) return undefined;
  if (organizerFeeCents === undefined || resellerFeeCents === undefined) return undefined;
  const { priceTypeCode, seatCategoryCode } = line;
  return {
    priceTypeCode,
    seatCategoryCode,
    faceValueCents,
    venueFeeCents,
    organizerFeeCents,
    resellerFeeCents,
  };
}

/** What a customer of the reseller pays for the line as it is typed; undefined while an amount cannot be read. */
export function totalCents(line: TypedLine): number | undefined {
  const read = readLine(line);
  if (read === undefined) return undefined;
  return read.faceValueCents + read.venueFeeCents + read.organizerFeeCents + read.resellerFeeCents;
}

/** The two fees that the venue gets back are often none: left empty, they are zero. */
function fallback(name: AmountName, text: string): string {
  const isVenueFee = name === "venueFee" || name === "organizerFee";
  return isVenueFee && text.trim() === "" ? "0" : text;
}

/** «48,00»: an amount as it is typed, without the sign. */
function plain(amountCents: number): string {
  return formatCents(amountCents).replace(/\s*€$/u, "");
}

import { z } from "zod";
import type { CodeLists, ListedSeat } from "./code-lists.ts";
import { readText, writeText } from "./text-field.ts";

/**
 * The columns of each list: their heads, how a row is written, and how it is read back. Every field has one way only to be
 * written, so that equal data are equal bytes and a change by hand is seen.
 */
export interface ListTable<Row> {
  heads: readonly string[];
  write(row: Row): string[];
  read: z.ZodType<Row, string[]>;
}

const codeMax = 2_147_483_647;
const code = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .refine((number) => number <= codeMax);
export const count = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})$/)
  .transform(Number);
/** Two decimals after a point; minus zero is not a number that anybody writes. */
export const hundredths = z
  .string()
  .regex(/^(?!-0\.00$)-?(0|[1-9]\d{0,6})\.\d\d$/)
  .transform(Number);
export const text = z.string().transform((field, context) => {
  const read = readText(field);
  if (read !== undefined) return read;
  context.addIssue({ code: "custom" });
  return z.NEVER;
});
const colour = z.string().regex(/^#[0-9a-f]{6}$/);
const flag = z.enum(["0", "1"]).transform((digit) => digit === "1");

export function writeHundredths(value: number): string {
  const written = value.toFixed(2);
  return written === "-0.00" ? "0.00" : written;
}

const writeFlag = (value: boolean) => (value ? "1" : "0");

export const categoryTable: ListTable<CodeLists["categories"][number]> = {
  heads: ["CODE", "NOM", "NOM_COURT", "COULEUR"],
  write: (row) => [String(row.code), writeText(row.name), writeText(row.shortName), row.colour],
  read: z
    .tuple([code, text, text, colour])
    .transform(([code, name, shortName, colour]) => ({ code, name, shortName, colour })),
};

const named = {
  heads: ["CODE", "NOM"],
  write: (row: { code: number; name: string }) => [String(row.code), writeText(row.name)],
  read: z.tuple([code, text]).transform(([code, name]) => ({ code, name })),
};
export const designationTable: ListTable<CodeLists["designations"][number]> = named;
export const floorTable: ListTable<CodeLists["floors"][number]> = named;

export const zoneTable: ListTable<CodeLists["zones"][number]> = {
  heads: ["CODE", "NOM", "ETAGE"],
  write: (row) => [String(row.code), writeText(row.name), String(row.floorCode)],
  read: z.tuple([code, text, code]).transform(([code, name, floorCode]) => ({ code, name, floorCode })),
};

export const seatTable: ListTable<ListedSeat> = {
  heads: [
    "CODE",
    "ETAGE",
    "ZONE",
    "RANG",
    "PLACE",
    "CATEGORIE",
    "DENOMINATION",
    "X",
    "Y",
    "PMR",
    "ACCOMPAGNATEUR",
    "VISIBILITE_REDUITE",
    "STRAPONTIN",
  ],
  write: (seat) => [
    String(seat.code),
    String(seat.floorCode),
    String(seat.zoneCode),
    writeText(seat.rowLabel),
    writeText(seat.seatNumber),
    String(seat.categoryCode),
    String(seat.designationCode),
    writeHundredths(seat.x),
    writeHundredths(seat.y),
    writeFlag(seat.wheelchair),
    writeFlag(seat.companion),
    writeFlag(seat.restrictedView),
    writeFlag(seat.folding),
  ],
  read: z
    .tuple([code, code, code, text, text, code, code, hundredths, hundredths, flag, flag, flag, flag])
    .transform(
      ([
        code,
        floorCode,
        zoneCode,
        rowLabel,
        seatNumber,
        categoryCode,
        designationCode,
        x,
        y,
        wheelchair,
        companion,
        restrictedView,
        folding,
      ]) => ({
        code,
        floorCode,
        zoneCode,
        rowLabel,
        seatNumber,
        categoryCode,
        designationCode,
        x,
        y,
        wheelchair,
        companion,
        restrictedView,
        folding,
      }),
    ),
};

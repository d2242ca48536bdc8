import { z } from "zod";

/**
 * The open seating-plan JSON as it is found in the wild, read tolerantly: unknown fields are ignored, what a drawing
 * alone needs may be absent, what a ticket prints may not. Our own optional fields, which other readers ignore:
 * `floor` on a zone; `designation`, `wheelchair`, `companion`, `restricted_view`, `folding` on a seat.
 */

export const nameLengthMax = 200;

// Control characters, half characters, line breaks and marks that reverse the reading direction: none can be printed
// on a ticket, PostgreSQL refuses NUL, and the last ones make a name read as another.
const unprintable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;

// Some editors write row and seat numbers as JSON numbers.
const printable = z
  .union([z.string(), z.number().transform(String)])
  .refine((value) => value.length <= nameLengthMax, {
    error: `The text is longer than ${nameLengthMax} characters.`,
    params: { code: "nameTooLong" },
  })
  .refine((value) => !unprintable.test(value), {
    error: "The text holds a control character.",
    params: { code: "controlCharacter" },
  });

const named = printable.refine((value) => value.trim() !== "", {
  error: "The text is blank.",
  params: { code: "blankName" },
});

const coordinate = z.number().min(-1_000_000).max(1_000_000);
const length = z.number().positive().max(1_000_000);
const position = z.object({ x: coordinate, y: coordinate });
const origin = { x: 0, y: 0 };

const seat = z.object({
  seat_guid: named,
  seat_number: printable,
  category: printable,
  position,
  designation: printable.optional(),
  wheelchair: z.boolean().default(false),
  companion: z.boolean().default(false),
  restricted_view: z.boolean().default(false),
  folding: z.boolean().default(false),
});

const row = z.object({ row_number: printable, position: position.default(origin), seats: z.array(seat) });

const zone = z.object({
  name: printable.optional(),
  floor: printable.optional(),
  position: position.default(origin),
  rows: z.array(row),
  // Areas are drawing only: one that cannot be read is left out with a warning, never a reason to refuse the hall.
  areas: z.array(z.unknown()).default([]),
});

const category = z.object({
  name: named,
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, { error: "A colour is written #rrggbb." })
    .default("#7f7f7f"),
});

export const planFile = z.object({
  name: named,
  size: z.object({ width: length, height: length }).optional(),
  categories: z.array(category),
  zones: z.array(zone),
});

export type PlanFile = z.infer<typeof planFile>;

/** One seat with everything around it, in file order. */
export type PlanFileSeat = {
  seat: z.infer<typeof seat>;
  row: z.infer<typeof row>;
  zoneIndex: number;
  path: string;
};

/** Every seat of the file with its path, in file order. */
export function seatsOf(file: PlanFile): PlanFileSeat[] {
  return file.zones.flatMap(({ rows }, zoneIndex) =>
    rows.flatMap((row, rowIndex) =>
      row.seats.map((seat, seatIndex) => ({
        seat,
        row,
        zoneIndex,
        path: `zones[${zoneIndex}].rows[${rowIndex}].seats[${seatIndex}]`,
      })),
    ),
  );
}

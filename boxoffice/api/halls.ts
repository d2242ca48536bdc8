import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { nameField } from "./fields.ts";

/** Halls: a plan comes in as a file (docs/plans.md), and goes out as columns. */

/** `path` names the place: in JSON the path, in CSV the column, in SVG the element; `line` is given where it says more. */
export const planProblem = z.object({
  path: z.string(),
  line: z.int().optional(),
  column: z.int().optional(),
  code: z.string(),
  reason: z.string(),
  value: z.string().optional(),
});

export const newHall = z
  .strictObject({
    plan: z.string().min(1).meta({ description: "the text of a plan's file" }),
    format: z.enum(["json", "csv", "svg"]).default("json"),
    name: nameField.optional().meta({ description: "the hall's name, in place of the plan's" }),
  })
  .meta({ id: "NewHall" });

export const hallCreated = z
  .object({
    hallCode: code,
    capacity: z.int(),
    warnings: z.array(planProblem),
  })
  .meta({ id: "HallCreated" });
export type HallCreated = z.infer<typeof hallCreated>;

/** Why a plan was refused. */
export const invalidPlan = z
  .object({ error: z.literal("INVALID_PLAN"), message: z.string(), problems: z.array(planProblem) })
  .meta({ id: "InvalidPlan" });
export type InvalidPlan = z.infer<typeof invalidPlan>;

export const hallList = z
  .object({
    halls: z.array(z.object({ hallCode: code, name: z.string(), capacity: z.int(), planVersion: z.int() })),
  })
  .meta({ id: "HallList" });
export type HallList = z.infer<typeof hallList>;

/** What is drawn under the seats, as the plan on the screen takes it. */
export interface DrawnArea {
  shape: "rectangle" | "circle" | "ellipse" | "polygon" | "text";
  x: number;
  y: number;
  width?: number;
  height?: number;
  radius?: number;
  /** Corners of a polygon, relative to x and y. */
  points?: { x: number; y: number }[];
  colour?: string;
  text?: string;
}

/** `GET /api/halls/:hallCode/plan`: one array per field, in seat order; indexes count from 0 in the tables of names. */
export interface HallPlan {
  width: number;
  height: number;
  seatCodes: number[];
  x: number[];
  y: number[];
  rowLabels: string[];
  seatNumbers: string[];
  zoneNames: string[];
  zoneIndexes: number[];
  floorNames: string[];
  floorIndexes: number[];
  categoryCodes: number[];
  categoryNames: string[];
  categoryShortNames: string[];
  categoryColours: string[];
  categoryIndexes: number[];
  /** Bits: 1 wheelchair, 2 companion, 4 restricted view, 8 folding. */
  flags: number[];
  areas: DrawnArea[];
}

/** Every code that a reseller must know for a hall, in the shape of its code mapping; hallCode 0: the organizer's own. */
export const hallCodes = z
  .object({
    codes: z.array(
      z.object({
        kind: z.enum(["hall", "floor", "zone", "seatCategory", "priceType", "hold"]),
        hallCode: z.int(),
        code,
        label: z.string(),
      }),
    ),
  })
  .meta({ id: "HallCodes" });
export type HallCodes = z.infer<typeof hallCodes>;

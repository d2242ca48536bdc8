import { z } from "zod";

/** What a venue needs before its first allotment, in the order in which it is made. */
export const setUpStep = z.enum([
  "hall",
  "counterPriceType",
  "resellerPriceType",
  "show",
  "priceGrid",
  "performance",
  "hold",
  "books",
  "connection",
  "heldSeats",
  "allotment",
]);

/** `GET /api/set-up`: no steps where seats have been allotted once: nothing is missing any more. */
export const setUpState = z
  .object({ steps: z.array(z.object({ step: setUpStep, done: z.boolean() })) })
  .meta({ id: "SetUpState" });
export type SetUpState = z.infer<typeof setUpState>;

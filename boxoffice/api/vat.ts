import { code, localDate, localTime } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** A show's VAT and the licence numbers that tickets print (R2.5). Rates in hundredths of a percent: 210 is 2.10 %. */

export const vatRegime = z.enum(["firstPerformances", "reduced", "standard"]);
export const vatRate = z.union([z.literal(210), z.literal(550), z.literal(2_000)]);

/** Empty: none; for a show, the organizer's. */
export const licenceNumber = z
  .string()
  .trim()
  .max(60)
  .refine((text) => !/\p{Cc}/u.test(text), { error: "holds a control character" });

export const showVatChange = z
  .strictObject({ regime: vatRegime, performancesBefore: z.int().min(0).max(9_999), licenceNumber })
  .meta({ id: "ShowVatChange" });
export type ShowVatChange = z.infer<typeof showVatChange>;

/** `ordinal`: which performance of the show it is, cancelled ones not counted. */
export const showVat = z
  .object({
    regime: vatRegime,
    performancesBefore: z.int(),
    licenceNumber: z.string(),
    organizerLicenceNumber: z.string(),
    performances: z.array(
      z.object({
        performanceNumber: code,
        localDate,
        localTime,
        cancelled: z.boolean(),
        ordinal: z.int(),
        rate: vatRate,
      }),
    ),
  })
  .meta({ id: "ShowVat" });
export type ShowVat = z.infer<typeof showVat>;

export const organizerLicence = z.strictObject({ licenceNumber }).meta({ id: "OrganizerLicence" });
export type OrganizerLicence = z.infer<typeof organizerLicence>;

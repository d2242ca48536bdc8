import type { Random } from "@allotement/platform/ports.ts";
import { drawBarcode } from "@allotement/protocol/barcode.ts";

/** The reseller draws its barcodes under 02 (R2.4); the venue's own stand beside them under 01, in the same form. */
const venuePrefix = "01";

/** 14 digits, 12 of them unguessable. Uniqueness is held by the database: on a collision the caller draws again. */
export function drawVenueBarcode(random: Random): string {
  return venuePrefix + drawBarcode((length) => random.bytes(length)).slice(venuePrefix.length);
}

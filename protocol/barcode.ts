/** Barcodes drawn by the reseller (R2.4): 14 digits that begin with 02, printed as Code 128. */
export const barcodeLength = 14;
export const barcodePrefix = "02";

/** Whether a text is a barcode of this format. */
export function isBarcode(text: string): boolean {
  return text.length === barcodeLength && text.startsWith(barcodePrefix) && /^\d+$/.test(text);
}

/**
 * Draws a barcode from unguessable bytes: 12 digits, each drawn without bias (bytes of 250 and more are thrown away).
 * Uniqueness is held by the database: on a collision the caller draws again.
 */
export function drawBarcode(randomBytes: (length: number) => Uint8Array): string {
  let digits = "";
  while (digits.length < barcodeLength - barcodePrefix.length) {
    for (const byte of randomBytes(16)) {
      if (byte < 250 && digits.length < barcodeLength - barcodePrefix.length) digits += String(byte % 10);
    }
  }
  return barcodePrefix + digits;
}

import bwip from "bwip-js/node";

/** A QR code as rows of modules, «1» dark: whoever draws it leaves four light modules around it. */
export function qrCode(text: string): string[] {
  const [symbol] = bwip.raw({ bcid: "qrcode", text });
  if (!symbol || !("pixs" in symbol)) throw new Error("a QR code is a code of squares");
  const { pixs, pixx, pixy } = symbol;
  return Array.from({ length: pixy }, (_, row) => pixs.slice(row * pixx, (row + 1) * pixx).join(""));
}

/** A picture of indexes into a palette of at most 16 colours, row by row from the top. */
export interface Bitmap {
  width: number;
  height: number;
  pixels: Uint8Array;
  /** #rrggbb. */
  palette: readonly string[];
}

const headerSize = 14 + 40;
const coloursMax = 16;
/** 96 dots an inch, as screens have them. */
const dotsPerMetre = 3780;

/** An uncompressed BMP of four bits a pixel: the form that every viewer since 1990 opens. */
export function writeBmp({ width, height, pixels, palette }: Bitmap): Uint8Array {
  if (palette.length > coloursMax) throw new Error(`${palette.length} colours do not fit into four bits`);
  const rowSize = Math.ceil(width / 8) * 4;
  const pixelsAt = headerSize + coloursMax * 4;
  const bytes = new Uint8Array(pixelsAt + rowSize * height);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x424d);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, pixelsAt, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 4, true);
  view.setUint32(34, rowSize * height, true);
  view.setInt32(38, dotsPerMetre, true);
  view.setInt32(42, dotsPerMetre, true);
  view.setUint32(46, coloursMax, true);
  palette.forEach((colour, index) => {
    // Blue, green, red: the number's own bytes in little-endian order.
    view.setUint32(headerSize + index * 4, Number.parseInt(colour.slice(1), 16), true);
  });
  for (let y = 0; y < height; y++) {
    // The last row comes first.
    const at = pixelsAt + (height - 1 - y) * rowSize;
    for (let x = 0; x < width; x += 2) {
      const left = pixels[y * width + x] ?? 0;
      const right = x + 1 < width ? (pixels[y * width + x + 1] ?? 0) : 0;
      bytes[at + x / 2] = (left << 4) | right;
    }
  }
  return bytes;
}

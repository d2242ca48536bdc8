import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

/** Reads barcodes from a page as scanners do: by zbarimg, and by zxing, whose WebAssembly comes with its package. */
const missing = ["zbarimg", "pdftoppm"].filter((program) => spawnSync(program, ["--version"]).error);
if (missing.length > 0)
  console.warn(`SKIPPED: no ${missing.join(", ")}: no barcode is read back in this run.`);
export const scanners = { skip: missing.length > 0 };

const require = createRequire(import.meta.url);
const wasmBinary = readFileSync(require.resolve("zxing-wasm/reader/zxing_reader.wasm"));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer } });

/** A part of the first page in points. */
export interface PagePart {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The part as a picture of so many dots an inch, in shades of grey. */
export function pictureOf(pdf: Buffer, resolution: number, part: PagePart): Buffer {
  const dots = (points: number) => String(Math.round((points * resolution) / 72));
  const { x, y, width, height } = part;
  const crop = ["-x", dots(x), "-y", dots(y), "-W", dots(width), "-H", dots(height)];
  const options = ["-singlefile", "-gray", "-png", "-r", String(resolution), ...crop, "-"];
  return execFileSync("pdftoppm", options, { input: pdf, maxBuffer: 1 << 27 });
}

/** What zbarimg reads: «CODE-128:02…», one a line. */
export function readByZbar(picture: Buffer): string[] {
  const { stdout } = spawnSync("zbarimg", ["-q", "png:-"], { input: picture, encoding: "utf8" });
  return stdout.split("\n").filter((line) => line !== "");
}

export async function readByZxing(picture: Buffer): Promise<string[]> {
  const found = await readBarcodes(new Uint8Array(picture), { tryHarder: true });
  return found.filter(({ isValid }) => isValid).map(({ format, text }) => `${format}:${text}`);
}

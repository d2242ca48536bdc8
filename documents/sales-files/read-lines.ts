/** A line of a file and its number from 1; without its end. */
export interface FileLineBytes {
  number: number;
  /** Undefined where the line is longer than any layout has it: it is passed over. */
  bytes: Uint8Array | undefined;
}

/** The longest line of a file in bytes. */
export const lineBytesMost = 4096;
/** The largest file in bytes: 100,000 lines of TicketNet with their buyers. */
export const fileBytesMost = 24 * 1024 * 1024;
export const fileLinesMost = 100_000;

export type TooLarge = "tooManyBytes" | "tooManyLines";

/**
 * The lines of a file as its bytes come, however they are cut; CR before the end of a line is dropped. Ends with `tooLarge`
 * where the file is beyond what is taken.
 */
export function* linesOf(chunks: Iterable<Uint8Array>): Generator<FileLineBytes, TooLarge | undefined> {
  let number = 0;
  let size = 0;
  let open = startLine();
  for (const chunk of chunks) {
    size += chunk.length;
    if (size > fileBytesMost) return "tooManyBytes";
    let at = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, at)) {
      open.add(chunk.subarray(at, end));
      at = end + 1;
      number += 1;
      if (number > fileLinesMost) return "tooManyLines";
      yield { number, bytes: open.bytes() };
      open = startLine();
    }
    open.add(chunk.subarray(at));
  }
  if (!open.begun()) return undefined;
  if (number === fileLinesMost) return "tooManyLines";
  yield { number: number + 1, bytes: open.bytes() };
  return undefined;
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

function startLine() {
  const parts: Uint8Array[] = [];
  let length = 0;
  return {
    add(part: Uint8Array) {
      length += part.length;
      if (part.length > 0 && length <= lineBytesMost) parts.push(part);
    },
    begun: () => length > 0,
    bytes(): Uint8Array | undefined {
      if (length > lineBytesMost) return undefined;
      const whole = Buffer.concat(parts);
      return whole.at(-1) === carriageReturn ? whole.subarray(0, -1) : whole;
    },
  };
}

import type { FileTicket, LineFault, SalesFileLayout } from "./file-ticket.ts";
import { fnacLayout } from "./france-billet.ts";
import { linesOf, type TooLarge } from "./read-lines.ts";
import { ticketNet } from "./ticketnet.ts";

export type LayoutName = "ticketnet" | "france-billet";

export const salesFileLayouts: Readonly<Record<LayoutName, SalesFileLayout>> = {
  ticketnet: ticketNet,
  "france-billet": fnacLayout,
};

export type ReadLine = { number: number } & ({ ticket: FileTicket } | LineFault);

/** Every ticket and every faulty line of a file, in its order. Ends with a word where the file is too large to be taken. */
export function* readSalesFile(
  layout: LayoutName,
  chunks: Iterable<Uint8Array>,
): Generator<ReadLine, TooLarge | undefined> {
  const read = salesFileLayouts[layout].reader();
  const lines = linesOf(chunks);
  for (;;) {
    const next = lines.next();
    if (next.done) return next.value;
    const { number, bytes } = next.value;
    const line = bytes ? read(bytes) : { fault: "tooLong" as const };
    if (!("nothing" in line)) yield { number, ...line };
  }
}

/** One line of a sales file: a ticket sold or cancelled, as the reseller writes it. Codes are the file's own texts. */
export interface FileTicket {
  kind: "sale" | "cancellation";
  /** The performance's: 2026-12-23, 19:00. */
  localDate: string;
  localTime: string;
  /** What stands under the barcode. */
  ticketId: string;
  priceTypeCode: string;
  /** Of the seat; empty where the layout has none. */
  categoryCode: string;
  /** Of the customer; empty where the layout has none. */
  clientCategory: string;
  zoneCode: string;
  /** Without the zeros that the layout pads with. */
  row: string;
  seat: string;
  /** What the ticket was sold for, in cents: one figure, no split. */
  priceCents: number;
  holder: FileHolder | null;
}

export interface FileHolder {
  surname: string;
  firstName: string;
  postcode: string;
  country: string;
}

/** Why a line is not read; the first in this order. `field`: where it stands. */
export interface LineFault {
  fault:
    | "tooLong"
    | "wrongLength"
    | "wrongCharacters"
    | "wrongColumns"
    | "wrongDate"
    | "wrongKind"
    | "wrongPrice"
    | "wrongCurrency"
    | "fieldEmpty"
    | "quoteOpen";
  field?: string;
}

export type LineRead = { ticket: FileTicket } | LineFault | { nothing: "dictionary" | "empty" };

/** A file's layout: a way to read its lines, one after the other, and to write the whole. */
export interface SalesFileLayout {
  /** A reader for one file; it may remember what stood at its head. `bytes`: the line without its end. */
  reader(): (bytes: Uint8Array) => LineRead;
  /** @throws where a ticket does not fit into the layout. */
  write(tickets: readonly FileTicket[]): Uint8Array;
}

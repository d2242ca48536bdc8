import type { Moment } from "../pdf/sheet.ts";

/** What a ticket says (R2.5), whoever sold it: the venue's counter or a reseller's point of sale. */
export interface TicketData {
  theatre: {
    name: string;
    /** «1 rue du Théâtre». */
    address: string;
    /** Postcode and town: «75010 PARIS». */
    town: string;
  };
  licence: string;
  /** Mentions that the venue wants on its tickets, such as «LE THEATRE DE L'EMPIRE présente». */
  comment: string;
  title: string;
  subtitle: string;
  /** 2026-03-03 and 19:00. */
  localDate: string;
  localTime: string;
  category: string;
  /** Where the row is: floor, zone. */
  area: string;
  row: string;
  seat: string;
  priceType: string;
  /** All that the customer pays for this ticket, fees included. */
  priceCents: number;
  /** Surname and first name; empty where nobody asked. */
  customer: string;
  pointOfSale: string;
  /** Who sold it, as the point of sale calls him. */
  user: string;
  /** The numbers under which seller and venue find the sale again. */
  transactions: readonly string[];
  barcode: string;
  mark: TicketMark;
}

/** A real ticket opens the door; a duplicate is the same ticket printed once more; a mock-up opens nothing (R2.3). */
export type TicketMark = "none" | "duplicate" | "mockUp";

export interface TicketPrinting {
  /** `thermal`: 8 × 3¼ inches with its stub, for printers of 203 dots an inch; `printAtHome`: A4 (R2.6). */
  format: "thermal" | "printAtHome";
  printedAt: Moment;
}

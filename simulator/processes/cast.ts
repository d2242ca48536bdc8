import type { History, Sale } from "../../chaos/history.ts";
import type { People, Stage } from "./stage.ts";

/** What a customer holds in hand: the same whatever becomes of the server. */
export interface Customer {
  basket:
    | { basketId: string; seatCodes: number[]; sale: Sale | undefined; performanceNumber: number }
    | undefined;
  orders: { orderId: string; sale: Sale; lines: { lineId: number; seatCode: number }[] }[];
}

/** Everybody who acts, what they may name and what they have written down. */
export interface Cast {
  stage: Stage;
  people: People;
  history: History;
  customers: Map<number, Customer>;
  /** Tickets that somebody was given; those of the counter with their number. */
  tickets: { ticketId?: number; seatCode: number; barcode: string; sale: Sale }[];
  /** What the servers' clocks show, in milliseconds. */
  now(): number;
  networkUrl: string;
}

import { chainStart, hashOfEvent, sha256 } from "@allotement/protocol/feed-chain.ts";
import type { FeedEvent } from "@allotement/protocol/messages/sales.ts";
import type { Scope } from "../store.ts";
import type { GridAmounts } from "./integrate.store.ts";
import { type FileLine, owedOf } from "./judge-line.ts";

/** Where the stream of the files stands. */
export interface FileHead {
  sequence: number;
  hash: string | null;
}

/** An identity that follows from words alone: the same line of two files is the same event (UUID version 8). */
function nameBased(words: readonly unknown[]): string {
  const hex = sha256(`sales file ${JSON.stringify(words)}`);
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** The stream of all files of an organizer's reseller; no server's. */
export function fileStreamId({ organizerId, resellerId }: Scope): string {
  return nameBased([organizerId, resellerId]);
}

/**
 * A line as an event of the files' stream. The file names what was paid in one figure: it is split as the grid is where
 * it is the grid's; else its fees are the grid's, the rest is the amount, and integration shows both figures.
 */
export function saleEvent(
  scope: Scope,
  line: FileLine,
  grant: number,
  grid: GridAmounts | undefined,
  head: FileHead,
): FeedEvent {
  const { totalCents, soldAt, kind: _, ...facts } = line;
  return chained(head, {
    ...facts,
    ...eventNames(scope, line),
    kind: "sale",
    grant,
    ...splitOf(totalCents, grid),
    resellerFeeCents: 0,
    currency: "EUR",
    pointOfSale: "",
    soldAt,
  });
}

/** The cancellation of a sale that is in the inbox, at what the file says was paid. */
export function cancellationEvent(scope: Scope, line: FileLine, sale: FeedEvent, head: FileHead): FeedEvent {
  const { previousHash: _, hash: __, sequence: ___, ...facts } = sale;
  const { totalCents, soldAt } = line;
  return chained(head, {
    ...facts,
    ...eventNames(scope, line),
    kind: "cancellation",
    refersTo: sale.eventId,
    ...splitOf(totalCents, sale),
    soldAt,
  });
}

function eventNames({ organizerId, resellerId }: Scope, { barcode, kind }: FileLine) {
  return {
    eventId: nameBased([organizerId, resellerId, barcode, kind]),
    orderId: `file ${barcode}`,
    lineId: "1",
  };
}

function splitOf(totalCents: number, amounts: GridAmounts | undefined): GridAmounts {
  const { venueFeeCents, organizerFeeCents } = amounts ?? { venueFeeCents: 0, organizerFeeCents: 0 };
  const rest = totalCents - venueFeeCents - organizerFeeCents;
  if (!amounts || rest < 0) return { faceValueCents: totalCents, venueFeeCents: 0, organizerFeeCents: 0 };
  return { faceValueCents: rest, venueFeeCents, organizerFeeCents };
}

function chained(head: FileHead, facts: Omit<FeedEvent, "sequence" | "previousHash" | "hash">): FeedEvent {
  const event = { ...facts, sequence: head.sequence + 1, previousHash: head.hash ?? chainStart };
  return { ...event, hash: hashOfEvent(event) };
}

/** Whether a file and the feed say the same amount of a ticket. */
export function sameOwed(one: GridAmounts, other: GridAmounts): boolean {
  return owedOf(one) === owedOf(other);
}

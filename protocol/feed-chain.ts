import { hash } from "node:crypto";
import { canonicalize } from "json-canonicalize";
import type { FeedEvent } from "./messages/sales.ts";

/** The hash before the first event of a stream. */
export const chainStart = "0".repeat(64);

/** RFC 8785 text of a JSON value: the one way both servers write what is hashed or compared. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value);
}

/** SHA-256 in hexadecimal of a text in UTF-8. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** The hash of an event: SHA-256(previousHash ‖ canonical JSON of the event without `hash`). */
export function hashOfEvent(event: Omit<FeedEvent, "hash">): string {
  const { hash: _, ...facts } = { hash: "", ...event };
  return sha256(event.previousHash + canonicalJson(facts));
}

export type ChainFault =
  | { fault: "otherStream"; expected: string; received: string }
  | { fault: "headBehindCursor"; cursor: number; head: number }
  | { fault: "gap"; expected: number; received: number }
  | { fault: "brokenChain"; sequence: number }
  /** The venue acknowledged more than it remembers: it was restored from a backup (rule 10). */
  | { fault: "venueBehind"; cursor: number; acknowledged: number };

/** Where the venue stands in a stream: the last event it received. */
export interface FeedCursor {
  streamId: string;
  sequence: number;
  hash: string;
}

/**
 * Checks one page against the cursor (section 2): same stream, head not behind, numbers contiguous, every hash holds.
 * Answers the fault, on which the venue stops receiving and skips nothing, or undefined.
 */
export function faultOfPage(
  cursor: FeedCursor,
  page: { streamId: string; head: number; events: readonly FeedEvent[] },
): ChainFault | undefined {
  if (page.streamId !== cursor.streamId)
    return { fault: "otherStream", expected: cursor.streamId, received: page.streamId };
  if (page.head < cursor.sequence)
    return { fault: "headBehindCursor", cursor: cursor.sequence, head: page.head };
  let { sequence, hash } = cursor;
  for (const event of page.events) {
    sequence += 1;
    if (event.sequence !== sequence) return { fault: "gap", expected: sequence, received: event.sequence };
    const { hash: stated, ...rest } = event;
    if (event.previousHash !== hash || hashOfEvent(rest) !== stated)
      return { fault: "brokenChain", sequence };
    hash = stated;
  }
  if (page.head < sequence) return { fault: "headBehindCursor", cursor: sequence, head: page.head };
  return undefined;
}

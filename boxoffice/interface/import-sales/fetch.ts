import type { Clock, Crash } from "@allotement/platform/ports.ts";
import type { CallOutcome } from "@allotement/protocol/client.ts";
import { type ChainFault, chainStart } from "@allotement/protocol/feed-chain.ts";
import { eventsPerPage } from "@allotement/protocol/messages/sales.ts";
import type { Line } from "../line/line.ts";
import type { InterfaceStore } from "../store.ts";
import type { CursorRow } from "./feed.store.ts";
import { receivePage } from "./receive.ts";

/** What fetching came to: every event up to the feed's head, a fault of the feed, or a line that does not carry. */
export type FetchResult =
  | { outcome: "upToDate"; received: number; sequence: number }
  | { outcome: "stopped"; received: number; fault: ChainFault }
  | { outcome: "lineDown"; received: number; call: Exclude<CallOutcome<unknown>, { kind: "answer" }> };

/**
 * Fetches and receives the feed, page by page, up to its head, and acknowledges it (rule 5). `onProgress` is told the
 * events received so far and the head. Where receiving had stopped at a fault it is only tried again once a person has
 * `looked`: from the cursor on, so that nothing is skipped. Resumes from the cursor after a crash at any line.
 */
export async function fetchSales(
  store: InterfaceStore,
  line: Line,
  ports: { clock: Clock; crash: Crash },
  onProgress: (sequence: number, head: number) => void = () => {},
  looked = false,
): Promise<FetchResult> {
  const session = await line.session();
  if (session.kind !== "answer") return { outcome: "lineDown", received: 0, call: session };
  let cursor = await startedCursor(store, session.answer.streamId);
  if (cursor.fault && !looked) return { outcome: "stopped", received: 0, fault: cursor.fault };
  const acknowledged =
    session.answer.streamId === cursor.streamId ? session.answer.acknowledgedUpTo : undefined;
  if (!looked && acknowledged !== undefined && acknowledged > cursor.sequence) {
    const fault = { fault: "venueBehind" as const, cursor: cursor.sequence, acknowledged };
    await store.transaction((transaction) => transaction.stopReceiving(fault));
    return { outcome: "stopped", received: 0, fault };
  }
  for (let received = 0; ; ) {
    const after = cursor.sequence;
    const page = await line.call((client, token) => client.sales(token, after, eventsPerPage));
    if (page.kind !== "answer") return { outcome: "lineDown", received, call: page };
    const receipt = await receivePage(store, page.answer, ports.clock, after, looked);
    ports.crash.point("fetch.pageReceived");
    if (receipt.outcome === "stopped") return { outcome: "stopped", received, fault: receipt.fault };
    received += receipt.count;
    cursor = { ...cursor, sequence: receipt.sequence, hash: receipt.hash };
    onProgress(receipt.sequence, page.answer.head);
    if (receipt.sequence < page.answer.head) {
      if (receipt.sequence > after) continue;
      // To ask again at once would go on for ever.
      const reason = `the feed's head is ${page.answer.head}, but nothing follows ${after}`;
      return { outcome: "lineDown", received, call: { kind: "unknown", reason, timedOut: false } };
    }
    await acknowledge(store, line, cursor);
    return { outcome: "upToDate", received, sequence: receipt.sequence };
  }
}

/** The cursor; begun under the session's stream where none stands. */
export async function startedCursor(store: InterfaceStore, streamId: string): Promise<CursorRow> {
  return store.transaction(async (transaction) => {
    await transaction.startCursor(streamId, chainStart);
    const cursor = await transaction.lockCursor();
    if (!cursor) throw new Error("the cursor that was just begun is not there");
    return cursor;
  });
}

/** Tells the reseller how far the feed has come; it only raises alarms with it, so a failure waits for the next time. */
async function acknowledge(store: InterfaceStore, line: Line, cursor: CursorRow): Promise<void> {
  if (cursor.sequence <= cursor.acknowledged) return;
  const { streamId, sequence, hash } = cursor;
  const outcome = await line.call((client, token) =>
    client.acknowledge(token, { streamId, upTo: sequence, hash }),
  );
  if (outcome.kind === "answer")
    await store.transaction((transaction) => transaction.keepAcknowledged(sequence));
}

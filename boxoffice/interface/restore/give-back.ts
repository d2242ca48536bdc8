import type { CallOutcome } from "@allotement/protocol/client.ts";
import { canonicalJson } from "@allotement/protocol/feed-chain.ts";
import { type KnownSaleRefusal, knownSalesAtOnce } from "@allotement/protocol/messages/known-sales.ts";
import type { OperationAnswer, VoidAnswer } from "@allotement/protocol/messages/operation.ts";
import type { CursorRow } from "../import-sales/feed.store.ts";
import type { Line } from "../line/line.ts";
import type { OperationRow } from "../operations/operations.store.ts";
import { storedAnswerOf, voidRequestOf } from "../operations/send.ts";
import type { InterfaceStore } from "../store.ts";

type NoAnswer = Exclude<CallOutcome<unknown>, { kind: "answer" }>;

/** What the reseller lost: events and operations after the feed's number `head`. */
export interface Lost {
  head: number;
  events: number;
  operations: number;
}

export type GiveBackOutcome =
  | { outcome: "nothingLost" }
  /** The reseller's feed is none that was received: it has sold since, or is another server. */
  | { outcome: "forked"; head: number }
  | { outcome: "found"; lost: Lost }
  /** `differing`: operations that were answered otherwise than the first time; comparing names their seats. */
  | { outcome: "givenBack"; lost: Lost; differing: number }
  | { outcome: "refused"; sequence: number; reason: KnownSaleRefusal }
  | { outcome: "lineDown"; call: NoAnswer };

interface GiveBackNeeds {
  store: InterfaceStore;
  line: Line;
}

/** A step's value, or how giving back ends there; asked again it goes on from there. */
type Step<Value> = { value: Value } | { ended: GiveBackOutcome };

/**
 * Gives a reseller that was restored from a backup what it lost (rule 10): proves by its hash that the head of its feed
 * is an event received here, and from there replays: the events, with their numbers and hashes, and between them, where
 * each answer's `asOf` places it, the operations under their old ids. Its feed is then the inbox again, and receiving
 * goes on under its new stream. A second time finds what is left. `dryRun`: only says what was lost.
 */
export async function giveBack({ store, line }: GiveBackNeeds, dryRun: boolean): Promise<GiveBackOutcome> {
  const session = await line.session();
  if (session.kind !== "answer") return { outcome: "lineDown", call: session };
  const { streamId } = session.answer;
  const cursor = await store.transaction((transaction) => transaction.lockCursor());
  if (!cursor || cursor.streamId === streamId) {
    // It may wait for this word all the same: of a venue that had received nothing, or was restored itself.
    const told = dryRun ? undefined : await tellComplete(line, streamId);
    return told && "ended" in told ? told.ended : { outcome: "nothingLost" };
  }
  const common = await commonHead(store, line, cursor);
  if ("ended" in common) return common.ended;
  const head = common.value;
  const operations = await store.transaction((transaction) => transaction.operationsAnsweredSince(head));
  const lost = { head, events: Math.max(0, cursor.sequence - head), operations: operations.length };
  if (dryRun) return { outcome: "found", lost };
  const replayed = await replay({ store, line }, cursor, streamId, head, operations);
  if ("ended" in replayed) return replayed.ended;
  await store.transaction(async (transaction) => {
    const now = await transaction.lockCursor();
    if (now?.streamId === cursor.streamId && now.sequence === cursor.sequence)
      await transaction.adoptStream(cursor.streamId, streamId);
  });
  return { outcome: "givenBack", lost, differing: replayed.value };
}

/** Replays events and operations in the order in which the reseller made them; answers how many differ. */
async function replay(
  { store, line }: GiveBackNeeds,
  cursor: CursorRow,
  streamId: string,
  head: number,
  operations: readonly OperationRow[],
): Promise<Step<number>> {
  const feed = giverOf(store, line, cursor, streamId, head);
  let differing = 0;
  for (const operation of operations) {
    const given = await feed.giveUpTo(operation.answer?.asOf ?? head);
    if ("ended" in given) return given;
    const again = await sendOnceMore({ store, line }, operation);
    if ("ended" in again) return again;
    if (!again.value) differing += 1;
  }
  const rest = await feed.giveUpTo(cursor.sequence);
  if ("ended" in rest) return rest;
  const whole = await feed.complete();
  return "ended" in whole ? whole : { value: differing };
}

function step<Answer>(outcome: CallOutcome<Answer>): Step<Answer> {
  return outcome.kind === "answer"
    ? { value: outcome.answer }
    : { ended: { outcome: "lineDown", call: outcome } };
}

/** The reseller's head, where it is an event that was received here, with the same hash and so the same past. */
async function commonHead(store: InterfaceStore, line: Line, cursor: CursorRow): Promise<Step<number>> {
  const end = step(await line.call((client, token) => client.sales(token, cursor.sequence, 1)));
  if ("ended" in end) return end;
  const { head } = end.value;
  if (head === 0) return { value: 0 };
  // A backup that goes further than this venue had received: then its own last event must be the reseller's.
  if (head > cursor.sequence) return sameAtCursor(line, cursor, head);
  const page = step(await line.call((client, token) => client.sales(token, head - 1, 1)));
  if ("ended" in page) return page;
  const [received] = await store.transaction((transaction) =>
    transaction.eventsReceived(cursor.streamId, head - 1, 1),
  );
  const same = received?.sequence === head && page.value.events[0]?.hash === received.hash;
  return same ? { value: head } : { ended: { outcome: "forked", head } };
}

async function sameAtCursor(line: Line, { sequence, hash }: CursorRow, head: number): Promise<Step<number>> {
  if (sequence === 0) return { value: head };
  const page = step(await line.call((client, token) => client.sales(token, sequence - 1, 1)));
  if ("ended" in page) return page;
  return page.value.events[0]?.hash === hash ? { value: head } : { ended: { outcome: "forked", head } };
}

async function tellComplete(line: Line, streamId: string): Promise<Step<number>> {
  const told = step(
    await line.call((client, token) => client.giveBack(token, { streamId, events: [], complete: true })),
  );
  return "ended" in told ? told : { value: told.value.upTo };
}

/** Gives events back in their order, as far as it is asked to. */
function giverOf(store: InterfaceStore, line: Line, cursor: CursorRow, streamId: string, head: number) {
  let given = head;
  const give = async (last: number): Promise<Step<number>> => {
    const limit = Math.min(knownSalesAtOnce, last - given);
    const events = await store.transaction((transaction) =>
      transaction.eventsReceived(cursor.streamId, given, limit),
    );
    const answer = step(
      await line.call((client, token) => client.giveBack(token, { streamId, events, complete: false })),
    );
    if ("ended" in answer) return answer;
    const { refused, upTo } = answer.value;
    if (refused) return { ended: { outcome: "refused", ...refused } };
    given = events.at(-1)?.sequence ?? last;
    return { value: upTo };
  };
  return {
    async giveUpTo(sequence: number): Promise<Step<number>> {
      const last = Math.min(sequence, cursor.sequence);
      while (given < last) {
        const gave = await give(last);
        if ("ended" in gave) return gave;
      }
      return { value: given };
    },
    async complete(): Promise<Step<number>> {
      const end = await tellComplete(line, streamId);
      if ("ended" in end || end.value === Math.max(cursor.sequence, head)) return end;
      return { ended: { outcome: "forked", head: end.value } };
    },
  };
}

/**
 * Sends an operation under its old id; whether it was answered as the first time. An answer that still waited for the feed
 * is replaced: it told of a past that the reseller has lost, and its `asOf` may never come, or come to mean other sales.
 */
async function sendOnceMore({ store, line }: GiveBackNeeds, operation: OperationRow): Promise<Step<boolean>> {
  const { operationId, body, state, answer } = operation;
  const again = step(
    await line.call<OperationAnswer | VoidAnswer>((client, token) =>
      state === "voided"
        ? client.voidOperation(token, operationId, voidRequestOf(operation))
        : client.sendOperation(token, operationId, body),
    ),
  );
  if ("ended" in again) return again;
  const given = storedAnswerOf(again.value);
  if (state === "answered")
    await store.transaction((transaction) => transaction.replaceAnswer(operationId, given));
  return { value: canonicalJson(given) === canonicalJson(answer) };
}

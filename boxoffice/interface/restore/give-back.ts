import type { CallOutcome } from "@allotement/protocol/client.ts";
import { canonicalJson, chainStart } from "@allotement/protocol/feed-chain.ts";
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

/** Thrown within this file alone: the work ends with this outcome, and goes on from there when asked again. */
class Ended extends Error {
  readonly outcome: GiveBackOutcome;
  constructor(outcome: GiveBackOutcome) {
    super(outcome.outcome);
    this.outcome = outcome;
  }
}

/**
 * Gives a reseller that was restored from a backup what it lost (rule 10): proves by its hash that the head of its feed
 * is an event received here, and from there replays: the events, with their numbers and hashes, and between them, where
 * each answer's `asOf` places it, the operations under their old ids. Its feed is then the inbox again, and receiving
 * goes on under its new stream. A second time finds what is left. `dryRun`: only says what was lost.
 */
export async function giveBack(needs: GiveBackNeeds, dryRun: boolean): Promise<GiveBackOutcome> {
  try {
    return await replay(needs, dryRun);
  } catch (error) {
    if (error instanceof Ended) return error.outcome;
    throw error;
  }
}

async function replay({ store, line }: GiveBackNeeds, dryRun: boolean): Promise<GiveBackOutcome> {
  const session = answerOf(await line.session());
  const cursor = await store.transaction((transaction) => transaction.lockCursor());
  if (!cursor || cursor.streamId === session.streamId) return { outcome: "nothingLost" };
  const head = await commonHead(store, line, cursor);
  const operations = await store.transaction((transaction) => transaction.operationsAnsweredSince(head));
  const lost = { head, events: cursor.sequence - head, operations: operations.length };
  if (dryRun) return { outcome: "found", lost };
  const feed = giverOf(store, line, cursor, session.streamId, head);
  let differing = 0;
  for (const operation of operations) {
    await feed.giveUpTo(operation.answer?.asOf ?? head);
    if (!(await sendOnceMore(line, operation))) differing += 1;
  }
  await feed.giveUpTo(cursor.sequence);
  await feed.complete();
  await store.transaction(async (transaction) => {
    const now = await transaction.lockCursor();
    if (now?.streamId === cursor.streamId && now.sequence === cursor.sequence)
      await transaction.adoptStream(cursor.streamId, session.streamId);
  });
  return { outcome: "givenBack", lost, differing };
}

function answerOf<Answer>(outcome: CallOutcome<Answer>): Answer {
  if (outcome.kind === "answer") return outcome.answer;
  throw new Ended({ outcome: "lineDown", call: outcome });
}

/** The reseller's head, where it is an event that was received here, with the same hash and so the same past. */
async function commonHead(store: InterfaceStore, line: Line, cursor: CursorRow): Promise<number> {
  const { head } = answerOf(await line.call((client, token) => client.sales(token, cursor.sequence, 1)));
  if (head === 0) return 0;
  const page = answerOf(await line.call((client, token) => client.sales(token, head - 1, 1)));
  const [received] = await store.transaction((transaction) =>
    transaction.eventsReceived(cursor.streamId, head - 1, 1),
  );
  if (received?.sequence === head && page.events[0]?.hash === received.hash) return head;
  throw new Ended({ outcome: "forked", head });
}

/** Gives events back in their order, as far as it is asked to. */
function giverOf(store: InterfaceStore, line: Line, cursor: CursorRow, streamId: string, head: number) {
  let given = head;
  const give = async (last: number, complete: boolean) => {
    const limit = Math.min(knownSalesAtOnce, Math.max(0, last - given));
    const events = await store.transaction((transaction) =>
      transaction.eventsReceived(cursor.streamId, given, limit),
    );
    const answer = answerOf(
      await line.call((client, token) => client.giveBack(token, { streamId, events, complete })),
    );
    if (answer.refused) throw new Ended({ outcome: "refused", ...answer.refused });
    given = Math.max(given, events.at(-1)?.sequence ?? given);
    return answer.upTo;
  };
  return {
    async giveUpTo(sequence: number) {
      const last = Math.min(sequence, cursor.sequence);
      while (given < last) await give(last, false);
    },
    async complete() {
      const upTo = await give(given, true);
      const whole = upTo === cursor.sequence && (given > 0 || cursor.hash === chainStart);
      if (!whole) throw new Ended({ outcome: "forked", head: upTo });
    },
  };
}

/** Sends an operation under its old id; whether it was answered as the first time. */
async function sendOnceMore(line: Line, operation: OperationRow): Promise<boolean> {
  const { operationId, body, state, answer } = operation;
  const again = answerOf(
    await line.call<OperationAnswer | VoidAnswer>((client, token) =>
      state === "voided"
        ? client.voidOperation(token, operationId, voidRequestOf(operation))
        : client.sendOperation(token, operationId, body),
    ),
  );
  return canonicalJson(storedAnswerOf(again)) === canonicalJson(answer);
}

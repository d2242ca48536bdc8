import type { Line } from "../line/line.ts";
import {
  nextAttemptAt,
  otherServer,
  problemText,
  type SendPorts,
  streamToSendTo,
} from "../operations/send.ts";
import type { InterfaceStore } from "../store.ts";
import type { RescheduleRow } from "./reschedule.store.ts";
import { meaningOf } from "./reschedule.ts";

/**
 * Carries reschedules on from where each stands: asked, acknowledged, moved. Like the outbox it only reads its table, and
 * the reseller takes the same version twice as once: after a crash at any line the next round goes on (rule 2). Nothing but
 * the reseller's own word moves the performance here (R11.3).
 */
export async function sendReschedules(
  store: InterfaceStore,
  line: Line,
  ports: SendPorts,
  due: readonly RescheduleRow[],
): Promise<void> {
  const isAsked = due.some(({ state, knownPerformance }) => state === "asked" && knownPerformance);
  const streamId = isAsked ? await streamToSendTo(store, line) : undefined;
  for (const reschedule of due) {
    const { performanceNumber, rescheduleId, state } = reschedule;
    if (state === "asked" && !(await acknowledged(store, line, streamId, reschedule, ports))) continue;
    ports.crash.point("reschedule.acknowledged");
    await store.transaction((transaction) =>
      transaction.movePerformance(performanceNumber, rescheduleId, ports.clock.now()),
    );
  }
}

/** Asks the reseller once. False where it is to be asked again. */
async function acknowledged(
  store: InterfaceStore,
  line: Line,
  streamId: string | undefined,
  reschedule: RescheduleRow,
  ports: SendPorts,
): Promise<boolean> {
  const { rescheduleId, performanceNumber, version, localDate, localTime } = reschedule;
  const acknowledge = () =>
    store.transaction((transaction) => transaction.acknowledgeReschedule(rescheduleId, ports.clock.now()));
  // Every allot of it has ended, and none has created it there: there is nothing to move.
  if (!reschedule.knownPerformance) return acknowledge();
  ports.crash.point("reschedule.before");
  const outcome = await line.call(async (client, token, session) =>
    session.streamId === streamId
      ? client.schedule(token, performanceNumber, { version, localDate, localTime })
      : otherServer,
  );
  ports.crash.point("reschedule.answered");
  if (outcome.kind === "answer") {
    const meaning = meaningOf(reschedule, outcome.answer);
    if (meaning === "acknowledged") return acknowledge();
    const isOutbid = await store.transaction((transaction) =>
      transaction.outbidReschedule(rescheduleId, meaning.outbid),
    );
    if (isOutbid) return false;
  }
  const problem =
    outcome.kind === "answer"
      ? ({ kind: "unknown", reason: "an older version", timedOut: false } as const)
      : outcome;
  const next = nextAttemptAt(problem, reschedule.attempts, ports);
  await store.transaction((transaction) =>
    transaction.postponeReschedule(rescheduleId, next, problemText(problem)),
  );
  return false;
}

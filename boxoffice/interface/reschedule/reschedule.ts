import type { Clock, Ids } from "@allotement/platform/ports.ts";
import type { ScheduleAnswer } from "@allotement/protocol/messages/schedule.ts";
import { instantOf } from "../../house/programme/local-time.ts";
import type { AuditStore } from "../store.ts";
import type { RescheduleRow, ReschedulesStore } from "./reschedule.store.ts";

export interface RescheduleAsked {
  performanceNumber: number;
  localDate: string;
  localTime: string;
  reason: string;
  operatorId: number;
}

/** In order of precedence: the first that applies is answered. */
export type RescheduleRefusal =
  | "NOT_FOUND"
  | "PERFORMANCE_CANCELLED"
  | "LOCAL_TIME_SKIPPED"
  | "PERFORMANCE_BEGUN"
  | "SAME_SCHEDULE"
  | "PERFORMANCE_EXISTS";

/**
 * Asks for another date of a performance (R11.3). It keeps its number, its seats and every barcode sold. Where the
 * reseller may have it, nothing moves here before the reseller has said that it moved there; else it moves at once.
 * The same date once more is asked of a reseller whose date differs (17, 18). Answers the reschedule's id.
 */
export async function askReschedule(
  transaction: ReschedulesStore & AuditStore,
  { clock, ids }: { clock: Clock; ids: Ids },
  asked: RescheduleAsked,
): Promise<{ rescheduleId: string; atReseller: boolean } | RescheduleRefusal> {
  const { performanceNumber, localDate, localTime, reason, operatorId } = asked;
  const performance = await transaction.lockPerformance(performanceNumber);
  if (!performance) return "NOT_FOUND";
  if (performance.cancelled) return "PERFORMANCE_CANCELLED";
  const startsAt = instantOf(localDate, localTime, performance.timeZone);
  if (!startsAt) return "LOCAL_TIME_SKIPPED";
  const at = clock.now();
  if (startsAt <= at) return "PERFORMANCE_BEGUN";
  const { atReseller, showNumber } = performance;
  const from = { localDate: performance.localDate, localTime: performance.localTime };
  const isSame = from.localDate === localDate && from.localTime === localTime;
  if (isSame && !atReseller) return "SAME_SCHEDULE";
  if (await transaction.isTaken(showNumber, performanceNumber, asked)) return "PERFORMANCE_EXISTS";
  const rescheduleId = ids.uuid();
  const version = performance.version + 1;
  await transaction.insertReschedule({
    ...{ rescheduleId, performanceNumber, version, atReseller, from, localDate, localTime, startsAt },
    ...{ reason, operatorId, at },
  });
  if (!atReseller) {
    await transaction.acknowledgeReschedule(rescheduleId, at);
    await transaction.movePerformance(performanceNumber, rescheduleId, at);
  }
  const subject = { performanceNumber, from, to: { localDate, localTime }, version, reason };
  await transaction.appendAudit(at, { action: "reschedule", operatorId, secondOperatorId: null, subject });
  return { rescheduleId, atReseller };
}

/**
 * What the reseller's answer means: it has our date under a version that is not below ours, or another one, above which
 * ours must be asked for again: then one of the two was restored from a backup, and the venue's word stands.
 */
export function meaningOf(
  asked: Pick<RescheduleRow, "version" | "localDate" | "localTime">,
  inForce: ScheduleAnswer,
): "acknowledged" | { outbid: number } {
  const same = inForce.localDate === asked.localDate && inForce.localTime === asked.localTime;
  return same && inForce.version === asked.version ? "acknowledged" : { outbid: inForce.version + 1 };
}

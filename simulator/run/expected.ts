import { movements } from "@allotement/boxoffice/house/inventory/seat-states.ts";
import { exchangeErrors } from "@allotement/protocol/errors.ts";
import { seatTransitions } from "@allotement/reseller/contingent/contingent.ts";

/** Every place of the product at which a process may end; a test keeps the list equal to the sources. */
export const crashPoints = [
  "apply.done",
  "fetch.pageReceived",
  "integrate.afterSale",
  "reschedule.acknowledged",
  "reschedule.answered",
  "reschedule.before",
  "reseller.operation.beforeCommit",
  "reseller.operation.committed",
  "run.stepPlanned",
  "send.answerKept",
  "send.answered",
  "send.before",
];

/** All that a long run should have met: what is missing is printed as not covered. */
export const expected: readonly string[] = [
  ...Object.entries(movements).flatMap(([movement, pairs]) =>
    pairs.map(([from, to]) => `venue: ${movement} ${from} → ${to}`),
  ),
  ...seatTransitions.map(({ movement, from, to }) => `reseller: ${movement} ${from} → ${to}`),
  ...exchangeErrors.map(({ number }) => `answer: error ${number}`),
  ...crashPoints.map((name) => `crash point: ${name}`),
];

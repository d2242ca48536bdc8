import { doorInvariants } from "./door.ts";
import { feedInvariants } from "./feed.ts";
import { forcedInvariants } from "./forced.ts";
import type { Invariant } from "./invariant.ts";
import { moneyInvariants } from "./money.ts";
import { operationInvariants } from "./operations.ts";
import { atRest } from "./rest.ts";
import { seatInvariants } from "./seats.ts";
import { ticketInvariants } from "./tickets.ts";

/** Nothing on its way comes first: where it fails, the others only show what that left behind. */
const all: readonly Invariant[] = [
  atRest,
  ...seatInvariants,
  ...ticketInvariants,
  ...doorInvariants,
  ...forcedInvariants,
  ...feedInvariants,
  ...operationInvariants,
  ...moneyInvariants,
];

/** What holds after every commit, on the way too. */
export const atAnyMoment = all.filter((invariant) => invariant.holds === "commit");
/** Everything, once the world has healed and come to rest. */
export const onceAtRest = all;
/** What the history alone answers, checked when the phase of faults ends. */
export const atTheEndOfFaults = all.filter(
  ({ rule, holds }) => holds === "commit" || ["10, 11", "12", "13", "6", "7", "14"].includes(rule),
);

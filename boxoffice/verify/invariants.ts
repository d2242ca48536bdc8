import type { Invariant } from "@allotement/platform/database/invariant.ts";
import { chainInvariants } from "./chains.invariants.ts";
import { closingInvariants } from "./closings.invariants.ts";
import { doorInvariants } from "./door.invariants.ts";
import { forcedRecallInvariants } from "./forced-recalls.invariants.ts";
import { inboxInvariants } from "./inbox.invariants.ts";
import { isolationInvariants } from "./isolation.invariants.ts";
import { moneyInvariants } from "./money.invariants.ts";
import { operationInvariants } from "./operations.invariants.ts";
import { priceInvariants } from "./prices.invariants.ts";
import { seatInvariants } from "./seats.invariants.ts";
import { ticketInvariants } from "./tickets.invariants.ts";

/** The rules of the protocol's section 5 that the venue's database can be asked about alone, in the rules' order. */
export const boxofficeInvariants: readonly Invariant[] = [
  ...ticketInvariants,
  ...chainInvariants,
  ...closingInvariants,
  ...doorInvariants,
  ...inboxInvariants,
  ...moneyInvariants,
  ...operationInvariants,
  ...priceInvariants,
  ...seatInvariants,
  ...forcedRecallInvariants,
  ...isolationInvariants,
].sort((a, b) => a.number - b.number);

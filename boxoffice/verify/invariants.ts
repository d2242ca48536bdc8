import { inboxInvariants } from "./inbox.invariants.ts";
import type { Invariant } from "./invariant.ts";
import { moneyInvariants } from "./money.invariants.ts";
import { operationInvariants } from "./operations.invariants.ts";
import { priceInvariants } from "./prices.invariants.ts";
import { seatInvariants } from "./seats.invariants.ts";
import { ticketInvariants } from "./tickets.invariants.ts";

/** The rules of the protocol's section 5 that the venue's database can be asked about alone, in the rules' order. */
export const boxofficeInvariants: readonly Invariant[] = [
  ...ticketInvariants,
  ...inboxInvariants,
  ...moneyInvariants,
  ...operationInvariants,
  ...priceInvariants,
  ...seatInvariants,
].sort((a, b) => a.number - b.number);

import type { Invariant } from "@allotement/platform/database/invariant.ts";
import { feedInvariants } from "./feed.invariants.ts";
import { fenceInvariants } from "./fences.invariants.ts";
import { isolationInvariants } from "./isolation.invariants.ts";
import { operationInvariants } from "./operations.invariants.ts";
import { saleInvariants } from "./sales.invariants.ts";
import { seatInvariants } from "./seats.invariants.ts";

/** The rules of the protocol's section 5 that the network's database can be asked about alone, in the rules' order. */
export const resellerInvariants: readonly Invariant[] = [
  ...saleInvariants,
  ...feedInvariants,
  ...operationInvariants,
  ...seatInvariants,
  ...fenceInvariants,
  ...isolationInvariants,
].sort((a, b) => a.number - b.number);

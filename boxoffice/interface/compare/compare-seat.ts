import type { ContingentState } from "@allotement/protocol/messages/contingent.ts";
import type { DifferenceCause, SeatDecision, SeatRepair } from "../../api/interface-compare.ts";
import type { SeatState } from "../../house/inventory/seat-states.ts";
import type { OperationState } from "../operations/operations.store.ts";

/** A seat as the venue's books have it: the plan, and what its last movement left. */
export interface SeatHere {
  state: SeatState;
  command: number;
  grant: number | null;
  fence: number;
  /** Of the operation that the seat waits for. */
  operation: OperationState | null;
  lastMovement: { toState: SeatState; command: number; grant: number | null } | null;
}

/** A seat as the reseller's snapshot has it. */
export interface SeatThere {
  state: ContingentState;
  command: number;
  grant: number;
  fence: number;
}

/** What mends a difference and may be done by one person, for it gives the venue nothing that the reseller may hold. */
export type Repair = SeatRepair;
/** What two people may decide where no program can (R8.3, rule 9). */
export type Decision = SeatDecision;
export type Cause = DifferenceCause;

/** Every cause of a difference, with its safe repair, or null: then it is an alarm, and `decisions` may settle it. */
export const causes = {
  movementsDiffer: { repair: null, decisions: [] },
  unknownSeatHere: { repair: null, decisions: [] },
  soldOnBothSides: { repair: null, decisions: [] },
  twoOwners: { repair: null, decisions: ["takeBack", "leaveToReseller"] },
  fenceMissing: { repair: "sendFence", decisions: [] },
  commandBehind: { repair: "takeCounters", decisions: [] },
  allotNotArrived: { repair: "sendAgain", decisions: [] },
  allotReplyMissing: { repair: "takeAsAccepted", decisions: [] },
  recallNotArrived: { repair: "sendAgain", decisions: [] },
  recallReplyMissing: { repair: "takeAsWithdrawn", decisions: [] },
  saleNotReceived: { repair: "receiveSale", decisions: [] },
  allottedHereUnknownThere: { repair: null, decisions: ["takeBack"] },
  grantDiffers: { repair: null, decisions: [] },
  heldUnderOtherGrant: { repair: null, decisions: ["leaveToReseller"] },
  lostCancellationOrRestore: { repair: null, decisions: [] },
  divergentHeldThere: { repair: "settleAsAllotted", decisions: [] },
  divergentNotThere: { repair: "settleAsHeld", decisions: [] },
  divergentInDoubt: { repair: null, decisions: ["takeBack"] },
} as const satisfies Record<Cause, { repair: Repair | null; decisions: readonly Decision[] }>;

export const repairOf = (cause: Cause): Repair | null => causes[cause].repair;
export const decisionsOf = (cause: Cause): readonly Decision[] => causes[cause].decisions;

/** What the reseller may do with the seat: nothing, sell it, or it has. A seat it never heard of is with the venue. */
function standing(there: SeatThere | undefined): "none" | "offered" | "sold" {
  if (!there || there.state === "withdrawn") return "none";
  return there.state === "sold" ? "sold" : "offered";
}

/**
 * The matrix of the protocol's section 3: why a seat differs between plan, movements and the reseller's snapshot, or
 * undefined where it does not. The feed must have been received up to the snapshot's `asOf`.
 */
export function compareSeat(here: SeatHere | undefined, there: SeatThere | undefined): Cause | undefined {
  if (!here) return standing(there) === "none" ? undefined : "unknownSeatHere";
  if (differsFromMovement(here)) return "movementsDiffer";
  return differenceOfStates(here, there) ?? (behind(here, there) ? "commandBehind" : undefined);
}

/** The reseller has heard a command that this side does not know: the venue was restored from a backup (rule 10). */
const behind = (here: SeatHere, there: SeatThere | undefined) =>
  there !== undefined && there.command > here.command;

/** The database holds plan and movement together; only a hand in the tables can part them. */
function differsFromMovement({ state, command, grant, lastMovement }: SeatHere): boolean {
  if (lastMovement === null) return state !== "free";
  return lastMovement.toState !== state || lastMovement.grant !== grant || lastMovement.command > command;
}

function differenceOfStates(here: SeatHere, there: SeatThere | undefined): Cause | undefined {
  const stands = standing(there);
  const sameGrant = there !== undefined && there.grant === here.grant;
  switch (here.state) {
    case "allotting":
      // Held or sold under another grant: this very allot has not been decided; its answer will tell (40, 41).
      if (stands === "none" || !sameGrant) return "allotNotArrived";
      return stands === "sold" ? "saleNotReceived" : "allotReplyMissing";
    case "allotted":
      if (stands === "none") return "allottedHereUnknownThere";
      if (!sameGrant) return stands === "sold" ? "grantDiffers" : "heldUnderOtherGrant";
      return stands === "sold" ? "saleNotReceived" : undefined;
    case "recalling":
      // Not there, but not by this recall: only its answer can tell why (42).
      if (stands === "none") return behindUs(here, there) ? "recallNotArrived" : "recallReplyMissing";
      if (!sameGrant) return "recallNotArrived";
      return stands === "sold" ? "saleNotReceived" : "recallNotArrived";
    case "sold":
      if (stands !== "sold") return "lostCancellationOrRestore";
      return sameGrant ? undefined : "grantDiffers";
    case "divergent":
      if (stands === "sold") return sameGrant ? "saleNotReceived" : "grantDiffers";
      if (stands === "offered") return "divergentHeldThere";
      return behindUs(here, there) ? "divergentInDoubt" : "divergentNotThere";
    default:
      if (stands === "none") return undefined;
      if (stands === "sold") return "soldOnBothSides";
      return there !== undefined && there.grant <= here.fence ? "fenceMissing" : "twoOwners";
  }
}

/** The reseller has not heard the venue's last command: a late copy of it may still be carried out. */
const behindUs = (here: SeatHere, there: SeatThere | undefined) => (there?.command ?? 0) < here.command;

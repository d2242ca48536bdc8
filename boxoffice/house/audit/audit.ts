import { canonicalJson, sha256 } from "@allotement/protocol/feed-chain.ts";

/** What is worth a trace of its own beside movements and journal; whoever adds an action adds its word here. */
export type AuditAction =
  | "cancelPerformance"
  | "changeConnection"
  | "changeContact"
  | "changeLicence"
  | "changeMailSettings"
  | "changePriceGrid"
  | "changePriceType"
  | "changeSeatCategory"
  | "changeStockRule"
  | "changeOperator"
  | "changeOrganizerSettings"
  | "changePassword"
  | "changeVat"
  | "changeShow"
  | "changePlan"
  | "closeConflict"
  | "closeSale"
  | "createOperator"
  | "createPerformances"
  | "createShow"
  | "createShowGroup"
  | "decideSeats"
  | "duplicatePriceType"
  | "enrolSecondFactor"
  | "exportCodes"
  | "forceRecall"
  | "readSalesFile"
  | "renameShowGroup"
  | "reschedule"
  | "sendFencesAgain"
  | "giveBack"
  | "overridePrice"
  | "removeNames"
  | "removeSecondFactor"
  | "repairSeat"
  | "switchStockRule"
  | "reprintTickets"
  | "resetPassword"
  | "takeCounters"
  | "tellPriceTypes"
  | "voidOperation";

/** What somebody did that the books do not tell by themselves. `subject` bears no secret: everybody may read it. */
export interface AuditToAppend {
  action: AuditAction;
  operatorId: number;
  /** The other person, where the action asks for two. */
  secondOperatorId: number | null;
  subject: Readonly<Record<string, unknown>>;
}

export interface AuditFacts {
  organizerId: number;
  entryNumber: number;
  at: Date;
  action: string;
  operatorId: number;
  secondOperatorId: number | null;
  subject: unknown;
}

/** The hash of an entry: SHA-256(previousHash ‖ canonical JSON of all that it says), as in the reseller's feed. */
export function hashOfAudit(previousHash: string, facts: AuditFacts): string {
  const { organizerId, entryNumber, at, action, operatorId, secondOperatorId, subject } = facts;
  const said = { organizerId, entryNumber, action, operatorId, secondOperatorId, subject };
  return sha256(previousHash + canonicalJson({ ...said, at: at.toISOString() }));
}

/** A subject as the database gives it back: without what JSON does not keep, so that the hash fits what is kept. */
export function subjectAsKept(subject: AuditToAppend["subject"]): unknown {
  return JSON.parse(JSON.stringify(subject));
}

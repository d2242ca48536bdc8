import type { Database, Transaction } from "@allotement/platform/database/database.ts";
import type { NewSettlement, SettlementBooked } from "../../api/customer-accounts.ts";
import { findCustomerAccount, findPaymentMethod, listSalesChannels } from "../journal/accounts.store.ts";
import { appendEntries } from "../journal/journal.store.ts";
import { takeSerials } from "../serials.ts";
import { allocateChosen, allocateOldestFirst, type ChoiceRefusal, type SettlementLine } from "./allocate.ts";
import { findSettlement, insertSettlement, readDebts } from "./debts.store.ts";

interface OnAccount {
  organizerId: number;
  operatorId: number;
  customerAccountId: number;
  at: Date;
}

export type Settlement = NewSettlement & OnAccount;

/** In order of precedence. */
export type SettlementRefusal =
  | "NOT_FOUND"
  | "UNKNOWN_PAYMENT_METHOD"
  | "PAID_BY_INVOICE"
  | "UNKNOWN_SALES_CHANNEL"
  | "MORE_THAN_OWED"
  | ChoiceRefusal;

/**
 * Books a payment of an account's debt, whole or in part (R3.6): the money in the journal, the debt less by as much, and
 * which debts it pays: those that are named, else the oldest.
 */
export async function settleAccount(
  database: Database,
  settlement: Settlement,
): Promise<SettlementBooked | SettlementRefusal> {
  const { organizerId, customerAccountId, paymentMethodId, salesChannelId, reference } = settlement;
  return database.transaction(async (transaction) => {
    // Waits its turn first: two payments at once must not both see the whole debt.
    await takeSerials(transaction, organizerId, "journalEntry", 0);
    const account = await findCustomerAccount(transaction, organizerId, customerAccountId);
    if (!account) return "NOT_FOUND";
    const method = await findPaymentMethod(transaction, organizerId, paymentMethodId);
    if (!method) return "UNKNOWN_PAYMENT_METHOD";
    if (method.kind === "invoice") return "PAID_BY_INVOICE";
    const channels = await listSalesChannels(transaction, organizerId);
    if (!channels.some((channel) => channel.salesChannelId === salesChannelId))
      return "UNKNOWN_SALES_CHANNEL";
    const lines = await linesOf(transaction, settlement);
    if (typeof lines === "string") return lines;
    const amountCents = lines.reduce((sum, line) => sum + line.amountCents, 0);
    const line = { kind: "settlement" as const, paymentMethodId, salesChannelId, amountCents };
    const entryNumber = await appendMoney(transaction, settlement, line);
    const kept = { entryNumber, customerAccountId, reversesEntry: null, reference, lines };
    await insertSettlement(transaction, organizerId, kept);
    return { entryNumber, balanceCents: account.balanceCents - amountCents };
  });
}

async function linesOf(
  transaction: Transaction,
  { organizerId, customerAccountId, amountCents, lines }: Settlement,
): Promise<SettlementLine[] | SettlementRefusal> {
  const debts = await readDebts(transaction, organizerId, customerAccountId, { state: "open", limit: null });
  if (lines) return allocateChosen(debts, lines);
  if (amountCents === undefined) throw new Error("a settlement names an amount or its lines");
  return allocateOldestFirst(debts, amountCents) ?? "MORE_THAN_OWED";
}

/** In order of precedence. */
export type ReversalRefusal = "NOT_FOUND" | "IS_A_REVERSAL" | "ALREADY_REVERSED";

/** Undoes a settlement by its counter-entry: the money goes out again, and its debts are open as before. */
export async function reverseSettlement(
  database: Database,
  reversal: OnAccount & { entryNumber: number },
): Promise<SettlementBooked | ReversalRefusal> {
  const { organizerId, customerAccountId } = reversal;
  return database.transaction(async (transaction) => {
    await takeSerials(transaction, organizerId, "journalEntry", 0);
    const account = await findCustomerAccount(transaction, organizerId, customerAccountId);
    const settled = await findSettlement(transaction, organizerId, customerAccountId, reversal.entryNumber);
    if (!account || !settled) return "NOT_FOUND";
    if (settled.reversesEntry !== null) return "IS_A_REVERSAL";
    if (settled.reversedBy !== null) return "ALREADY_REVERSED";
    const { paymentMethodId, salesChannelId, amountCents, reference } = settled;
    const line = {
      kind: "settlementReversal" as const,
      paymentMethodId,
      salesChannelId,
      amountCents: -amountCents,
    };
    const entryNumber = await appendMoney(transaction, reversal, line);
    await insertSettlement(transaction, organizerId, {
      entryNumber,
      customerAccountId,
      reversesEntry: settled.entryNumber,
      reference,
      lines: settled.lines.map(({ debtEntry, amountCents: paid }) => ({ debtEntry, amountCents: -paid })),
    });
    return { entryNumber, balanceCents: account.balanceCents + amountCents };
  });
}

async function appendMoney(
  transaction: Transaction,
  { organizerId, operatorId, customerAccountId, at }: OnAccount,
  line: {
    kind: "settlement" | "settlementReversal";
    paymentMethodId: number;
    salesChannelId: number;
    amountCents: number;
  },
): Promise<number> {
  const { kind, paymentMethodId, salesChannelId, amountCents } = line;
  const [entryNumber] = await appendEntries(transaction, organizerId, at, [
    {
      kind,
      operatorId,
      salesChannelId,
      paymentMethodId,
      ticketId: null,
      performanceNumber: null,
      priceTypeCode: null,
      faceValueCents: amountCents,
      venueFeeCents: 0,
      organizerFeeCents: 0,
      resellerFeeCents: 0,
      customerAccountId,
    },
  ]);
  if (entryNumber === undefined) throw new Error("the settlement was not booked");
  return entryNumber;
}

import type { Database } from "@allotement/platform/database/database.ts";
import type { SettlementBooked } from "../../api/journal.ts";
import { takeSerials } from "../serials.ts";
import { findCustomerAccount, findPaymentMethod, listSalesChannels } from "./accounts.store.ts";
import { appendEntries } from "./journal.store.ts";

export interface Settlement {
  organizerId: number;
  operatorId: number;
  customerAccountId: number;
  amountCents: number;
  paymentMethodId: number;
  salesChannelId: number;
  at: Date;
}

/** In order of precedence. */
export type SettlementRefusal =
  | "NOT_FOUND"
  | "UNKNOWN_PAYMENT_METHOD"
  | "PAID_BY_INVOICE"
  | "UNKNOWN_SALES_CHANNEL"
  | "MORE_THAN_OWED";

/** Books a payment of an account's debt, whole or in part (R3.6): the money in the journal, the debt less by as much. */
export async function settleAccount(
  database: Database,
  settlement: Settlement,
): Promise<SettlementBooked | SettlementRefusal> {
  const { organizerId, operatorId, customerAccountId, amountCents, paymentMethodId, salesChannelId, at } =
    settlement;
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
    if (amountCents > account.balanceCents) return "MORE_THAN_OWED";
    const [entryNumber] = await appendEntries(transaction, organizerId, at, [
      {
        kind: "settlement",
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
    return { entryNumber, balanceCents: account.balanceCents - amountCents };
  });
}

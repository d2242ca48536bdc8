import { code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { nameField } from "./fields.ts";
import { channelKind } from "./prices.ts";

/** Money: the cash journal, and what its lines point to: sales channels, payment methods, customer accounts (R3.5, R3.6). */

export const newSalesChannel = z
  .strictObject({ name: nameField, kind: channelKind })
  .meta({ id: "NewSalesChannel" });
export const salesChannelCreated = z.object({ salesChannelId: code }).meta({ id: "SalesChannelCreated" });
export const salesChannelList = z
  .object({
    salesChannels: z.array(z.object({ salesChannelId: code, name: z.string(), kind: channelKind })),
  })
  .meta({ id: "SalesChannelList" });
export type SalesChannelList = z.infer<typeof salesChannelList>;

/** Kind `invoice` («FACTURE») books a debt on a customer account in place of money in the till. */
export const newPaymentMethod = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.enum(["cash", "card", "cheque"]), name: nameField }),
    z.strictObject({ kind: z.literal("invoice"), name: nameField, customerAccountId: code }),
  ])
  .meta({ id: "NewPaymentMethod" });
export type NewPaymentMethod = z.infer<typeof newPaymentMethod>;
export const paymentMethodCreated = z.object({ paymentMethodId: code }).meta({ id: "PaymentMethodCreated" });
export const paymentMethodList = z
  .object({
    paymentMethods: z.array(
      z.object({
        paymentMethodId: code,
        name: z.string(),
        kind: z.enum(["cash", "card", "cheque", "invoice"]),
        customerAccountId: code.nullable(),
      }),
    ),
  })
  .meta({ id: "PaymentMethodList" });
export type PaymentMethodList = z.infer<typeof paymentMethodList>;

export const newCustomerAccount = z.strictObject({ name: nameField }).meta({ id: "NewCustomerAccount" });
export const customerAccountCreated = z
  .object({ customerAccountId: code })
  .meta({ id: "CustomerAccountCreated" });

/** `balanceCents`: what the account owes; negative where it has paid too much. */
export const customerAccount = z
  .object({ customerAccountId: code, name: z.string(), balanceCents: z.int() })
  .meta({ id: "CustomerAccount" });
export type CustomerAccount = z.infer<typeof customerAccount>;
export const customerAccountList = z
  .object({ customerAccounts: z.array(customerAccount) })
  .meta({ id: "CustomerAccountList" });
export type CustomerAccountList = z.infer<typeof customerAccountList>;

export const journalEntry = z.object({
  entryNumber: z.int(),
  at: instant,
  /** `priceOverride`: what an accepted sale costs above or below the grid (rule 7); `priceOverrideReversal` undoes it. */
  kind: z.enum([
    "sale",
    "cancellation",
    "refund",
    "settlement",
    "settlementReversal",
    "priceOverride",
    "priceOverrideReversal",
  ]),
  operatorId: z.int(),
  operatorInitials: z.string(),
  salesChannelId: z.int(),
  salesChannelName: z.string(),
  paymentMethodId: z.int(),
  paymentMethodName: z.string(),
  ticketId: z.int().nullable(),
  performanceNumber: z.int().nullable(),
  seatCode: z.int().nullable(),
  priceTypeCode: z.int().nullable(),
  faceValueCents: z.int(),
  venueFeeCents: z.int(),
  organizerFeeCents: z.int(),
  resellerFeeCents: z.int(),
  /** Face value and both fees; the reseller's own fee is not the venue's. */
  amountCents: z.int(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

/** A page of the journal in the order of its numbers; operator, channel, and from `from` to before `until` cut it (R3.6). */
export const journalQuery = z.strictObject({
  after: z.coerce.number().pipe(z.int().min(0)).default(0),
  limit: z.coerce.number().pipe(z.int().min(1).max(1_000)).default(200),
  operatorId: z.coerce.number().pipe(code).optional(),
  salesChannelId: z.coerce.number().pipe(code).optional(),
  from: instant.optional(),
  until: instant.optional(),
});
export const journalPage = z.object({ entries: z.array(journalEntry) }).meta({ id: "JournalPage" });
export type JournalPage = z.infer<typeof journalPage>;

export const totalsQuery = z.strictObject({ from: instant.optional(), until: instant.optional() });

/** Sums of the journal from `from` to before `until`, by channel, operator, payment method and kind. */
export const journalTotals = z
  .object({
    totals: z.array(
      z.object({
        salesChannelId: z.int(),
        salesChannelName: z.string(),
        operatorId: z.int(),
        operatorInitials: z.string(),
        paymentMethodId: z.int(),
        paymentMethodName: z.string(),
        kind: journalEntry.shape.kind,
        entryCount: z.int(),
        amountCents: z.int(),
      }),
    ),
  })
  .meta({ id: "JournalTotals" });
export type JournalTotals = z.infer<typeof journalTotals>;

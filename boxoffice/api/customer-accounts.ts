import { code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** What a customer account owes line by line, and what settles it: «solder la dette» (R3.6). */

/** The lines of one ticket are one debt. `openCents` is negative where it was settled and then cancelled: a credit. */
export const debt = z.object({
  debtEntry: z.int(),
  at: instant,
  barcode: z.string().nullable(),
  performanceNumber: z.int().nullable(),
  showTitle: z.string().nullable(),
  localDate: z.string().nullable(),
  rowLabel: z.string().nullable(),
  seatNumber: z.string().nullable(),
  amountCents: z.int(),
  settledCents: z.int(),
  openCents: z.int(),
});
export type Debt = z.infer<typeof debt>;

export const debtsQuery = z.strictObject({
  state: z.enum(["open", "all"]).default("open"),
  after: z.coerce.number().pipe(z.int().min(0)).default(0),
  limit: z.coerce.number().pipe(z.int().min(1).max(1_000)).default(200),
});
export const debtList = z.object({ debts: z.array(debt) }).meta({ id: "DebtList" });
export type DebtList = z.infer<typeof debtList>;

const settlementLine = z.strictObject({
  debtEntry: code,
  amountCents: z
    .int()
    .min(-2_000_000_000)
    .max(2_000_000_000)
    .refine((cents) => cents !== 0),
});

/** By `amountCents` the oldest debts are paid first; by `lines` those that are named. One of the two is given. */
export const newSettlement = z
  .strictObject({
    amountCents: z.int().min(1).max(2_000_000_000).optional(),
    lines: z.array(settlementLine).min(1).max(20_000).optional(),
    paymentMethodId: code,
    salesChannelId: code,
    reference: z
      .string()
      .trim()
      .max(200)
      .refine((text) => !/\p{Cc}/u.test(text), { error: "holds a control character" })
      .default(""),
  })
  .refine(({ amountCents, lines }) => (amountCents === undefined) !== (lines === undefined), {
    error: "give either amountCents or lines",
  })
  .meta({ id: "NewSettlement" });
export type NewSettlement = z.infer<typeof newSettlement>;

export const settlementBooked = z
  .object({ entryNumber: z.int(), balanceCents: z.int() })
  .meta({ id: "SettlementBooked" });
export type SettlementBooked = z.infer<typeof settlementBooked>;

export const settlementList = z
  .object({
    settlements: z.array(
      z.object({
        entryNumber: z.int(),
        at: instant,
        amountCents: z.int(),
        paymentMethodName: z.string(),
        operatorInitials: z.string(),
        reference: z.string(),
        lineCount: z.int(),
        reversesEntry: z.int().nullable(),
        reversedBy: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: "SettlementList" });
export type SettlementList = z.infer<typeof settlementList>;

/** The reseller's statement as text: CSV with a head that names the barcode's and the amount's column. */
export const statementText = z.strictObject({ text: z.string().max(900_000) }).meta({ id: "StatementText" });

const stated = z.object({ debt, statementCents: z.int() });

/** The statement beside the debts. Nothing is settled by it. */
export const statementCheck = z
  .object({
    lineCount: z.int(),
    statementCents: z.int(),
    badLines: z.array(z.object({ line: z.int(), reason: z.enum(["noBarcode", "noAmount"]) })),
    matched: z.array(debt),
    differing: z.array(stated),
    settledBefore: z.array(stated),
    /** `knownTicket`: the ticket is here, and no debt: its sale may wait for its integration. */
    unknownHere: z.array(z.object({ barcode: z.string(), amountCents: z.int(), knownTicket: z.boolean() })),
    missingThere: z.array(debt),
  })
  .meta({ id: "StatementCheck" });
export type StatementCheck = z.infer<typeof statementCheck>;

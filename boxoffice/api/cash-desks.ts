import { code, instant } from "@allotement/protocol/fields.ts";
import { amountCeilingCents } from "@allotement/protocol/money.ts";
import { z } from "zod";

/** Cash desks («caisses»): what one operator takes through one channel, from the float to the count. */

const cents = z.int().min(0).max(amountCeilingCents);

/** `operatorId`: a manager may open a desk for somebody else; left out, the caller's own. */
export const newCashDesk = z
  .strictObject({ salesChannelId: code, floatCents: cents, operatorId: code.optional() })
  .meta({ id: "NewCashDesk" });
export type NewCashDesk = z.infer<typeof newCashDesk>;
export const cashDeskOpened = z.object({ cashDeskNumber: code }).meta({ id: "CashDeskOpened" });

const perMoney = <Field extends z.ZodType>(field: Field) =>
  z.strictObject({ cash: field, card: field, cheque: field });

/** What was counted of each kind of money. A difference asks for its reason. */
export const cashDeskCount = z
  .strictObject({
    countedCents: perMoney(cents),
    reason: z
      .string()
      .trim()
      .max(500)
      .refine((text) => !/[^\P{Cc}\n]/u.test(text), { error: "holds a control character" })
      .default(""),
  })
  .meta({ id: "CashDeskCount" });
export type CashDeskCount = z.infer<typeof cashDeskCount>;

const money = z.enum(["cash", "card", "cheque"]);
export type Money = z.infer<typeof money>;

export const cashDesk = z
  .object({
    cashDeskNumber: z.int(),
    operatorId: z.int(),
    operatorName: z.string(),
    salesChannelId: z.int(),
    salesChannelName: z.string(),
    floatCents: z.int(),
    openedAt: instant,
    closedAt: instant.nullable(),
    closedByName: z.string().nullable(),
    entryCount: z.int(),
    /** Float and what came in, less what went out. */
    expectedCents: perMoney(z.int()),
    countedCents: perMoney(z.int()).nullable(),
    reason: z.string().nullable(),
    totals: z.array(
      z.object({
        kind: z.string(),
        paymentMethodName: z.string(),
        money: z.enum(["cash", "card", "cheque", "invoice"]),
        entryCount: z.int(),
        amountCents: z.int(),
      }),
    ),
  })
  .meta({ id: "CashDesk" });
export type CashDesk = z.infer<typeof cashDesk>;

export const cashDesksQuery = z.strictObject({
  operatorId: z.coerce.number().pipe(code).optional(),
  salesChannelId: z.coerce.number().pipe(code).optional(),
  before: z.coerce.number().pipe(code).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
});

/** A clerk's own, or everybody's for a manager; the latest first. */
export const cashDeskList = z
  .object({ cashDesks: z.array(cashDesk.omit({ totals: true })) })
  .meta({ id: "CashDeskList" });
export type CashDeskList = z.infer<typeof cashDeskList>;

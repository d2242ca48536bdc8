import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** A show's rules: the return of what is unsold, and the refill of what runs short. Both act through ordinary runs. */

export const stockRuleKind = z.enum(["return", "refill"]);

const seatCount = z.int().min(1).max(50_000);
export const returnRule = z
  .strictObject({ hoursBefore: z.int().min(1).max(2_000), toCounter: z.boolean() })
  .meta({ id: "ReturnRule" });
export const refillRule = z
  .strictObject({
    threshold: seatCount,
    seats: seatCount,
    cap: seatCount,
    sourceHoldCode: code.nullable().meta({ description: "null: the free seats" }),
  })
  .meta({ id: "RefillRule" });
export type ReturnRuleValues = z.infer<typeof returnRule>;
export type RefillRuleValues = z.infer<typeof refillRule>;

/** `PUT`: with these values the rule is off, and to be rehearsed anew. */
export const stockRuleChange = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("return"), values: returnRule }),
    z.strictObject({ kind: z.literal("refill"), values: refillRule }),
  ])
  .meta({ id: "StockRuleChange" });
export type StockRuleChange = z.infer<typeof stockRuleChange>;

/** What the rule would have done with the sales that the books know; an estimate. */
export const rehearsal = z
  .object({
    performances: z.array(
      z.object({
        performanceNumber: code,
        localDate: z.string(),
        localTime: z.string(),
        seats: z.int(),
        firstAt: z.string().nullable(),
        salesLost: z.int(),
        salesGained: z.int(),
      }),
    ),
  })
  .meta({ id: "StockRuleRehearsal" });
export type Rehearsal = z.infer<typeof rehearsal>;

const standing = {
  changedAt: z.string(),
  changedBy: z.string(),
  rehearsedAt: z.string().nullable(),
  rehearsal: rehearsal.nullable(),
  switchedOnAt: z.string().nullable(),
};

/** `runs`: what the rules have started, newest first. */
export const stockRules = z
  .object({
    showNumber: code,
    title: z.string(),
    return: z.object({ values: returnRule, ...standing }).nullable(),
    refill: z.object({ values: refillRule, ...standing }).nullable(),
    runs: z.array(
      z.object({
        runId: z.uuid(),
        kind: stockRuleKind,
        performanceNumber: code,
        localDate: z.string(),
        localTime: z.string(),
        seats: z.int(),
        at: z.string(),
        finished: z.boolean(),
        releasedAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "StockRules" });
export type StockRules = z.infer<typeof stockRules>;

export const stockRuleSwitch = z.strictObject({ on: z.boolean() }).meta({ id: "StockRuleSwitch" });

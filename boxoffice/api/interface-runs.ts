import { z } from "zod";
import { blockReason } from "./interface-import-sales.ts";

/** What a clerk has started: `POST` answers its id at once; the screen asks for its progress until it has finished. */
export const runStarted = z.object({ runId: z.uuid() }).meta({ id: "RunStarted" });
export type RunStarted = z.infer<typeof runStarted>;

export const importShowResult = z.object({
  showNumber: z.int(),
  showTitle: z.string().nullable(),
  integrated: z.int(),
  cancelled: z.int(),
  amountCents: z.int(),
  blocked: z.array(z.object({ sequence: z.int(), reason: blockReason })),
  pending: z.int(),
});

/** `GET /api/interface/runs/{runId}` */
export const runView = z
  .object({
    runId: z.uuid(),
    kind: z.enum(["allot", "recall", "import"]),
    operatorName: z.string(),
    /** Started by a rule of the show, and not by a person. */
    rule: z.enum(["return", "refill"]).nullable(),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    /** Performances: how many are chosen, and how many have their operations in the outbox. */
    steps: z.object({ total: z.int(), planned: z.int() }),
    /** Seats: in the outbox; answered yes; answered no; without an answer yet. */
    seats: z.object({
      total: z.int(),
      accepted: z.int(),
      refused: z.int(),
      waiting: z.int(),
      skipped: z.int(),
      /** In the hold, but freed by force before: the reseller has not acknowledged their fence yet (rule 9). */
      awaitingFence: z.int(),
    }),
    /** Set while operations wait for an answer that does not come: the outcome is unknown, the seats stay locked. */
    unknownSince: z.string().nullable(),
    lastProblem: z.string().nullable(),
    /** While it goes on: for how many whole seconds no answer has come and nothing has moved; null once finished. */
    waitedSeconds: z.int().nullable(),
    /** On import: what came of each show so far. */
    import: z
      .object({
        chosen: z.int(),
        looked: z.int(),
        fetchProblem: z.string().nullable(),
        shows: z.array(importShowResult),
      })
      .nullable(),
  })
  .meta({ id: "RunView" });
export type RunView = z.infer<typeof runView>;

/** `GET /api/interface/runs/{runId}/report`: performance by performance, and seat by seat what was refused and why (R5.6). */
export const runReport = z
  .object({
    run: runView,
    performances: z.array(
      z.object({
        performanceNumber: z.int(),
        showTitle: z.string(),
        localDate: z.string(),
        localTime: z.string(),
        accepted: z.int(),
        refused: z.int(),
        waiting: z.int(),
        skipped: z.int(),
        awaitingFence: z.int(),
        /** On recall: the seats that the reseller has given back (R6.4), in order; otherwise empty. */
        acceptedSeatCodes: z.array(z.int()),
      }),
    ),
    refusals: z.array(
      z.object({
        performanceNumber: z.int(),
        seatCode: z.int(),
        floor: z.string(),
        zone: z.string(),
        row: z.string(),
        number: z.string(),
        seatCategoryName: z.string(),
        /** The exchange's error number (R12); null: the seat was no longer as the clerk saw it. */
        error: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: "RunReport" });
export type RunReport = z.infer<typeof runReport>;

/** `GET /api/interface/runs`: the latest runs, newest first. */
export const runList = z.object({ runs: z.array(runView) }).meta({ id: "RunList" });
export type RunList = z.infer<typeof runList>;

import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** «Configurer» (R10) and the state of the line. */

export const lineProblem = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("wrongCredentials") }),
    z.object({ kind: z.literal("addressRefused"), seenAddress: z.string().nullable() }),
    z.object({ kind: z.literal("maintenance"), retryAfterSeconds: z.number().nullable() }),
    z.object({ kind: z.literal("tooManyRequests"), retryAfterSeconds: z.number().nullable() }),
    z.object({ kind: z.literal("timeout") }),
    z.object({ kind: z.literal("unreachable"), reason: z.string() }),
    z.object({ kind: z.literal("notUnderstood"), reason: z.string() }),
  ])
  .meta({ id: "LineProblem" });
export type LineProblemView = z.infer<typeof lineProblem>;

/** `GET /api/interface/state`: what needs attention, for the five choices and the head of every page. */
export const interfaceState = z
  .object({
    configured: z.boolean(),
    resellerName: z.string(),
    line: z.object({
      up: z.boolean().nullable(),
      problem: lineProblem.nullable(),
      seenAddress: z.string().nullable(),
      checkedAt: z.string().nullable(),
    }),
    /** Fetching possible sales right now (R5.1). */
    fetching: z.object({ sequence: z.int(), head: z.int() }).nullable(),
    lastFetchedAt: z.string().nullable(),
    /** The feed is not as it should be: receiving has stopped. */
    feedFault: z.string().nullable(),
    pendingSales: z.int(),
    blockedSales: z.int(),
    operationsInDoubt: z.int(),
    seatsInDoubt: z.int(),
    inDoubtSince: z.string().nullable(),
    openConflicts: z.int(),
    /** Seats of which the last comparison of their performance alarms (R8.3). */
    alarms: z.int(),
    /** Freed by force, and the reseller has not acknowledged it yet: they cannot be allotted again (rule 9). */
    seatsAwaitingFence: z.int(),
    /** What a clerk has started and has not ended yet, the oldest first; it goes on whatever page is open. */
    runsUnderWay: z.array(z.object({ runId: z.uuid(), kind: z.enum(["allot", "recall", "import"]) })),
    /** Shows whose allotted seats nobody can buy, and since when the first of them waits (R2.2). */
    silentShows: z.object({ count: z.int(), since: z.string() }).nullable(),
  })
  .meta({ id: "InterfaceState" });
export type InterfaceState = z.infer<typeof interfaceState>;

/** `POST /api/interface/fetch`: fetches and receives sales now; answers when the feed's head is reached or the line fails. */
export const fetchAnswer = z
  .object({
    outcome: z.enum(["upToDate", "stopped", "lineDown"]),
    received: z.int(),
    problem: lineProblem.nullable(),
    fault: z.string().nullable(),
  })
  .meta({ id: "FetchAnswer" });
export type FetchAnswer = z.infer<typeof fetchAnswer>;

/** `GET /api/interface/connection`: both blocks; the password is never shown again. */
export const connectionView = z
  .object({
    resellerId: z.int(),
    resellerName: z.string(),
    serverUrl: z.string(),
    institutionCode: z.int(),
    userName: z.string(),
    passwordSet: z.boolean(),
    contactMail: z.string(),
    operatorId: z.int(),
    holdCode: z.int(),
    paymentMethodId: z.int(),
    salesChannelId: z.int(),
    priceTypeCodes: z.array(z.int()),
    /** Those of them of which the reseller has not been told yet (R11.2). */
    untoldPriceTypeCodes: z.array(z.int()),
    onPriceMismatch: z.enum(["stop", "isolate"]),
    /** Titles of the shows that the reseller has already, with performances to come (R11.2). */
    showsAtReseller: z.array(z.string()),
    /** What may be chosen. */
    operators: z.array(z.object({ operatorId: z.int(), name: z.string() })),
    holds: z.array(z.object({ holdCode: z.int(), name: z.string() })),
    paymentMethods: z.array(z.object({ paymentMethodId: z.int(), name: z.string() })),
    salesChannels: z.array(z.object({ salesChannelId: z.int(), name: z.string() })),
    priceTypes: z.array(z.object({ priceTypeCode: z.int(), name: z.string() })),
  })
  .meta({ id: "ConnectionView" });
export type ConnectionView = z.infer<typeof connectionView>;

/** `PUT /api/interface/connection` (support): the whole connection block and the interface block, once. */
export const connectionSetUp = z
  .strictObject({
    resellerName: z.string().min(1).max(100),
    serverUrl: z.url().max(300),
    institutionCode: code,
    userName: z.string().min(1).max(100),
    /** Left out: the password stays as it is. */
    password: z.string().min(1).max(200).optional(),
    contactMail: z.union([z.literal(""), z.email()]),
    operatorId: code,
    holdCode: code,
    paymentMethodId: code,
    salesChannelId: code,
    priceTypeCodes: z.array(code).max(200),
    onPriceMismatch: z.enum(["stop", "isolate"]).default("stop"),
  })
  .meta({ id: "ConnectionSetUp" });
export type ConnectionSetUp = z.input<typeof connectionSetUp>;

/** `PUT /api/interface/connection/contact`: the venue may change the contact's address at any time (R10.1). */
export const contactChange = z.strictObject({ contactMail: z.union([z.literal(""), z.email()]) });

/** `POST /api/interface/connection/test`: opens a session with what is configured and says how it went. */
export const connectionTest = z
  .object({ up: z.boolean(), problem: lineProblem.nullable(), seenAddress: z.string().nullable() })
  .meta({ id: "ConnectionTest" });
export type ConnectionTest = z.infer<typeof connectionTest>;

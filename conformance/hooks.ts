import type { Network } from "@allotement/platform/ports.ts";
import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { jsonOf } from "./line.ts";
import { NotProven } from "./rule.ts";

/**
 * The tester's hooks: the protocol has no selling, so the tester lends the kit a seller and a manager. Each is a `POST` of
 * JSON below the configured address, answered 200, or 409 where the server refuses what was asked.
 */
export const hookRequests = {
  /** The show goes on sale. */
  "/on-sale": z.strictObject({ institutionCode: code, showNumber: code }),
  /** All of these seats into one basket, or none (409). `short`: its end will be asked for next. */
  "/basket": z.strictObject({
    institutionCode: code,
    performanceNumber: code,
    seatCodes: z.array(code).min(1),
    short: z.boolean(),
  }),
  /** Sells the whole basket; 409 where it can no longer be sold. */
  "/sell": z.strictObject({
    institutionCode: code,
    basketId: z.string(),
    seatCodes: z.array(code).min(1),
    priceTypeCode: code,
    holder: z.strictObject({ surname: z.string(), firstName: z.string() }).nullable(),
  }),
  /** Answers once the basket's time is over. */
  "/expire": z.strictObject({ institutionCode: code, basketId: z.string() }),
  /** Cancels the sale of these seats of an order. */
  "/cancel": z.strictObject({ institutionCode: code, orderId: z.string(), seatCodes: z.array(code).min(1) }),
  /** Maintenance of one institution, on or off. */
  "/maintenance": z.strictObject({ institutionCode: code, on: z.boolean() }),
} as const;
export type HookPath = keyof typeof hookRequests;
export type HookRequest<Path extends HookPath> = z.infer<(typeof hookRequests)[Path]>;

export const basketAnswer = z.object({ basketId: z.string().min(1) });
export const saleAnswer = z.object({ orderId: z.string().min(1) });

export interface Hooks {
  /** What the hook answered, or `refused` where the server did not do it. */
  call<Path extends HookPath, Answer>(
    path: Path,
    request: HookRequest<Path>,
    schema: z.ZodType<Answer>,
  ): Promise<Answer | "refused">;
}

/** A basket may have to run for a minute before it is over. */
const hookMilliseconds = 150_000;

/** Calls the tester's hooks. What a hook does not do is the tester's affair: the rule is then not proven. */
export function testerHooks(network: Network, hooks: { url: string; token?: string | undefined }): Hooks {
  return {
    async call(path, request, schema) {
      const outcome = await network.request({
        method: "POST",
        url: hooks.url.replace(/\/+$/, "") + path,
        headers: {
          "content-type": "application/json",
          ...(hooks.token === undefined ? {} : { authorization: `Bearer ${hooks.token}` }),
        },
        body: JSON.stringify(request),
        timeoutMilliseconds: hookMilliseconds,
      });
      if (outcome.kind !== "answer") throw new NotProven(`the tester's hook ${path} gives no answer`);
      if (outcome.status === 409) return "refused";
      const answer = schema.safeParse(jsonOf(outcome.body));
      if (outcome.status === 200 && answer.success) return answer.data;
      throw new NotProven(
        `the tester's hook ${path} answers ${outcome.status}, not as docs/conformance.md says`,
      );
    },
  };
}

import { z } from "zod";
import { code, instant } from "../fields.ts";

/** What the venue says of a proof: the ticket may be sold like this, or not, and why. */
export const verdict = z.enum(["approved", "rejected"]);
export type Verdict = z.infer<typeof verdict>;

const remark = z.string().max(1000);

/** A proof («BAT») that was sent to the venue: a real sale's ticket, or a mock-up, which opens no door (R2.3). */
export const proof = z
  .object({
    proofId: z.uuid(),
    showNumber: code,
    kind: z.enum(["sale", "mockUp"]),
    sentAt: instant,
    verdict: verdict.nullable(),
    remark,
    decidedAt: instant.nullable(),
  })
  .meta({ id: "Proof" });
export type Proof = z.infer<typeof proof>;

/** `GET /shows/{number}/proof`: the latest that was sent, with its pages as PDF in base64; null where none was. */
export const latestProof = z
  .object({
    proof: proof.extend({ fileName: z.string().max(255), pdf: z.base64().max(4_000_000) }).nullable(),
  })
  .meta({ id: "LatestProof" });
export type LatestProof = z.infer<typeof latestProof>;

/** `PUT /proofs/{proofId}/verdict`. The first verdict stands; the answer is the one in force. */
export const verdictRequest = z.strictObject({ verdict, remark }).meta({ id: "VerdictRequest" });
export type VerdictRequest = z.infer<typeof verdictRequest>;

export const proofParameters = z.strictObject({ proofId: z.uuid() });

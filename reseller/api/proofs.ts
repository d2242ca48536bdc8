import { code, instant } from "@allotement/protocol/fields.ts";
import { verdict } from "@allotement/protocol/messages/proof.ts";
import { z } from "zod";

/** `POST /api/institutions/{institutionCode}/shows/{showNumber}/proofs`: of a sold line, or a mock-up (R2.3). */
export const newProof = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("sale"), orderId: z.uuid(), lineId: z.int().min(1) }),
    z.strictObject({ kind: z.literal("mockUp") }),
  ])
  .meta({ id: "NewProof" });
export type NewProof = z.infer<typeof newProof>;

/** A proof as the manager sees it, from its making to the venue's verdict. */
export const proofView = z
  .object({
    proofId: z.uuid(),
    showNumber: code,
    kind: z.enum(["sale", "mockUp"]),
    orderId: z.uuid().nullable(),
    madeBy: z.string(),
    madeAt: instant,
    sentAt: instant.nullable(),
    verdict: verdict.nullable(),
    remark: z.string(),
    decidedAt: instant.nullable(),
  })
  .meta({ id: "ProofView" });
export type ProofView = z.infer<typeof proofView>;

/** `GET` of the same address: the latest first. */
export const proofList = z.object({ proofs: z.array(proofView) }).meta({ id: "ProofList" });
export type ProofList = z.infer<typeof proofList>;

export const proofParameters = z.strictObject({
  institutionCode: z.coerce.number().pipe(code),
  proofId: z.uuid(),
});

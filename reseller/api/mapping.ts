import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { textOf } from "./access.ts";

export const codeKind = z.enum(["hall", "floor", "zone", "seatCategory", "priceType", "hold"]);
export type CodeKind = z.infer<typeof codeKind>;

/** Kinds whose codes belong to the organizer; the others belong to a hall. */
export const organizerKinds: readonly CodeKind[] = ["hall", "priceType", "hold"];

/** One of the venue's codes that this network knows; `hallCode` 0 for the organizer's. */
export const knownCode = z
  .object({ kind: codeKind, hallCode: z.int().min(0), code, label: z.string() })
  .meta({ id: "KnownCode" });
export type KnownCode = z.infer<typeof knownCode>;

/** `GET /api/institutions/{institutionCode}/codes` */
export const codeList = z.object({ codes: z.array(knownCode) }).meta({ id: "CodeList" });
export type CodeList = z.infer<typeof codeList>;

/** `PUT /api/institutions/{institutionCode}/codes/{hallCode}`: the whole list of that hall; 0: of the organizer. */
export const hallCodes = z
  .strictObject({ codes: z.array(z.strictObject({ kind: codeKind, code, label: textOf(200) })).max(20_000) })
  .meta({ id: "HallCodes" });
export type HallCodes = z.infer<typeof hallCodes>;

export const codesParameters = z.strictObject({
  institutionCode: z.coerce.number().pipe(code),
  hallCode: z.coerce.number().pipe(z.int().min(0)),
});

import { code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { textOf, userName } from "./access.ts";

const institutionCode = z.int().min(1).max(99_999);

/** `POST /api/institutions` */
export const newInstitution = z
  .strictObject({ institutionCode, name: textOf(200).min(1) })
  .meta({ id: "NewInstitution" });
export type NewInstitution = z.infer<typeof newInstitution>;

/** `PATCH /api/institutions/{institutionCode}` */
export const institutionChange = z
  .strictObject({
    name: textOf(200).min(1).optional(),
    /** Every call of the exchange is answered 503. */
    maintenance: z.boolean().optional(),
    /** A refused address gets no answer at all, as from a firewall. */
    refuseSilently: z.boolean().optional(),
    basketMinutes: z.int().min(1).max(120).optional(),
  })
  .meta({ id: "InstitutionChange" });
export type InstitutionChange = z.infer<typeof institutionChange>;

/**
 * `POST /api/institutions/{institutionCode}/restored`: this network was restored from a backup. Its stream gets a new
 * name, and nothing of the institution is sold until the venue has given back what was lost (rule 10).
 */
export const restoredOrder = z.strictObject({}).meta({ id: "RestoredOrder" });
export const restoredAnswer = z.object({ streamId: z.uuid() }).meta({ id: "RestoredAnswer" });

/** `PUT /api/institutions/{institutionCode}/addresses`: the whole allow-list; an empty one admits nobody. */
export const addressList = z
  .strictObject({
    addresses: z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()])).max(100),
  })
  .meta({ id: "AddressList" });
export type AddressList = z.infer<typeof addressList>;

/** `POST /api/institutions/{institutionCode}/credentials` */
export const newCredential = z
  .strictObject({
    userName,
    password: textOf(200).min(10),
    validUntil: instant.nullable().default(null),
  })
  .meta({ id: "NewCredential" });
export type NewCredential = z.infer<typeof newCredential>;

export const credentialView = z
  .object({
    credentialId: z.uuid(),
    userName: z.string(),
    validUntil: instant.nullable(),
    lockedUntil: instant.nullable(),
  })
  .meta({ id: "Credential" });
export type CredentialView = z.infer<typeof credentialView>;

/** An institution as the manager sees it. `feed.acknowledged…`: how far the venue says it has received. */
export const institutionView = z
  .object({
    institutionCode: code,
    name: z.string(),
    maintenance: z.boolean(),
    refuseSilently: z.boolean(),
    basketMinutes: z.int(),
    /** Set: restored from a backup, sells nothing until the venue has given back what was lost. */
    restoredAt: instant.nullable(),
    addresses: z.array(z.string()),
    credentials: z.array(credentialView),
    feed: z.object({
      streamId: z.uuid(),
      head: z.int(),
      acknowledgedUpTo: z.int().nullable(),
      acknowledgedAt: instant.nullable(),
    }),
  })
  .meta({ id: "Institution" });
export type InstitutionView = z.infer<typeof institutionView>;

/** `GET /api/institutions` */
export const institutionList = z
  .object({ institutions: z.array(institutionView) })
  .meta({ id: "InstitutionList" });
export type InstitutionList = z.infer<typeof institutionList>;

export const institutionParameters = z.strictObject({
  institutionCode: z.coerce.number().pipe(institutionCode),
});
export const credentialParameters = institutionParameters.extend({ credentialId: z.uuid() });

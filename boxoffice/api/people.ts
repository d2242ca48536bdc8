import { code, instant } from "@allotement/protocol/fields.ts";
import { z } from "zod";
import { nameField } from "./fields.ts";

/** The people of the house: organizers («Structure»), operators («Initiales», «Mot de passe») and their sessions (R4.1). */

export const role = z.enum(["clerk", "manager", "support"]);
export type Role = z.infer<typeof role>;

export const organizerId = z.int().min(1).max(99_999);
export const initials = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}._-]{1,20}$/u, { error: "1 to 20 letters, digits, dots, hyphens" });
const newPassword = z.string().min(8).max(200);

export const newOrganizer = z
  .strictObject({
    organizerId,
    name: nameField,
    timeZone: z.string().min(1).max(64).default("Europe/Paris"),
    operator: z.strictObject({ initials, name: nameField, password: newPassword }),
  })
  .meta({ id: "NewOrganizer" });

export const organizerCreated = z
  .object({ organizerId, operatorId: z.int() })
  .meta({ id: "OrganizerCreated" });

export const organizerList = z
  .object({ organizers: z.array(z.object({ organizerId, name: z.string() })) })
  .meta({ id: "OrganizerList" });
export type OrganizerList = z.infer<typeof organizerList>;

export const signInRequest = z
  .strictObject({
    organizerId,
    initials: z.string().max(100),
    password: z.string().max(200),
    code: z.string().max(40).optional(),
  })
  .meta({ id: "SignInRequest" });
export type SignInRequest = z.infer<typeof signInRequest>;

/** Another operator who confirms on the caller's screen (rules 7 and 9); optional in a body, refused by name where absent. */
export const secondPerson = z
  .strictObject({ initials: z.string().min(1).max(100), password: z.string().min(1).max(200) })
  .meta({ id: "SecondPerson" });
export type SecondPerson = z.infer<typeof secondPerson>;

/** Who is signed in: the answer of `POST /api/sign-in` and `GET /api/me`. */
export const me = z
  .object({
    organizerId,
    organizerName: z.string(),
    timeZone: z.string(),
    operatorId: z.int(),
    initials: z.string(),
    name: z.string(),
    role,
    /** The organizer asks for a second factor and this operator has none: nothing else is open until there is one. */
    mustEnrol: z.boolean(),
  })
  .meta({ id: "Me" });
export type Me = z.infer<typeof me>;

export const emptyBody = z.strictObject({});

/** Role `system`: an operator that stands in the books for a connector (R3.5) and never signs in, so has no password. */
export const newOperator = z
  .discriminatedUnion("role", [
    z.strictObject({ initials, name: nameField, role, password: newPassword }),
    z.strictObject({ initials, name: nameField, role: z.literal("system") }),
  ])
  .meta({ id: "NewOperator" });
export type NewOperator = z.infer<typeof newOperator>;

export const operatorCreated = z.object({ operatorId: z.int() }).meta({ id: "OperatorCreated" });

const secondFactorCode = z.string().min(1).max(40);

/** What an operator may change of another: name, role, and whether he signs in at all. */
export const operatorChange = z
  .strictObject({ name: nameField, role: z.enum([...role.options, "system"]), active: z.boolean() })
  .meta({ id: "OperatorChange" });
export type OperatorChange = z.infer<typeof operatorChange>;
export const passwordReset = z.strictObject({ password: newPassword }).meta({ id: "PasswordReset" });

/** One's own password: the old one is asked for again. */
export const passwordChange = z
  .strictObject({ password: z.string().max(200), newPassword })
  .meta({ id: "PasswordChange" });

export const secondFactor = z
  .object({ enrolled: z.boolean(), recoveryCodesLeft: z.int(), required: z.boolean() })
  .meta({ id: "SecondFactor" });
export type SecondFactor = z.infer<typeof secondFactor>;
export const secondFactorOffer = z
  .strictObject({ password: z.string().max(200) })
  .meta({ id: "SecondFactorOffer" });
/** The secret to be typed into a device, and the same as a QR code: rows of modules, «1» dark. */
export const offeredSecondFactor = z
  .object({ secret: z.string(), uri: z.string(), qrCode: z.array(z.string()) })
  .meta({ id: "OfferedSecondFactor" });
export type OfferedSecondFactor = z.infer<typeof offeredSecondFactor>;
export const secondFactorConfirmation = z
  .strictObject({ code: secondFactorCode })
  .meta({ id: "SecondFactorConfirmation" });
/** Shown once. */
export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: "RecoveryCodes" });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;
export const secondFactorRemoval = z
  .strictObject({ password: z.string().max(200), code: secondFactorCode })
  .meta({ id: "SecondFactorRemoval" });

export const sessionList = z
  .object({
    sessions: z.array(
      z.object({
        sessionId: z.int(),
        openedAt: instant,
        activeAt: instant,
        expiresAt: instant,
        /** The program that signed in, as it names itself. */
        client: z.string(),
        current: z.boolean(),
      }),
    ),
  })
  .meta({ id: "SessionList" });
export type SessionList = z.infer<typeof sessionList>;

/** The theatre's address as its tickets say it, and how its people and customers are kept safe. */
export const organizerSettings = z
  .strictObject({
    address: z.string().trim().max(200),
    town: z.string().trim().max(100),
    secondFactorRequired: z.boolean(),
    /** Names of customers are removed so many months after the performance; null: never. */
    namesKeptMonths: z.int().min(1).max(120).nullable(),
  })
  .meta({ id: "OrganizerSettings" });
export type OrganizerSettings = z.infer<typeof organizerSettings>;

/** A page of the audit, the latest first; each field cuts it. */
export const auditQuery = z.strictObject({
  before: z.coerce.number().pipe(z.int().min(1)).optional(),
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
  action: z.string().max(60).optional(),
  operatorId: z.coerce.number().pipe(code).optional(),
  from: instant.optional(),
  until: instant.optional(),
});
export const auditPage = z
  .object({
    entries: z.array(
      z.object({
        entryNumber: z.int(),
        at: instant,
        action: z.string(),
        operatorId: z.int(),
        operatorInitials: z.string(),
        secondOperatorInitials: z.string().nullable(),
        subject: z.record(z.string(), z.unknown()),
      }),
    ),
    /** Every action that stands in the audit, to choose from. */
    actions: z.array(z.string()),
  })
  .meta({ id: "AuditPage" });
export type AuditPage = z.infer<typeof auditPage>;

export const operator = z.object({
  operatorId: z.int(),
  initials: z.string(),
  name: z.string(),
  role: z.enum([...role.options, "system"]),
  active: z.boolean(),
  secondFactor: z.boolean(),
});
export const operatorList = z.object({ operators: z.array(operator) }).meta({ id: "OperatorList" });
export type OperatorList = z.infer<typeof operatorList>;

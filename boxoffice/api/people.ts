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
  .strictObject({ organizerId, initials: z.string().max(100), password: z.string().max(200) })
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

export const operator = z.object({
  operatorId: z.int(),
  initials: z.string(),
  name: z.string(),
  role: z.enum([...role.options, "system"]),
  active: z.boolean(),
});
export const operatorList = z.object({ operators: z.array(operator) }).meta({ id: "OperatorList" });
export type OperatorList = z.infer<typeof operatorList>;

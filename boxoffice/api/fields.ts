import { code } from "@allotement/protocol/fields.ts";
import { z } from "zod";

/** Fields that several routes share. Request bodies are closed objects: a misspelt field is refused, not ignored. */

/** A number in a path, such as a performance's. */
export const numberParameter = z.coerce.number().pipe(code);

/** What a person reads as a name: no control character, not blank, trimmed. */
export const nameField = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), { error: "holds a control character" });

/** A name that may be chosen freely and its number, as lists show it. */
export const created = z.object({ id: z.int() }).meta({ id: "Created" });

import { hash, verify } from "@node-rs/argon2";

/** Argon2id with the library's defaults (19 MiB, 2 passes), as OWASP asks. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** Whether the password fits. Without a stored hash the same work is done, so that time tells nothing about accounts. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  if (stored === undefined) {
    await hash(password);
    return false;
  }
  return verify(stored, password);
}

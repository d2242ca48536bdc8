import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from "node:crypto";
import type { Random } from "./ports.ts";

/** A session token for a cookie or a header, and what the database keeps of it: a leaked table opens nothing. */
export function drawToken(random: Random): { token: string; tokenHash: string } {
  const token = Buffer.from(random.bytes(32)).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** Compares two secrets without telling by time how much of them agrees. */
export function sameSecret(one: string, other: string): boolean {
  const hashes = [one, other].map((text) => createHash("sha256").update(text).digest());
  return hashes[0] !== undefined && hashes[1] !== undefined && timingSafeEqual(hashes[0], hashes[1]);
}

/** Encrypts a secret that must be read again (AES-256-GCM): `nonce.tag.text` in base64url. `key` has 32 bytes. */
export function encryptSecret(key: Uint8Array, secret: string, random: Random): string {
  const nonce = random.bytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [nonce, cipher.getAuthTag(), text].map((part) => Buffer.from(part).toString("base64url")).join(".");
}

/** @throws when the text was not encrypted with this key, or was altered. */
export function decryptSecret(key: Uint8Array, encrypted: string): string {
  const [nonce, tag, text] = encrypted.split(".").map((part) => Buffer.from(part, "base64url"));
  if (!nonce || !tag || !text) throw new Error("not an encrypted secret");
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
}

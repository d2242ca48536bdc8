import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { Random } from "@allotement/platform/ports.ts";

/** Ed25519 (RFC 8032): the secret is a seed of 32 bytes, which stands behind this prefix as PKCS #8 in DER. */
const seedPrefix = Buffer.from("302e020100300506032b657004220420", "hex");

/** Draws a new secret, in base64url: 32 bytes. */
export function drawSigningSecret(random: Random): string {
  return Buffer.from(random.bytes(32)).toString("base64url");
}

function privateKeyOf(secret: string): KeyObject {
  const key = Buffer.concat([seedPrefix, Buffer.from(secret, "base64url")]);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

/** The public half of a secret: SubjectPublicKeyInfo in DER, as base64. */
export function publicKeyOf(secret: string): string {
  return createPublicKey(privateKeyOf(secret)).export({ format: "der", type: "spki" }).toString("base64");
}

/** The same as a PEM file, as other programs read it (openssl pkey -pubin). */
export function pemOf(publicKey: string): string {
  return `-----BEGIN PUBLIC KEY-----\n${publicKey}\n-----END PUBLIC KEY-----\n`;
}

/** SHA-256 of a public key in DER, in hexadecimal: what people compare. */
export function fingerprintOf(publicKey: string): string {
  return createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex");
}

/** The signature of a text in UTF-8, as base64. The same text and secret make the same signature. */
export function signText(secret: string, text: string): string {
  return sign(null, Buffer.from(text), privateKeyOf(secret)).toString("base64");
}

/** False for whatever is not this key's signature of the text, and for a key that is none. */
export function isSignature(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    if (key.asymmetricKeyType !== "ed25519") return false;
    return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

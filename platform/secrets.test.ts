import { expect, test } from "vitest";
import { hashPassword, passwordFits } from "./passwords.ts";
import { systemRandom } from "./ports.system.ts";
import { decryptSecret, drawToken, encryptSecret, hashToken, sameSecret } from "./secrets.ts";

const key = systemRandom.bytes(32);

test("an encrypted secret is read again with its key, and differs each time", () => {
  const one = encryptSecret(key, "mot de passe é€", systemRandom);
  expect(decryptSecret(key, one)).toBe("mot de passe é€");
  expect(encryptSecret(key, "mot de passe é€", systemRandom)).not.toBe(one);
  expect(one).not.toContain("passe");
});

test("an altered secret, or another key, is refused", () => {
  const secret = encryptSecret(key, "swordfish", systemRandom);
  expect(() => decryptSecret(systemRandom.bytes(32), secret)).toThrow();
  const [nonce, tag, text = ""] = secret.split(".");
  const altered = `${text.startsWith("A") ? "B" : "A"}${text.slice(1)}`;
  expect(() => decryptSecret(key, [nonce, tag, altered].join("."))).toThrow();
  expect(() => decryptSecret(key, "nothing")).toThrow();
});

test("a token is kept as its hash alone", () => {
  const { token, tokenHash } = drawToken(systemRandom);
  expect(hashToken(token)).toBe(tokenHash);
  expect(tokenHash).not.toContain(token);
});

test("secrets are the same or not", () => {
  expect(sameSecret("a", "a")).toBe(true);
  expect(sameSecret("a", "ab")).toBe(false);
});

test("a password fits its own argon2id hash, and no other; an unknown account fits none", async () => {
  const stored = await hashPassword("theatre");
  expect(stored).toMatch(/^\$argon2id\$/);
  expect(await passwordFits(stored, "theatre")).toBe(true);
  expect(await passwordFits(stored, "theatres")).toBe(false);
  expect(await passwordFits(undefined, "theatre")).toBe(false);
});

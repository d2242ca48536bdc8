import type { Random } from "@allotement/platform/ports.ts";
import { hashToken } from "@allotement/platform/secrets.ts";
import { Secret, TOTP } from "otpauth";

/** Codes of a device that knows a shared secret: six digits, a new one each 30 seconds (RFC 6238). */
const period = 30;
/** A code is taken one step before and after its own, for clocks that differ. */
const window = 1;
const recoveryCodeCount = 10;
/** Without signs that are taken for one another. */
const recoveryAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

const totpOf = (secret: string, account = "", issuer = "Allotement") =>
  new TOTP({
    issuer,
    label: account,
    algorithm: "SHA1",
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  });

/** A fresh secret in base 32, as devices take it by hand. */
export function drawSecret(random: Random): string {
  return new Secret({ buffer: new Uint8Array(random.bytes(20)).buffer }).base32;
}

/** What the QR code says: otpauth://totp/… */
export function enrolmentUri(secret: string, account: string, organizerName: string): string {
  return totpOf(secret, account, organizerName).toString();
}

/** The code that a device shows at this time. */
export const codeAt = (secret: string, at: Date) => totpOf(secret).generate({ timestamp: at.getTime() });

/** The time step of a code that fits around now, or undefined; a step may be taken once only, and never an older one. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  const token = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(token)) return undefined;
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta;
}

/** Codes on paper for the day when the device is lost, each good for once: «abcde-fghjk». */
export function drawRecoveryCodes(random: Random): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const letters = Array.from({ length: 10 }, () => drawLetter(random));
    return `${letters.slice(0, 5).join("")}-${letters.slice(5).join("")}`;
  });
}

function drawLetter(random: Random): string {
  const fair = 256 - (256 % recoveryAlphabet.length);
  for (;;) {
    const [byte = 0] = random.bytes(1);
    if (byte < fair) return recoveryAlphabet[byte % recoveryAlphabet.length] ?? "";
  }
}

/** What is kept of a recovery code: it has 50 bits of chance, so that a plain hash tells nothing. */
export const hashOfRecoveryCode = (code: string) => hashToken(code.trim().toLowerCase());

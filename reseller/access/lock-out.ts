/** From this many wrong passwords in a row on, a credential is locked. */
export const wrongPasswordsMax = 5;
const firstLockSeconds = 30;
const longestLockSeconds = 3600;

/** Wrong passwords in a row of one credential. */
export interface Attempts {
  failures: number;
  lockedUntil: Date | null;
}

export const noAttempts: Attempts = { failures: 0, lockedUntil: null };

/** Whole seconds, rounded up, until the credential may be tried again; 0 when it is not locked. */
export function secondsLocked(attempts: Attempts, now: Date): number {
  if (attempts.lockedUntil === null) return 0;
  return Math.max(0, Math.ceil((attempts.lockedUntil.getTime() - now.getTime()) / 1000));
}

/** One more wrong password: the fifth locks for 30 s, each further one for twice as long, an hour at most. */
export function afterWrongPassword(attempts: Attempts, now: Date): Attempts {
  const failures = attempts.failures + 1;
  if (failures < wrongPasswordsMax) return { failures, lockedUntil: null };
  const seconds = Math.min(longestLockSeconds, firstLockSeconds * 2 ** (failures - wrongPasswordsMax));
  return { failures, lockedUntil: new Date(now.getTime() + seconds * 1000) };
}

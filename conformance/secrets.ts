/** Passwords and tokens that the kit knows, and must never print. */
export interface Secrets {
  add(secret: string | undefined): void;
  /** The text with every secret struck out, also as JSON writes it. */
  hide(text: string): string;
}

export function knownSecrets(): Secrets {
  const known = new Set<string>();
  return {
    add(secret) {
      if (secret === undefined || secret === "") return;
      known.add(secret);
      known.add(JSON.stringify(secret).slice(1, -1));
    },
    hide: (text) =>
      // The longest first: one secret may be the beginning of another.
      [...known]
        .sort((one, other) => other.length - one.length)
        .reduce((hidden, secret) => hidden.replaceAll(secret, "[hidden]"), text),
  };
}

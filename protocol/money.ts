/** Amounts are integer cents everywhere; `48,00 €` is read and written in this file only. */

/** Largest amount that a form accepts, in cents: 100,000.00 €. */
export const amountCeilingCents = 10_000_000;

/**
 * Reads an amount as a French clerk types it: `48`, `48,5`, `48,00`, `1 234,50`, `48,00 €`; a point is taken as a comma.
 * Answers integer cents, or undefined for anything else (`12,345`, `-1`, `1e3`, an empty text, too large).
 */
export function parseCents(text: string): number | undefined {
  const bare = text.replace(/[\s\u00a0\u202f]/gu, "").replace(/€$/u, "");
  const match = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!match?.[1]) return undefined;
  const amount = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return amount <= amountCeilingCents ? amount : undefined;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Writes cents as the locale prints euros: `48,00 €` with a no-break space, `1 234,50 €` with a narrow one, `€48.00`. */
export function formatCents(amountCents: number, locale: "fr" | "en" = "fr"): string {
  let format = formats.get(locale);
  if (!format) {
    format = new Intl.NumberFormat(locale === "fr" ? "fr-FR" : "en-GB", {
      style: "currency",
      currency: "EUR",
    });
    formats.set(locale, format);
  }
  return format.format(amountCents / 100);
}

import type { Language } from "./language.tsx";

const formats = {
  fr: new Intl.NumberFormat("fr-FR"),
  en: new Intl.NumberFormat("en-GB"),
} as const;

/** «1 234» with a narrow no-break space, "1,234". */
export function formatNumber(value: number, language: Language): string {
  return formats[language].format(value);
}

/** «1 place», «1 234 places»: in French, zero takes the singular. The space does not break. */
export function frenchCount(count: number, one: string, many: string): string {
  return `${formats.fr.format(count)}\u00a0${Math.abs(count) < 2 ? one : many}`;
}

/** "1 seat", "1,234 seats" */
export function englishCount(count: number, one: string, many: string): string {
  return `${formats.en.format(count)}\u00a0${count === 1 ? one : many}`;
}

/** «2 ventes, 1 annulation»: what there is none of is not told. */
export const told = (parts: readonly (readonly [number, string])[]): string =>
  parts
    .filter(([count]) => count > 0)
    .map(([, words]) => words)
    .join(", ");

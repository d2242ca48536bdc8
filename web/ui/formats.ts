import { formatCents } from "@allotement/protocol/money.ts";
import { formatNumber } from "../strings/counts.ts";
import { useLanguage } from "../strings/language.tsx";
import { formatCivilMoment, formatPerformance, withinLine } from "./dates.ts";

/** Writes money, numbers and dates in the page's language. */
export function useFormats() {
  const { language } = useLanguage();
  return {
    /** 4800 → «48,00 €» */
    money: (amountCents: number) => formatCents(amountCents, language),
    number: (value: number) => formatNumber(value, language),
    /** «Mardi 03/03/2020 à 19:00» */
    performance: ({ localDate, localTime }: { localDate: string; localTime: string }) =>
      formatPerformance(localDate, localTime, language),
    /** The same behind other words: «ORPHEE ET EURYDICE – mardi 03/03/2020 à 19:00» */
    performanceWithin: ({ localDate, localTime }: { localDate: string; localTime: string }) =>
      withinLine(formatPerformance(localDate, localTime, language), language),
    civilMoment: (civilMoment: string) => formatCivilMoment(civilMoment, language),
  };
}

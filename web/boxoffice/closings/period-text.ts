import { useLanguage } from "../../strings/language.tsx";
import { formatCivilDate } from "../../ui/dates.ts";

export type PeriodKind = "day" | "month" | "year";

/** «23/11/2026», «novembre 2026», «2026» */
export function usePeriodText() {
  const { language } = useLanguage();
  const months = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  return (kind: PeriodKind, period: string) => {
    if (kind === "day") return formatCivilDate(period);
    return kind === "month" ? months.format(new Date(`${period}-01T00:00:00Z`)) : period;
  };
}

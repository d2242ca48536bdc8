import type { AllotChoices } from "@allotement/boxoffice/api/interface-allot.ts";

type Group = AllotChoices["groups"][number];
export type AllotShow = Group["shows"][number];
export type AllotPerformance = AllotShow["performances"][number];

/** How many seats would leave with these performances. */
export function seatsToSend(show: AllotShow, chosen: ReadonlySet<number>): number {
  return show.performances
    .filter(({ performanceNumber }) => chosen.has(performanceNumber))
    .reduce((sum, { available }) => sum + available, 0);
}

/** «OR 12 · CAT.1 28»: what is available, category by category. */
export function categorySummary({ byCategory }: AllotPerformance, number: (value: number) => string): string {
  return byCategory.map(({ shortName, count }) => `${shortName}\u00a0${number(count)}`).join(" · ");
}
